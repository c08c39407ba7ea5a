/** Pages about representatives: for the relative who names one, and for the representative. */
export const representativeWords = {
  title: '代理人',
  link: '代理人について見る、登録する',
  linkOwn: 'あなたの代理人としての登録を見る',
  /** At the top of every page of a representative. */
  actingFor: '{name}さんの代理人（{kind}）としてご覧になっています。',
  lead: '弁護士や支援者の方が、{name}さんの代わりに読み、伝えることができます。ほかのご家族の代わりをするものではありません。',
  one: '{name}（{kind}）',
  none: '代理人の登録はありません。',
  who: '氏名',
  kind: '種類',
  email: 'メール',
  post: '郵便の宛先',
  powers: 'できること',
  read: '{name}さんがご覧になれるものを読む',
  speak: '質問、意見、異議、追加・補充調査の申出を代わりに行う',
  wish: 'お考え、同意、連絡の再開を代わりに伝える',
  copies: 'お知らせのメールの写し',
  copiesYes: '代理人にも送る',
  copiesNo: '代理人には送らない',
  since: '登録の日',
  until: '最後の日',
  noLastDay: '決めていない',
  ended: '{name}（{kind}）　{since}から{until}まで',
  past: '終わった登録',
  entrance:
    '代理人のサインインの手紙は、設置者が作って代理人にお渡しします。代理人としてすでにこのページをお使いの方は、そのメールアドレスで登録すると、登録した時から案件を開けます。',
  entranceAsk: '手紙について、また代理人の宛先を変えるときは、連絡担当者にお知らせください。',
  withdraw: '登録を終える',
  withdrawText: '終えた時から、{name}さんはこの案件を開けません。理由は要りません。',
  resign: '代理人を辞める',
  resignText: '辞めた時から、この案件は開けません。依頼した方には、登録が終わったことが示されます。',
  name: '代理人を登録する',
  nameText: '一度に複数の方を登録することもできます。委任状などの書面をお預けになる必要はありません。',
  submit: '登録する',
  notGiven: '{name}さんからの登録に、これを代わりに行うことは含まれていません。ご本人が行います。',
  byRelative: 'ご本人が記入',
  byRepresentative: '代理人が記入',
} as const;

/** Console: the letter to a representative. */
export const representativeLetter = {
  link: '手紙（代理人のサインイン）',
  one: '代理人：{name}（{kind}）',
  state: { active: '{since}から', until: '{since}から{until}まで' },
  withdraw: '代理人の取消しを記録する',
  add: '代理人を登録する',
  forWhom: 'だれの代理か',
  title: '代理人への手紙',
  lead: '{name}（{kind}、{relative}の代理人）がサインインするための手紙を作ります。',
  overTitle: 'この登録は終わっています',
  over: '登録が終わった代理人への手紙は作れません。',
  /** Read by the representative. */
  letter: {
    opening: [
      '{relative}様から、代理人としての登録がありました。{relative}様のために、次のページをお使いいただけます。',
      'ご覧になれるもの、できることは、登録の範囲に限られます。登録は、{relative}様がいつでも終えられます。',
    ],
    notes: [
      'この手紙は、{name}様おひとりのものです。',
      'コードは、ページに入る方法を決めると使い終わります。',
      'こちらから、お電話やメールでコードをお尋ねすることはありません。',
      'なくされたとき、うまくいかないとき、ほかの方に見られたかもしれないときは、次のお尋ね先にお知らせください。新しい手紙をお渡しします。',
    ],
  },
} as const;
