export * from './needs.js';
export * from './sources.js';
export * from './steps.js';

/** Title of the drawing of the procedure. */
export const drawing = '背景調査の手続の流れ';

/** Where a case stands. `name` is for offices; `family` says to a parent what is happening and what comes next. */
export const states = {
  INTAKE: {
    name: '受付',
    family: {
      now: '学校と設置者（教育委員会や学校法人など）が知らせを受け、調査を始める準備をしています。',
      next: '準備ができると、学校が基本調査を始めます。調査の仕組み、災害共済給付、相談窓口についてもご説明します。',
    },
  },
  BASIC_RUNNING: {
    name: '基本調査中',
    family: {
      now: '学校が基本調査を行っています。記録を確かめ、教職員などから話を聴き、分かっていることを整理する調査です。原因を決める調査ではありません。',
      next: '結果がまとまると学校から設置者に報告し、その後、ご家族にご説明します。',
    },
  },
  BASIC_REPORTED: {
    name: '基本調査報告済み',
    family: {
      now: '基本調査の結果が、学校から設置者に報告されました。',
      next: '調査の仕組み、基本調査の結果、災害共済給付、相談窓口の四つをご説明します。日程と方法は、ご都合をうかがって決めます。',
    },
  },
  FAMILY_EXPLAINED: {
    name: '説明済み',
    family: {
      now: '調査の仕組み、基本調査の結果、災害共済給付、相談窓口について、説明の記録がそろいました。まだお聞きになっていないことは、いつでもご説明します。',
      next: '詳細調査についてのお考えを、お一人ずつうかがいます。',
    },
  },
  INTENTION_PENDING: {
    name: '意向確認中',
    family: {
      now: '詳細調査についてのお考えを、お一人ずつうかがっています。',
      next: 'お考えが決まったときにお知らせください。期限はありません。「今は決められない」というお答えもできます。',
    },
  },
  INTENTION_RECORDED: {
    name: '意向記録済み',
    family: {
      now: 'うかがったお考えを記録しました。お考えは、いつでも変えられます。',
      next: '設置者が詳細調査に移るかどうかを決め、理由とともにお伝えします。',
    },
  },
  NOT_MOVED: {
    name: '移行しない決定',
    family: {
      now: '設置者が、現時点では詳細調査に移らないと決めました。理由は、設置者からご説明します。',
      next: '詳細調査は、これからもいつでも希望できます。新しいことが分かったときは、設置者が改めて移行を決めることもできます。',
    },
  },
  DETAILED_DECIDED: {
    name: '移行決定',
    family: {
      now: '設置者が、詳細調査を行うと決めました。',
      next: '調査を行う組織を決めます。組織や委員についてのご希望も、お聞かせいただけます。',
    },
  },
  DETAILED_SETUP: {
    name: '委員会設置準備中',
    family: {
      now: '調査委員会を設ける準備をしています。',
      next: '委員の氏名、推薦した団体、調査の計画を、調査を始める前にご家族にお伝えします。委員についてのご異議には、始める前にお答えします。',
    },
  },
  DETAILED_RUNNING: {
    name: '詳細調査中',
    family: {
      now: '調査委員会が詳細調査を行っています。',
      next: '経過をお知らせしながら進めます。報告書の案は、確定する前にご家族にお示しします。',
    },
  },
  DRAFT_TO_FAMILY: {
    name: '報告書案提示中',
    family: {
      now: '報告書の案について、ご家族のご意見をうかがっています。',
      next: 'ご意見には、委員会が一つずつお答えします。ご意見がないというお返事もできます。期限はありません。',
    },
  },
  REPORTED: {
    name: '報告済み',
    family: {
      now: '調査委員会の報告書が、設置者に提出されました。',
      next: '調査の結果を、ご家族にご説明します。',
    },
  },
  RESULT_EXPLAINED: {
    name: '結果説明済み',
    family: {
      now: '調査の結果について、説明の記録がそろいました。まだお聞きになっていないことは、いつでもご説明します。',
      next: '公表についてのお考えをうかがいます。結果に足りないところがあると思われるときは、追加・補充調査を申し出ることができます。',
    },
  },
  SUPPL_REQUESTED: {
    name: '追加・補充調査の申出あり',
    family: {
      now: '追加・補充調査の申出を受け、設置者が検討しています。',
      next: '行うかどうかを決め、理由とともにお伝えします。',
    },
  },
  SUPPL_RUNNING: {
    name: '追加・補充調査中',
    family: {
      now: '追加・補充調査を行っています。',
      next: 'まとまった内容は、確定する前に報告書の案としてご家族にお示しします。',
    },
  },
  SUPPL_DECLINED: {
    name: '追加・補充調査を行わない決定',
    family: {
      now: '設置者が、追加・補充調査を行わないと決めました。理由は、設置者からご説明します。',
      next: '公表についてのお考えをうかがいます。法律に基づく再調査が行われるときは、お知らせします。',
    },
  },
  REINVESTIGATION: {
    name: '再調査中',
    family: {
      now: '地方公共団体の長など、法律に定められた機関が再調査を行っています。',
      next: '結果が出ると、設置者からご説明します。',
    },
  },
  PUBLICATION: {
    name: '公表の手続中',
    family: {
      now: '調査の結果を公表するかどうかと、その範囲を、設置者が決めました。',
      next: '公表する場合は、公表より先に、ご家族にお伝えします。',
    },
  },
  FOLLOWUP: {
    name: 'その後の取組',
    family: {
      now: '再発を防ぐ取組など、その後の状況を確かめています。',
      next: '災害共済給付のご案内は続きます。ご質問やご希望は、いつでもお寄せください。',
    },
  },
  CLOSED: {
    name: '終結',
    family: {
      now: 'この手続は、いったん終結しています。',
      next: '新しいことが分かったときや、ご希望があるときは、再開について設置者にお話しください。質問と災害共済給付の手続は、終結の後も続けられます。',
    },
  },
  REOPENED: {
    name: '再開',
    family: {
      now: '手続を再開しました。',
      next: '設置者が、どの段階から進めるかを決めてお知らせします。',
    },
  },
} as const;

