/** What the doctor of an installation says. Holds names of apps, accounts, settings and hosts; never a secret, never a person. */
export const doctor = {
  levels: { ok: '[ OK ]', warn: '[注意]', bad: '[異常]' },
  good: '異常はありません。',
  bad: '異常があります。上から順に直し、もう一度実行してください。',
  failed: '調べることができませんでした。',
  checks: {
    node: { ok: 'Node.js {version}', bad: 'Node.js {version} は古すぎます。20.19 以降を入れてください。' },
    disk: {
      ok: '{folder} の空き: {percent}%',
      warn: '{folder} の空きが {percent}% です。増やしてください。',
      bad: '{folder} の空きが {percent}% しかありません。すぐに増やしてください。',
    },
    database: { bad: 'データベースを調べられませんでした（{why}）。持ち主の DATABASE_URL を確かめてください。' },
    'database-version': { ok: 'PostgreSQL {version}', bad: 'PostgreSQL {version} は古すぎます。15 以降が必要です。' },
    'clock-database': {
      ok: 'データベースの時計は合っています。',
      warn: 'データベースの時計が {seconds} 秒ずれています。時刻合わせ（NTP）を確かめてください。',
      bad: 'データベースの時計が {seconds} 秒ずれています。期限と記録の時刻が狂い、アプリとの差が5分を超えると何も書けません。時刻合わせ（NTP）を直してください。',
    },
    logging: {
      ok: 'PostgreSQL の記録に、値が残らない設定です。',
      warn: 'PostgreSQL の記録に、値が残ることがあります（{names}）。docs/security.md の設定にしてください。',
    },
    migrations: {
      ok: 'データベースは、この版のものです。',
      bad: 'データベースが、この版のものではありません（{names}）。npm run db:migrate を実行するか、その版の yorisoi を使ってください。',
    },
    walls: {
      ok: '保護と権限は、この版のとおりです。',
      bad: '保護（行ごとの規則、書き換えを防ぐしくみ、関数、ビュー）または権限が、この版と違います（{names}）。誰が変えたかを確かめ、元に戻してください。',
    },
    account: {
      ok: '接続アカウント {account} は使えます。',
      bad: '接続アカウント {account} がないか、サインインできません。npm run db:migrate のあと、パスワードを設定してください。',
    },
    'account-powerful': {
      bad: '接続アカウント {account} に強すぎる権限があります。管理者で alter role {account} nosuperuser nobypassrls nocreaterole nocreatedb noreplication を実行してください。',
    },
    'password-asked': {
      ok: 'データベースは、誤ったパスワードを断りました。',
      bad: 'データベースが、誤ったパスワードでもつながります。pg_hba.conf の trust を scram-sha-256 にしてください。',
    },
    demo: {
      ok: 'お試しのデータや、進めた時計はありません。',
      bad: 'このデータベースは npm start（お試し）で作ったものか、時計が進められています。本番には新しいデータベースを使ってください。',
    },
    backup: {
      ok: '控え: {days} 日前',
      warn: '最後の控えは {days} 日前です。毎日 npm run backup を実行するよう設定してください。',
      bad: '控えがないか、古すぎます（{days} 日前）。すぐに npm run backup を実行してください。',
    },
    drill: {
      ok: '控えを戻す練習: {days} 日前',
      warn: '控えを戻す練習を、しばらくしていません（{days} 日前）。npm run restore -- ファイル --drill を実行してください。',
    },
    'drill-left': {
      bad: '控えを戻す練習が途中で止まり、写しが残っています（{names}）。管理者で drop database を実行してください。',
    },
    'worker-jobs': {
      ok: '待ったままの仕事はありません。',
      bad: '10分以上待っている仕事が {count} あります。worker が動いているかを確かめてください。',
    },
    'worker-mails': {
      ok: '出しそびれたメールはありません。',
      bad: '2時間以上待っているメールが {count} あります。worker とメールサーバーを確かめてください。',
    },
    'worker-limits': {
      ok: '期限の案内は滞っていません。',
      bad: '期限の案内が {count} 滞っています。worker が動いているかを確かめてください。',
    },
    'worker-seals': {
      ok: '記録の封は新しいものです。',
      bad: '記録の封が {hours} 時間作られていません。worker が動いているかを確かめてください。',
    },
    ring: {
      ok: '鍵束は、このデータベースのものです。',
      warn: '鍵束は調べていません。--settings にアプリの設定のフォルダーを指定してください。',
      bad: '鍵束: {why}',
    },
    seals: {
      ok: '事案の記録は、すべてアプリが封をしたとおりです。',
      bad: '事案の記録に、アプリが書いたものではない行があります（行為 {acts} 件、手続 {steps} 件、状態 {states} 件、読めない文 {texts} 件、鍵のない事案 {cases} 件）。誰かがデータベースに直接書き込んだおそれがあります。更新の直後であれば npm run keys:seal を実行してください。',
    },
    'ring-copy': {
      ok: '鍵束の控えは、今の鍵束と同じです。',
      warn: '鍵束の控えは調べていません。--ring-copy に控えのファイルを指定してください。',
      bad: '鍵束の控えが、今の鍵束と違うか、ほかのアカウントが読めるか、同じフォルダーにあるか、読めません。取り直し、別の場所に chmod 600 で置いてください。',
    },
    settings: {
      ok: '{app}: 設定に誤りはありません。',
      warn: '{app}: 設定を調べていません。--settings のフォルダーに {app}.env を置いてください。',
      bad: '{app}: {problem}',
    },
    'settings-read': { bad: '{name} を読めません。--settings に、console.env などのあるフォルダーを指定し、読めるようにしてください。' },
    mode: {
      bad: '{app}: お試し（solo）の設定です。本番の確かめは何も働きません。YORISOI_MODE=production にしてください。',
    },
    links: {
      ok: '{app}: {to} へのリンクは、その入口に向いています。',
      bad: '{app}: {variable} が、{to} の YORISOI_ORIGIN と違います。メールや紙のリンクが別の所へ向きます。',
    },
    connection: { ok: '{app}: 自分の接続アカウントと権限でつながります。', bad: '{app}: {why}' },
    pooling: {
      ok: '{app}: データベースと直接つながります。',
      bad: '{app}: 間にあるもの（PgBouncer など）が、一つの接続を使い回しています。session 方式にしてください。',
    },
    passwords: {
      ok: '接続アカウントのパスワードは、互いに違います。',
      bad: '接続アカウントのパスワードに、同じものか、{shortest} 文字より短いもの、アカウントの名前を含むものがあります。替えてください。',
    },
    reached: { ok: '{app}: 開けます。', bad: '{app}: 開けません（{why}）。アプリ、プロキシ、名前の設定を確かめてください。' },
    certificate: {
      ok: '{app}: 証明書はあと {days} 日有効です。',
      warn: '{app}: 証明書はあと {days} 日で切れます。更新してください。',
      bad: '{app}: 証明書が信頼できないか、まもなく切れます（{why}、あと {days} 日）。替えてください。',
    },
    tls: { ok: '{app}: {protocol}', bad: '{app}: 暗号化の方式 {protocol} は古すぎます。プロキシを TLS 1.2 以降にしてください。' },
    hsts: {
      ok: '{app}: ブラウザーは https だけで開きます（HSTS）。',
      bad: '{app}: HSTS がありません。YORISOI_ORIGIN と、プロキシがヘッダーを消していないかを確かめてください。',
    },
    host: {
      ok: '{app}: ほかのホスト名には応答しません。',
      bad: '{app}: ほかのホスト名にも応答します（{status}）。プロキシが Host を書き換えていないかを確かめてください。',
    },
    'clock-app': {
      ok: '{app}: 時計は合っています。',
      warn: '{app}: 時計が {seconds} 秒ずれています。時刻合わせ（NTP）を確かめてください。',
      bad: '{app}: 時計が {seconds} 秒ずれています。データベースとの差が5分を超えると何も書けません。時刻合わせ（NTP）を直してください。',
    },
    'plain-http': {
      ok: '{app}: 暗号化されていない入口はありません。',
      bad: '{app}: 80番で、暗号化されていないまま応答します。https へ送るか、閉じてください。',
    },
    mail: {
      ok: 'メールサーバーとつながります。',
      bad: 'メールサーバーとつながりません（{why}）。SMTP_URL、TLS、パスワードを確かめてください。',
    },
  },
} as const;
