/** Words of what is entered for a relative, and of her answer to it; same shapes as in `acts.survey.ts` and `act-fields.ts`. */
export const statementActs = {
  withdrawRelative: {
    title: '遺族の登録の取下げ',
    lead: '人違いや、同じ方の二重の登録など、誤って登録した遺族を取り下げます。ご本人か、二人目の担当者が確かめるまで、何も変わりません。手紙を作った方や、考えを伝えた方については、記入する人と確かめる人のどちらかが長でなければなりません。取り下げた後は、この方への説明や意向の確認は求められなくなり、この方はこの案件を開けません。ご自身で伝えたお考えは残ります。同じ方を、後から登録し直せます。',
    done: '遺族の登録の取下げを記入',
    family: 'あなたの登録を誤りとして取り下げたいという記入がありました。',
  },
  confirmStatement: {
    title: '代わりの記入の確認',
    done: '遺族が、代わりに記入された内容を確認',
    family: '代わりに記入された内容を、ご本人が確かめたことを記録しました。',
    familyTitle: '代わりに記入された内容を確かめる',
    familyLead: '書かれたとおりであれば、そのことをお伝えいただけます。',
  },
  contestStatement: {
    title: '代わりの記入への訂正',
    done: '遺族が、代わりに記入された内容はちがうと伝えた',
    family: '代わりに記入された内容がちがうことを記録しました。ご自身で伝えられたお考えが、そのまま残っています。',
    familyTitle: '代わりに記入された内容はちがうと伝える',
    familyLead: 'ちがうときは、そのことをお伝えいただけます。理由を書く必要はありません。',
  },
  attestStatement: {
    title: '書面の確認（二人目）',
    lead: '遺族が示した考えを弱める記入や、遺族に代わる初めての「希望しない」などの記入は、ご本人が確かめるか、記入した人とは別の人が書面を手に取って確かめるまで、数えません。ご本人にも知らせます。',
    done: '遺族の書面を、二人目が確認',
    family: '代わりに記入された内容を、もう一人の担当者が書面で確かめたことを記録しました。',
  },
} as const;

export const statementFields = {
  entered: '代わりに記入された内容',
  paperForm: '書面の種類',
  paperOn: '書面の日付',
  paperPlace: '書面を保管している場所',
} as const;

export const statementHints = {
  withdrawReason: 'ご本人の画面にも表示されます。誰と、どのように確かめたかを書きます。',
  attested: '自分で記入したものは、自分では確認できません。',
  paperForm: '様式の番号や名前です。連絡が取れない場合は、連絡を試みた記録の名前を書きます。',
  paperOn: '書面に書かれた日です。ご本人がその後に伝えた考えは、古い書面では変えられません。',
  paperPlace: 'ほかの人が後から手に取れるように、綴りや棚の名前を書きます。',
} as const;

export const statementFieldErrors = {
  'not-waiting': '「{label}」は、確認を待っているものの中から選んでください。',
  'waits-already': 'この方の登録の取下げは、もう記入されています。確認を待っています。',
  'she-objected': 'この方は、登録は誤りではないと伝えています。取り下げられません。',
  'only-the-head': 'この方には手紙を作ったか、この方のお考えの記録があります。長が確認します。',
  'she-may-object': 'ご本人が異議を伝えられるよう、記入から3日たつまで確認できません。',
  'not-hers': '「{label}」は、ご本人だけが確かめられます。',
  'not-contested': '終わった代理人の登録は、もう一度登録することで戻せます。',
  'not-of-this-room': '報告書案への意見は調査委員会が、遺族の登録の取下げは設置者が、そのほかは設置者または学校が確認します。',
  'older-than-her-word': '「{label}」が、ご本人がその後に伝えた日より前です。古い書面では変えられません。',
} as const;
