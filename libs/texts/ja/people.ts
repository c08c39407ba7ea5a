/** Pages of administrators: organisations, people, roles, tokens of programs; and what is handed over when somebody leaves. */
export const peopleWords = {
  nav: { people: '人と組織', tokens: 'APIトークン', handover: '引継ぎ', journal: '管理の記録' },

  overview: {
    title: '人と組織',
    lead: 'この組織と、その下の組織に登録されている人を管理します。案件の内容は表示されません。',
    caption: '組織',
    organisation: '組織',
    kind: '種別',
    people: '現在の人数',
    count: '{count}人',
    addPerson: '人を登録する',
    addOrganisation: '学校・委員会を登録する',
    find: 'メールアドレスで探す',
    findLead: 'メールアドレスのすべてが一致する人だけを探します。',
    findSubmit: '探す',
    notFound: 'この組織とその下の組織に、このメールアドレスの人はいません。',
  },
  kinds: { founder: '設置者', school: '学校', committee: '調査委員会', prefecture: '都道府県', agency: '国の機関' },
  founderKinds: {
    municipal: '市区町村',
    prefectural: '都道府県立',
    schoolCorporation: '学校法人',
    nationalUniversity: '国立大学法人',
    publicUniversity: '公立大学法人',
    company: '株式会社',
  },

  organisation: {
    now: '現在とこれから',
    over: '終了した役割',
    name: '氏名',
    roles: '役割',
    none: '登録されている人はいません。',
    noneOver: '終了した役割はありません。',
    rename: '名前を変える',
    back: '人と組織へ戻る',
    code: '学校コードなど',
  },
  addOrganisation: {
    title: '学校・委員会の登録',
    lead: 'この設置者の学校または調査委員会を登録します。設置者そのものは、システムの運用者が登録します。',
    submit: '登録する',
  },
  renameOrganisation: { title: '組織の名前', submit: '名前を変える' },

  addPerson: {
    title: '人の登録',
    lead: '氏名とメールアドレス、役割と期間を登録します。自分自身に役割を加えることはできません。',
    submit: '登録する',
    rule: '役割は三つまで一度に登録できます。残りは、登録した後で加えられます。',
  },
  person: {
    email: 'メールアドレス',
    noEmail: '登録なし',
    roles: '役割',
    organisation: '組織',
    role: '役割',
    since: '最初の日',
    until: '最後の日',
    change: '期間や異動',
    from: 'から',
    to: 'まで',
    open: '定めなし',
    later: 'これから',
    over: '終了',
    calledOff: '取り消し',
    addGrants: '役割を加える',
    rename: '氏名を変える',
    leave: '離任の手続',
    self: '自分自身の役割は、加えることも延ばすこともできません。ほかの管理者が行います。',
    done: {
      grants: '役割を加えました。',
      name: '氏名を変えました。',
      lastDay: '最後の日を変えました。',
      ended: '役割を終了しました。開いていた画面とAPIトークンも閉じました。',
      transferred: '異動を登録しました。',
      left: '離任の手続を済ませました。役割、開いていた画面、APIトークンを閉じました。',
    },
  },
  addGrants: { title: '役割の追加', submit: '加える' },
  renamePerson: {
    title: '氏名の変更',
    lead: 'これまでの記録に残る氏名も、新しい氏名で表示されます。',
    submit: '氏名を変える',
  },
  grant: {
    title: '役割の変更',
    lastDay: '最後の日を変える',
    lastDayLead: '最後の日が終わると、開いている画面もAPIトークンも閉じます。',
    lastDaySubmit: '最後の日を変える',
    endNow: 'ただちに終了する',
    endNowLead: '今すぐ使えなくなります。元に戻すには、役割をもう一度登録します。',
    endNowSubmit: 'ただちに終了する',
    transfer: '異動',
    transferLead: '今の役割を前の日で終え、次の役割をその日から始めます。一つの手続として記録されます。',
    transferSubmit: '異動を登録する',
  },

  back: '{name}の画面へ戻る',
  post: '{organisation}：{role}',
} as const;

export const peopleFields = {
  addedKind: '種別',
  organisationName: '組織の名前',
  organisationCode: '学校コードなど',
  post: '組織と役割',
  postTwo: '組織と役割（二つ目）',
  postThree: '組織と役割（三つ目）',
  postNext: '次の組織と役割',
  personName: '氏名',
  startsOn: '最初の日',
  endsOn: '最後の日',
  transferOn: '異動の日',
} as const;

export const peopleHints = {
  organisationCode: '学校コードなど、ほかの記録と照らし合わせるための番号です。',
  staffEmail: '本人だけが受け取る、仕事用のアドレスを入力してください。',
  exactEmail: '一部だけでは探せません。',
  endsOn: 'この日の終わりまで使えます。定めがなければ、空けておきます。',
  transferOn: '次の役割の最初の日です。',
} as const;

export const peopleChoices = {
  addedKind: { school: '学校', committee: '調査委員会' },
} as const;

export const peopleFieldErrors = {
  'before-today': '「{label}」は今日からの日付で入力してください。',
  'ends-before-start': '「{label}」は最初の日より後の日付で入力してください。',
  'already-here': 'この「{label}」の人は、すでに登録されています。探して開き、役割を加えてください。',
  'already-granted': '「{label}」の役割は、この期間にすでに登録されています。',
  'same-place': '「{label}」は今と同じです。期間を変えるときは、最後の日を変えてください。',
  'transfer-too-early': '「{label}」は今日から、今の役割の最初の日より後の日付で入力してください。',
} as const;

export const peopleRefusals = {
  'self-grant': {
    title: '自分自身の役割は登録できません',
    text: '自分自身に役割を加えたり、自分の役割を延ばしたりすることはできません。何も保存していません。ほかの管理者に依頼してください。',
  },
  'last-administrator': {
    title: '管理者がいなくなるため、終了できません',
    text: '最後の日を定めていない管理者が、その後も一人は残るようにしてください。何も保存していません。先に、ほかの人を管理者として登録してください。',
  },
  'grant-over': { title: 'この役割は終了しています', text: '終了した役割は変えられません。何も保存していません。新しく登録してください。' },
  'has-account-here': {
    title: 'この組織にすでに登録されています',
    text: '同じメールアドレスの方が、この組織にいます。何も保存していません。',
  },
  'has-administrator': {
    title: 'この組織には管理者がいます',
    text: '新しい管理者は、いまの管理者が画面から登録します。何も保存していません。',
  },
  'transfer-too-early': {
    title: '異動の日を確認してください',
    text: '異動の日は、今日から、今の役割の最初の日より後の日にしてください。何も保存していません。',
  },
  'token-read-only': {
    title: 'このAPIトークンは読み取り専用です',
    text: 'このトークンでは、登録や変更はできません。何も保存していません。書き込みのできるトークンが要るときは、管理者に相談してください。',
  },
} as const;
