/** What an operator reads about the key ring. Never holds a key. */
export const vault = {
  problems: {
    absent:
      '鍵束のファイル {file} がありません。控えから元の場所へ戻すか、YORISOI_KEY_RING に置き場所を指定してください。初めて使うデータベースなら、npm run keys:make で作ってください。',
    lost: 'このデータベースには鍵束があったはずですが、{file} がありません。控えから元の場所へ戻してください。新しく作っても、これまでの記録は読めません。',
    'open-to-others': '鍵束のファイル {file} を、ほかのアカウントが読める設定になっています。chmod 600 {file} を実行してください。',
    'not-readable': '鍵束のファイル {file} を読めません。このアカウントが持ち主になるよう設定してください。',
    'not-a-ring': '{file} は鍵束のファイルではないか、壊れています。控えから戻してください。',
    'not-registered': 'このデータベースには、まだ鍵束がありません。初めて使うデータベースなら、npm run keys:make を実行してください。',
    missing: '鍵束 {file} に、このデータベースで使った鍵「{name}」がありません。このデータベースの鍵束を、控えから戻してください。',
    other: '鍵束 {file} の鍵「{name}」は、このデータベースで使ったものと違います。このデータベースの鍵束を、控えから戻してください。',
    'not-told':
      '鍵束 {file} の今の鍵「{name}」を、このデータベースは知りません。このデータベースの鍵束を置くか、npm run keys:next を実行してください。',
  },
  keys: {
    made: '鍵束 {file} を作りました。データベースとは別の場所に控えを取ってください。鍵束をなくすと、記録は誰にも読めません。',
    taken: '鍵束 {file} は、このデータベースのものです。新しくは作りませんでした。',
    added:
      '鍵束 {file} に新しい鍵「{name}」を加えました。ほかの機械にも同じファイルを置き、控えを取り直してから、npm run keys:rotate を実行してください。',
    progress: '包み直した鍵: {done}、残り: {left}',
    rotated: 'すべての鍵を、今の鍵で包み直しました。前の鍵は、前のバックアップを読むために残してください。',
    usage: '使い方: npm run keys:make（初めて）、npm run keys:next（新しい鍵を加える）、npm run keys:rotate（包み直す）',
    failed: '終わりませんでした。途中までの分は残っています。原因を直して、もう一度実行してください。',
  },
} as const;
