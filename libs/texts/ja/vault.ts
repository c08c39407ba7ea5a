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
    'not-sealed':
      'このデータベースには、前の版が暗号化せずに保存した項目が残っています。npm run keys:seal を実行してから、起動してください。',
    'index-half-changed': '鍵束 {file} の検索用の鍵を替える途中で止まっています。npm run keys:index をもう一度実行してください。',
    'apps-running':
      '動いているものがあります（接続 {count}）。検索用の鍵を替える間は、console、family、committee、api、worker をすべて止めてください。',
    current: '鍵「{name}」は今の鍵です。外せません。先に npm run keys:next で新しい鍵を加えてください。',
    'no-such-key': '鍵束 {file} に、鍵「{name}」はありません。npm run keys:progress で名前を確かめてください。',
    'still-needed':
      '鍵「{name}」で包んだ鍵が、まだ {count} あります。外すと、その記録は読めなくなります。包み直しが終わるまで待つか、npm run keys:rotate を実行してください。',
    'not-the-same':
      '{whose} の鍵は、包み直したものと前のものが違います。鍵「{name}」は外しませんでした。データベースの表 former_key に前のものが残っています。動かさずに、原因を調べてください。',
  },
  keys: {
    made: '鍵束 {file} を作りました。データベースとは別の場所に控えを取ってください。鍵束をなくすと、記録は誰にも読めません。',
    taken: '鍵束 {file} は、このデータベースのものです。新しくは作りませんでした。',
    added:
      '鍵束 {file} に新しい鍵「{name}」を加えました。すぐに、ほかの機械にも同じファイルを置き、控えを取り直してください。10分後から、これまでの鍵を順に包み直します。進み具合は npm run keys:progress で確かめられます。',
    progress: '包み直した鍵: {done}、残り: {left}',
    rotated: 'すべての鍵を、今の鍵で包み直しました。前の鍵は、前のバックアップを読むために残してください。',
    othersAtIt: '残りは、ほかの処理が包み直しています。npm run keys:progress で確かめてください。',
    renewing: '鍵「{name}」での包み直し（{asked}から）: 済み: {done}、残り: {left}',
    renewed: '鍵「{name}」での包み直し（{asked}から）は、{ended}に終わりました。済み: {done}、残り: {left}',
    noRenewal: '鍵の包み直しは、まだ一度も行っていません。',
    dropped:
      '鍵束 {file} から鍵「{name}」を外しました。この鍵の時期のバックアップを残している間は、外す前の鍵束も、その控えとして残してください。',
    dataKeys:
      '新しいデータの鍵を {count} 作りました。動いているものすべてがこの鍵を知るまで5分待ってから、本文を封じ直します。途中で止めても、npm run keys:renew で続きから進みます。',
    waiting: '{seconds} 秒待ちます。',
    textsOf: '{of}: 封じ直した行 {done}、残り {left}',
    house: '人の氏名と連絡先',
    texts: '本文の封じ直し: 終わったもの {ended}、途中または待っているもの {open}',
    broken: '開けないため、そのままにしました: {place}',
    textsRenewed: '本文の封じ直しが終わりました。前のデータの鍵は、開けないものが出ないよう、データベースに残しています。',
    textsLeft: '封じ直せないものが残りました。書き換えられたか、控えから一部だけ戻された可能性があります。原因を調べてください。',
    noSuchCase: '番号「{name}」の案件はありません。',
    sealed: '前の版が暗号化せずに保存した項目を、暗号化しました: {count}',
    indexed:
      '検索用の鍵を新しくし、見出しを作り直しました: {count}。鍵束 {file} をほかの機械にも置き、控えを取り直してから、起動してください。',
    usage: [
      '使い方:',
      '  npm run keys:make              鍵束を作る（初めて）',
      '  npm run keys:next              新しい鍵を加える。これまでの鍵は、workerが包み直す',
      '  npm run keys:progress          進み具合を表示する',
      '  npm run keys:rotate            今すぐ包み直す',
      '  npm run keys:drop -- 名前      要らなくなった鍵を外す',
      '  npm run keys:renew -- 番号     案件のデータの鍵を新しくし、本文を封じ直す（people: 人の氏名と連絡先、all: すべて、なし: 途中から続ける）',
      '  npm run keys:index             検索用の鍵を替える。すべて止めてから',
      '  npm run keys:seal              前の版が暗号化せずに保存した項目を暗号化する',
    ].join('\n'),
    failed: '終わりませんでした。途中までの分は残っています。原因を直して、もう一度実行してください。',
  },
} as const;

/** Stands where a sealed text cannot be opened. */
export const unreadable = '（読み取れない記録）';
