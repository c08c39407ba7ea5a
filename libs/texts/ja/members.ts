/** What pages say about the members of a committee and their declarations. */
export const memberWords = {
  list: {
    title: 'この申告が対象とする人、学校、職',
    lead: 'この一覧のそれぞれとの関係を申告します。一覧に登録が増えると、あらためて申告をお願いします。',
    school: '学校：{name}',
    founder: '設置者：{name}',
    pupil: '亡くなった児童生徒と、その家族',
    relative: '遺族：{name}',
    member: '{role}：{name}',
    party: '{name}（{post}）',
    since: '{what}　{on}に追加',
    add: '対象となる人、学校、職を登録する',
  },
  standings: {
    title: '委員と利害関係の申告',
    member: '委員',
    state: '申告と確認',
    none: 'いま担当している委員はいません。',
    declaration: '申告がまだありません。',
    declarationAgain: '{on}の申告の後に一覧へ{count}件が加わりました。あらためて申告します。',
    assessment: '{on}に申告。設置者の確認を待っています。',
    conflict: '{on}に申告。支障があると記録されています。',
    nothing: '{on}に申告。いまの一覧について、支障がないことを設置者が確かめました。',
    chair: '{name}（委員長）',
    one: '{name}（{role}）',
    left: '担当を離れた人',
    recused: '{name}（{role}）　{on}に回避',
    ended: '{name}（{role}）　任期は{on}まで',
    declare: '申告を記録する',
    recuse: '委員の回避を記録する',
    confirm: {
      title: '登録の確認がまだの委員',
      lead: '登録した人と委員のアカウントを、同じ一人の担当者が作っているときは、もう一人が確認するまで、委員会の画面は開きません。',
    },
    yours: 'あなたの申告をお願いします',
    yoursLead: 'いまの一覧についての、あなたの利害関係の申告がまだありません。',
  },
  gone: {
    title: '担当を離れたことを記録しました',
    text: 'この案件は、これから先の画面と連絡には表れません。これまでに行われたことの記録は残ります。',
  },
  /** Added to "not found" on the pages of committees: the same for an address that never was. */
  notFound:
    '担当を離れた案件も、この画面が表示されます。入力の途中だった場合、その内容は保存していません。手元の控えや資料は、設置者の担当者の案内に沿って返却してください。',
} as const;
