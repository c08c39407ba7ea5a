/** Labels of the forms about members and those they could have a conflict with, and all other words of these acts; same shapes as in `acts.survey.ts` and `act-fields.ts`. */
export const memberActs = {
  appointMember: {
    title: '委員の登録',
    lead: '推薦した団体も記録します。登録した人と委員のアカウントを、同じ一人の担当者が作っているときは、もう一人が「委員の登録の確認」を行うまで、委員会の画面は開きません。遺族への氏名の説明は、「委員の氏名の説明」に別に記録します。委員が加わると、ほかの委員も利害関係をあらためて申告します。',
    done: '委員を登録',
    family: '委員の登録がありました。氏名と推薦した団体は、ご家族にお伝えします。',
  },
  confirmAppointment: {
    title: '委員の登録の確認',
    lead: '登録した人とは別の人が、委員が実在し、委嘱されていることを本人か推薦団体に確かめて行います。委員会の画面が、一人の担当者だけで開かれないようにするためです。登録した人を一人でサインインできるようにした人や、その人が登録した人は、確認できません。設置者の長が行うのが確実です。',
    done: '委員の登録を確認',
  },
  recuseMember: {
    title: '委員の回避',
    lead: '登録した時から、この案件の記録、一覧、検索、件数、連絡のすべてが本人に閉じられます。本人が行ったことの記録は残ります。回避したことは、理由を除いて遺族に示されます。',
    done: '委員の回避を記録',
    family: '委員に変更がありました。担当を離れた方がいます。',
  },
  endAppointment: {
    title: '委員の任期の終わり',
    lead: '最後の日が過ぎた時から、この案件は本人に閉じられます。任期が終わることは、理由を除いて遺族に示されます。',
    done: '委員の任期の終わりを記録',
    family: '委員の任期の終わりが記録されました。',
  },
  nameParty: {
    title: '利害関係の対象となる人、学校、職',
    lead: '委員は、ここに登録された人、学校、職のそれぞれについて利害関係を申告します。登録が増えるたびに、委員全員があらためて申告します。遺族の画面には表示されません。',
    done: '利害関係の対象を登録',
  },
  declareInterests: {
    title: '利害関係の申告',
    lead: '次の一覧のそれぞれとの関係を委員が申告し、支障の有無を設置者が確かめます。申告は、その時の一覧についてのものです。公式の様式は確認できていません。',
    done: '利害関係の申告を記録',
  },
} as const;

export const memberFields = {
  memberName: '委員の氏名',
  memberRole: '役割',
  chair: '委員長です',
  profession: '職',
  nominatingBody: '推薦団体',
  outside: '設置者の外部の専門家ですか',
  despiteRecusal: '回避した人をあらためて登録する理由',
  member: '委員',
  lastDay: '任期の最後の日',
  partyKind: '種類',
  partyName: '氏名、学校名または職名',
  partyPost: '職、立場',
  ties: '関係の種類',
  interests: '申告の内容',
  cleared: '支障なく委員を務められると判断しますか',
} as const;

export const memberHints = {
  chair: '委員長には、委員会の部屋が法令により開かれたときの知らせも届きます。',
  outside: '設置者の職員ではなく、この事案と直接の関係がない専門家です。',
  memberEmail: '委員会の画面への案内を送るときに使います。',
  despiteRecusal: 'この案件を回避した人を登録するときに限り、書きます。回避の事情がなくなったことと、その確かめ方を書きます。',
  recusalReason: '記録に残す理由です。遺族の画面には表示されません。本人への説明は、電話や対面で行ってください。',
  lastDay: 'この日まで案件を開けます。',
  partyName: '例：担任の氏名、関わりのあるほかの学校の名前、教育委員会の職の名前',
  partyPost: '人の場合に、この案件での職や立場を書きます。例：学級担任、校長、部活動の顧問',
  ties: '一覧のだれか、またはどれかと関係がある場合に、種類をすべて選びます。どれとも関係がないときは「いずれもない」だけを選びます。',
  interests: 'だれと、どのような関係かを書きます。ない場合は「ない」と書きます。',
  cleared: '「いいえ」の委員がいる間は、詳細調査を始められません。',
} as const;

export const memberChoices = {
  memberRole: { committeeMember: '委員', secretariat: '事務局' },
  partyKind: { person: '人', school: '学校', post: '職' },
  ties: {
    kinship: '親族である、親族であった',
    work: '勤めている、契約や仕事の関係がある（過去を含む）',
    acquaintance: '以前から知り合いである',
    representation: '助言や代理をした、している',
    other: 'そのほかの関係がある',
    none: 'いずれもない',
  },
} as const;

export const memberFieldErrors = {
  'chair-is-a-member': '「{label}」に印を付けられるのは、役割が委員の場合です。',
  'recused-before': 'この人は、この案件を回避しています。あらためて登録する場合は、「{label}」を書いてください。',
  'appointment-confirmed': 'この委員の登録は、すでに確認されています。「{label}」をあらためて選んでください。',
  'no-longer-sits': '選ばれた人は、すでに担当を離れています。案件の画面で、いまの委員を確かめてください。',
  'post-needed': '種類が人の場合は、「{label}」を書いてください。',
  'none-or-some': '「いずれもない」は、ほかの関係と一緒には選べません。',
} as const;
