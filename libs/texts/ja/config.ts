/** What an operator reads when an app does not start. Never holds a value of a setting: some are secret. */
export const config = {
  heading: '設定に誤りがあるため、起動しませんでした。次の項目を直してから、もう一度起動してください。',
  problems: {
    'database-url': 'PostgreSQL の接続先を postgres://利用者@ホスト:ポート/データベース名 の形で指定してください。',
    'database-plain':
      'このコンピューターの外にあるデータベースへ、暗号化せずに、または相手を確かめずにつなぐ設定です。接続先の末尾に ?sslmode=verify-full を付け、必要なら &sslrootcert=証明書のファイル も付けてください。',
    'redis-plain': 'このコンピューターの外にある Redis へ、暗号化せずにつなぐ設定です。rediss:// で始まる形で指定してください。',
    'redis-url':
      'Redis の接続先を redis:// または rediss:// で始まる形で、? 以降を付けずに指定してください。使わない場合は指定しないでください。',
    'key-ring': '鍵束のファイルの場所を指定してください。まだない場合は npm run keys:make で作れます。',
    port: 'ポート番号を 0 から 65535 までの整数で指定してください。',
    'port-base': '最初のポート番号を 1024 から 65530 までの整数で指定してください。',
    host: '待ち受けるアドレスを IP アドレスまたは localhost で指定してください。',
    'host-solo': 'お試し（solo）では、このコンピューターの外から見えるアドレスで待ち受けることはできません。127.0.0.1 を指定してください。',
    'host-open':
      '本番では、暗号化されていない通信をこのコンピューターの外から受け付けません。127.0.0.1 で待ち受けるか、手前のプロキシのアドレスを YORISOI_TRUST_PROXY に指定してください。',
    'tls-unchecked':
      'NODE_TLS_REJECT_UNAUTHORIZED=0 では、暗号化しても相手を確かめません。この指定を外し、必要なら NODE_EXTRA_CA_CERTS に証明書のファイルを指定してください。',
    'smtp-url': '送信メールサーバーを smtp:// または smtps:// で始まる形で、? 以降を付けずに指定してください。',
    'mail-from': '差出人のメールアドレスを指定してください。',
    'root-to': '記録の封を送るメールアドレスを、コンマで区切って指定してください。送らない場合は指定しないでください。',
    'node-env': 'production、development、test のいずれかを指定してください。',
    mode: 'solo または production を指定してください。',
    'mode-contradicts':
      'お試し（solo）と NODE_ENV=production は両立しません。本番なら YORISOI_MODE=production を、お試しなら NODE_ENV を外してください。',
    training: 'on または off を指定してください。',
    'training-production':
      '練習用の時計は、本番の設定では使えません。お試し（YORISOI_MODE=solo、NODE_ENV は production 以外）でのみ使えます。',
    origin: '公開する URL の先頭部分を https://例.jp の形（末尾の / やパスなし）で指定してください。',
    'origin-missing':
      '本番では、この画面を開くときの https:// の URL が必要です。ないと、サインインの情報が暗号化されずに流れ、どのホスト名でも応答します。手前に TLS のプロキシを置き、その URL を指定してください。',
    'origin-plain': '本番では https:// で始まる URL を指定してください。',
    'family-origin': 'ご遺族用画面の URL の先頭部分を https://例.jp の形（末尾の / やパスなし）で指定してください。',
    'committee-origin': '委員会用画面の URL の先頭部分を https://例.jp の形（末尾の / やパスなし）で指定してください。',
    'trust-proxy':
      '手前のプロキシのアドレスを、203.0.113.5 または 10.0.0.0/8 の形で、コンマで区切って指定してください。/8（IPv6 では /16）より広い範囲は、ほとんど誰でも名乗れることになるため指定できません。',
    'per-minute': '1分あたりの回数を 0（制限なし）から 1000000 までの整数で指定してください。',
    connections: '一つのアドレスからの同時接続の数を 0（制限なし）から 1000000 までの整数で指定してください。',
    oidc: '組織のサインインの設定を、JSON または JSON ファイルのパスで指定してください。項目の名前と形は docs/decisions/oidc.md にあります。',
    'oidc-origin': '組織のサインインを使うには、YORISOI_ORIGIN も指定してください。',
    data: 'データを置くフォルダーの絶対パスまたは相対パスを指定してください。',
  },
  unknownProblem: '値を確認してください。',
  seeded: '参照データ（地方公共団体、祝日、相談窓口）を登録しました。',
  notSeeded: '参照データを登録できませんでした。登録の途中であった場合も、もう一度実行してください。',
  accounts: {
    heading:
      'データベースの準備ができました。アプリごとの接続アカウントにパスワードを設定してください（yorisoi のどこにも保存されません）。',
    example: (account: string): string => `  psql "$DATABASE_URL" -c "alter role ${account} login" -c "\\password ${account}"`,
    applied: (names: readonly string[]): string =>
      names.length === 0 ? '適用する変更はありませんでした。' : `適用した変更: ${names.join(', ')}`,
    tooOld: (version: string): string => `PostgreSQL 15 以降が必要です（接続先は ${version}）。`,
    failed: 'データベースの準備ができませんでした。失敗した変更は取り消されています。',
  },
} as const;
