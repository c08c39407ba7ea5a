import { besideActs } from './acts.beside.js';
import { committeeActs } from './acts.committee.js';
import { memberActs } from './acts.members.js';
import { representativeActs } from './acts.representative.js';
import { statementActs } from './acts.statement.js';
import { surveyActs } from './acts.survey.js';

export interface ActText {
  /** Heading of the form. */
  readonly title: string;
  /** One sentence above the form, for offices: why, and from which source. */
  readonly lead?: string;
  /** Line in the timeline of offices; never content. */
  readonly done: string;
  /** Line a parent reads; only where the act is shown to relatives. */
  readonly family?: string;
  /** Heading and sentence above the form where relatives fill it in themselves. */
  readonly familyTitle?: string;
  readonly familyLead?: string;
}

const all = { ...surveyActs, ...committeeActs, ...memberActs, ...representativeActs, ...statementActs, ...besideActs } as const;
export const acts: Readonly<Record<keyof typeof all, ActText>> = all;

/** Headings under which the forms of a case are listed. */
export const groups = {
  first: '最初の対応',
  basic: '基本調査',
  family: '遺族への説明と意向',
  decision: '移行の判断',
  committee: '調査委員会',
  report: '報告書',
  supplement: '追加・補充調査、再調査',
  publication: '公表',
  jsc: '災害共済給付',
  care: 'ケアと報道対応',
  records: '開示請求と保全',
  closing: '取組の報告と終結',
} as const;
