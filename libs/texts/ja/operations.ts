/** What an operator reads about backups. */
export const operations = {
  backup: {
    made: '控えを取り、最後まで読み返しました: {file}（表 {tables}、行 {rows}）',
    ring: 'この控えには鍵束が入っていません。鍵束（YORISOI_KEY_RING）の控えは、この控えとは別の場所に置いてください。戻すときは両方が要ります。',
    drilled: '控えを新しいデータベースに戻して試しました（表 {tables}、行 {rows}）。試したデータベースは消しました。',
    restored: '控えを戻しました（表 {tables}、行 {rows}）。',
    applied: '控えより新しい版の変更を適用しました: {names}',
    accounts:
      '接続アカウントのパスワードは控えに入っていません。新しいサーバーなら、次のように設定してから、鍵束を置いてアプリを起動してください。',
    usageBackup: '使い方: npm run backup -- --out フォルダー',
    usageRestore: '使い方: npm run restore -- ファイル（空のデータベースに戻す）、または npm run restore -- ファイル --drill（試すだけ）',
    failed:
      '終わりませんでした。使っているデータベースは変えていません。戻す先に作りかけのものがあれば、そのデータベースを捨て、新しい空のものを使ってください。',
  },
  problems: {
    interrupted: '途中で止められました。',
    'foreign-table':
      'yorisoi のものではない表 {table} があります。このままでは、戻せない控えになります。別のスキーマへ移してから（alter table … set schema …）、もう一度実行してください。',
    'not-a-backup': 'このファイルは yorisoi の控えではありません。',
    'cut-off': '控えのファイルが途中で切れています。ほかの控えを使ってください。',
    changed: '控えのファイルが、書いたときのものと違います。ほかの控えを使ってください。',
    counts: '表 {table} の行の数が合いません。もう一度実行し、同じことが起きるときは原因を調べてください。',
    newer: 'この控えは、より新しい版のものです（{names}）。その版の yorisoi で戻してください。',
    'not-empty': '戻す先のデータベースが空ではありません。新しい空のデータベースを作り、その持ち主の DATABASE_URL を指定してください。',
    'not-owner':
      '表 {table} の持ち主ではないアカウントでつないでいます。持ち主の DATABASE_URL を指定してください。見えない行は、気づかれずに抜けます。',
    hidden: '行ごとの保護が変わっていて、見えない行が抜けるおそれがあります（{table}）。npm run doctor で違いを確かめてください。',
    unlike: '控えの表の形、または戻したデータベースの保護と権限が、この版のものと違います。戻すのをやめました。',
    empty: 'このデータベースには、まだ何もありません。DATABASE_URL を確かめてください。',
  },
} as const;
