export * from './needs.js';
export * from './sources.js';
export * from './states.js';
export * from './steps.js';

/** Title of the drawing of the procedure. */
export const drawing = '背景調査の手続の流れ';

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
