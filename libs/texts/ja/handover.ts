/** Work that somebody leaves open, shown to those who may see the cases. */
export const handoverWords = {
  title: '引継ぎ',
  lead: '役割を終えた人、まもなく終える人と、その人が関わっていた案件のうち終結していないものです。',
  none: '引き継ぐものはありません。',
  was: '{organisation}：{role}',
  leftOn: '最後の日（終了）',
  leavesOn: '最後の日',
  alone: 'ほかに担当できる人がいません',
  nothingOpen: 'この人が関わっていた案件で、終結していないものはありません。',
  contact: '遺族に伝えた連絡担当者です。新しい担当者を登録する',
  waiting: '答えていない質問や申出：{count}件',
  deadlines: '期日：{count}件。次は{rule}',
  successor: '後任：{name}',
  noSuccessor: '後任はまだ登録されていません。',
  nameSubmit: '後任を登録する',
  close: '{name}さんの引継ぎを終える',
  done: { successor: '後任を登録しました。', closed: '引継ぎを終えました。' },
} as const;

/** What an administrator sees of it: no case, and no number that would tell of a single one. */
export const leavingWords = {
  title: '離任の手続',
  lead: '役割、開いている画面、APIトークンを、今すぐすべて閉じます。ほかの組織での役割には触れません。',
  ends: '終了する役割',
  alone: 'この組織でこの役割の人は、ほかにいません',
  later: '離任の日が先のときは、役割ごとに最後の日を変えてください。',
  submit: '離任の手続を行う',
  handover: '引継ぎ',
  post: '組織と役割',
  successor: '後任',
  noSuccessor: '登録なし',
  cases: '終結していない案件',
  deadlines: '期日',
  few: '5件未満（ない場合を含む）',
  count: '{count}件',
  counting: '数えています',
  state: '状態',
  open: '引継ぎ中',
  closed: '引継ぎ済み',
  about: '管理者には、案件の内容も、5件未満の件数も表示されません。引き継ぐ案件は、その組織の担当者の「引継ぎ」の画面に表示されます。',
} as const;

export const handoverFields = { successor: '後任', leaves: 'この人の離任を確認しました' } as const;
export const handoverHints = { successor: '同じ組織で、いま役割のある人から選びます。' } as const;
