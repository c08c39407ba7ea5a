/** Words of the acts about representatives of relatives; same shapes as in `acts.survey.ts` and `act-fields.ts`. */
export const representativeActs = {
  nameRepresentative: {
    title: '代理人の登録',
    lead: '遺族から代理人（弁護士または支援者）の申出が書面であったときに記録します。代理人は一人の遺族のために、示された範囲だけを行います。サインインの手紙は、案件の画面から作ります。遺族は、いつでも取り消せます。',
    done: '遺族の代理人を登録',
    family: '代理人の登録を記録しました。登録は、いつでも取り消せます。',
    familyTitle: '代理人を登録する',
    familyLead:
      '弁護士や支援者の方に、代わりに読んでもらい、代わりに伝えてもらうことを選べます。登録しなくても、お伝えする内容は変わりません。',
  },
  withdrawRepresentative: {
    title: '代理人の取消し',
    lead: '遺族から申出があったとき、または代理人が辞めたときに記録します。記録した時から、この案件は代理人に閉じられます。',
    done: '遺族の代理人の取消しを記録',
    family: '代理人の登録の終わりを記録しました。',
    familyTitle: '代理人の登録を終える',
    familyLead: '終えた時から、この方はこの案件を開けません。この方が行ったことの記録は残ります。',
  },
} as const;

export const representativeFields = {
  representativeName: '代理人の氏名',
  representativeKind: '代理人の種類',
  representativePost: '代理人の郵便の宛先',
  maySpeak: '質問、意見、異議、追加・補充調査の申出を、代わりに行うことができる',
  mayWish: '詳細調査や公表についてのお考え、同意、連絡の再開を、代わりに伝えることができる',
  copies: 'お知らせのメールの写しを、代理人にも送る',
  mandateLastDay: '登録の最後の日',
  mandate: '代理人の登録',
} as const;

export const representativeHints = {
  representativeEmail: '代理人の連絡先です。メールか郵便の宛先の、どちらか一つは入力してください。',
  representativePost: 'サインインの手紙をお送りする宛先です。',
  maySpeak: '代理人が伝えたことは、代理人の名前とともに記録されます。',
  mayWish: '印を付けない場合、お考えと同意は、ご本人だけが伝えます。あとから変えるときは、登録を終えて、もう一度登録します。',
  copies: 'メールに事案の内容は書かれません。',
  mandateLastDay: '決めない場合は、空のままにします。この日まで、代理人は案件を開けます。',
} as const;

export const representativeChoices = { representativeKind: { lawyer: '弁護士', supporter: '支援者' } } as const;

export const representativeFieldErrors = {
  'contact-needed': '代理人のメールアドレスか、郵便の宛先の、どちらか一つを入力してください。',
  'before-first-day': '「{label}」は、登録の初めの日以後の日で入力してください。',
  'withdrawn-already': '選ばれた代理人の登録は、すでに終わっています。',
} as const;