/** Who has to move next. */
export const balls = {
  school: { office: '学校', family: '学校が次の手続を進めます。' },
  founder: { office: '設置者', family: '設置者（教育委員会や学校法人など）が次の手続を進めます。' },
  committee: { office: '調査委員会', family: '調査委員会が次の手続を進めます。' },
  family: { office: '遺族の返事を待つ段階（期限はない）', family: 'ご家族のお考えをお待ちしています。お返事の期限はありません。' },
  authority: { office: '再調査を行う機関', family: '再調査を行う機関が次の手続を進めます。' },
  nobody: { office: 'なし', family: 'いま進めている手続はありません。' },
} as const;

/** Stops on the rail of the case page. */
export const phases = {
  intake: '受付',
  basic: '基本調査',
  explanation: '遺族への説明',
  intention: '意向の確認',
  decision: '移行の判断',
  detailed: '詳細調査',
  report: '報告と説明',
  supplement: '追加・補充調査、再調査',
  publication: '公表',
  followUp: 'その後の取組',
  closed: '終結',
} as const;

/** What runs beside the survey, and how far it is. */
export const tracks = {
  T_BULLYING: 'いじめの疑い',
  T_JSC: '災害共済給付（JSC）',
  T_STAFF_CONDUCT: '教職員の言動の疑い',
  T_EARLY_SURVEY: '早期のアンケート・聴き取り',
  T_CARE: '在校生・教職員・遺族のケア',
  T_RECORDS: '記録の保全',
  T_DISCLOSURE: '開示請求',
  T_MEDIA: '報道対応',
  T_CDR: 'CDR（予防のための子どもの死亡検証）への提供',
} as const;

export const trackStates = {
  none: '記録なし',
  notSuspected: '疑いなし',
  unknown: '不明',
  suspected: '疑いあり',
  reported: '重大事態として報告済み',
  explained: '説明済み',
  claimed: '請求を受領',
  forwarded: 'JSCへ送付済み',
  received: 'JSCが受付',
  decided: 'JSCが決定',
  declined: '遺族全員から請求しない旨の書面あり',
  noContract: 'JSCとの契約なし',
  wished: '遺族が希望',
  running: '実施',
  notRun: '行わない',
  noted: '記録あり',
  held: '保全中',
  lawsuitHold: '訴訟などのため保全中',
  open: '対応中',
  closed: '決定済み',
  consented: '全員が同意',
  partly: '一部の方が同意',
  refused: '同意なし',
} as const;

/** What is explained to relatives. */
export const topics = {
  surveySystem: '背景調査の仕組み',
  basicResult: '基本調査の結果',
  jsc: '災害共済給付',
  desks: '相談窓口',
  notMoved: '詳細調査に移行しない理由',
  names: '委員の氏名と推薦団体',
  plan: '詳細調査の計画',
  draft: '報告書案',
  result: '詳細調査の結果',
  supplementDeclined: '追加・補充調査を行わない理由',
  reinvestigation: '再調査の結果',
  publication: '公表の内容と時期',
  limitPassed: '災害共済給付の通常の期限が過ぎたこと',
} as const;

/** Papers that reach a family. */
export const documents = {
  explanationSheet: '遺族への説明書',
  basicResultSheet: '基本調査の結果の説明書',
  intentionForm: '意向確認書',
  reasonNotice: '移行しない理由の通知',
  draftReport: '報告書案',
  finalReport: '最終報告書',
} as const;
