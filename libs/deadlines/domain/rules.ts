import { type PlainDate, Refused } from '#lib/kernel';
import type { Basis, Count, Rule } from './rule.js';

const seen = (source: string): Basis => ({ source, mark: 'seen' });
const gk = (source: string): Basis => ({ source, mark: 'gk' });
const design: Basis = { source: 'design', mark: 'design' };

const days = (n: number): Count => ({ how: 'days', days: n });
const asEntered: Count = { how: 'asEntered' };
const months = (length: number): Count => ({ how: 'period', length, unit: 'months', from: 'nextDay' });
const years = (length: number, from: 'nextDay' | 'sameDay' | 'eleventhOfNextMonth' = 'nextDay'): Count => ({
  how: 'period',
  length,
  unit: 'years',
  from,
});

const day = { takes: 'day', threeDates: false, uncertain: null, validFrom: null, validTo: null } as const;
const target = { ...day, kind: 'target', ladder: 'target' } as const;
const internal = { ...day, kind: 'internal', ladder: 'internal', remind: ['founder'] } as const;
const legal = { ...day, kind: 'legal', ladder: 'legal', remind: ['founder'] } as const;
const jscLimit = {
  ...day,
  kind: 'legal',
  threeDates: true,
  ladder: 'jsc',
  remind: ['family', 'school', 'founder'],
  uncertain: 'jsc-closed-days',
} as const;
const guideline2014 = gk('guideline-2014');

/** Every deadline rule. Numbers that no source gives us are marked `design`; the ids are those of the domain reference. */
// prettier-ignore
export const rules = [
  { id: 'D-BASIC-START', countsFrom: 'awareness', count: days(0), ...target, remind: ['school'], basis: [seen('guideline-2014-same-day')] },
  { id: 'D-STAFF-3', countsFrom: 'awareness', count: days(3), ...target, remind: ['school'], uncertain: 'target-2025', basis: [seen('notice-2011'), guideline2014] },
  { id: 'D-FAM-7', countsFrom: 'awareness', count: days(7), ...target, remind: ['school', 'founder'], uncertain: 'target-2025', basis: [guideline2014] },
  { id: 'D-BASIC-REPORT', countsFrom: 'awareness', count: days(30), ...internal, remind: ['school', 'founder'], basis: [design] },
  { id: 'D-DECIDE', countsFrom: 'intentionRecorded', count: days(14), ...internal, basis: [design] },
  { id: 'D-REASON', countsFrom: 'decision', count: days(7), ...internal, basis: [design] },
  { id: 'D-SETUP', countsFrom: 'decisionToMove', count: days(60), ...internal, basis: [design] },
  { id: 'D-DECLARE', countsFrom: 'askedToDeclare', count: days(14), ...internal, remind: ['member'], basis: [design] },
  { id: 'D-PROGRESS', countsFrom: 'lastProgressNote', count: { how: 'sameDayNextMonth' }, ...day, kind: 'recurring', ladder: 'recurring', remind: ['founder', 'secretariat'], basis: [design, seen('families-left-waiting')] },
  { id: 'D-EXTEND', countsFrom: 'plannedEnd', count: asEntered, ...internal, ladder: 'extend', remind: ['founder', 'secretariat'], basis: [design, seen('families-left-waiting')] },
  { id: 'D-SERIOUS', countsFrom: 'seriousCaseJudged', count: days(7), ...legal, uncertain: 'serious-seven-days', basis: [seen('bullying-act-29-32'), gk('serious-seven-days')] },
  { id: 'D-JSC-DEATH', countsFrom: 'death', count: years(2), ...jscLimit, basis: [seen('jsc-act-32'), seen('civil-code-140-143'), seen('jsc-procedure')] },
  { id: 'D-JSC-MED', countsFrom: 'monthOfCare', count: years(2, 'eleventhOfNextMonth'), ...jscLimit, takes: 'month', basis: [seen('jsc-act-32'), seen('jsc-procedure'), seen('jsc-order-4-3')] },
  { id: 'D-JSC-DIS', countsFrom: 'cure', count: years(2, 'eleventhOfNextMonth'), ...jscLimit, takes: 'dayOrMonth', basis: [seen('jsc-act-32'), seen('jsc-procedure')] },
  { id: 'D-JSC-MED10', countsFrom: 'firstPayment', count: years(10, 'sameDay'), ...legal, ladder: 'end', uncertain: 'jsc-ten-years-start', basis: [seen('jsc-order-3-2'), seen('jsc-procedure')] },
  { id: 'D-JSC-FILE', countsFrom: 'monthOfCare', count: { how: 'tenthOfNextMonth' }, ...internal, takes: 'month', kind: 'practice', basis: [seen('jsc-procedure')] },
  { id: 'D-JSC-FORWARD', countsFrom: 'claimReceived', count: days(7), ...internal, uncertain: 'forward-no-number', basis: [seen('cfa-notice-2025'), design] },
  { id: 'D-JSC-OBJ', countsFrom: 'dateInNotice', count: asEntered, ...legal, ladder: 'notice', remind: ['family', 'founder'], uncertain: 'objection-period', basis: [design] },
  { id: 'D-DISC-30', countsFrom: 'requestReceived', count: days(30), ...legal, basis: [seen('appi-83'), seen('civil-code-140-143')] },
  { id: 'D-LEAK', countsFrom: 'leakKnown', count: days(3), ...legal, uncertain: 'leak-numbers', basis: [seen('appi-68'), gk('leak-rules')] },
  { id: 'D-REVIEW', countsFrom: 'decisionKnown', count: months(3), ...day, kind: 'legal', ladder: 'none', remind: [], uncertain: 'review-not-checked', basis: [gk('administrative-appeal-18'), seen('civil-code-140-143')] },
  { id: 'D-TORT', countsFrom: 'damageKnown', count: years(5), ...day, kind: 'information', ladder: 'none', remind: [], uncertain: 'tort-information', basis: [seen('civil-code-724'), seen('civil-code-140-143')] },
  { id: 'D-RETAIN', countsFrom: 'closing', count: years(30), ...internal, ladder: 'keep', basis: [design] },
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]['id'];
export const ruleIds = [...new Set(rules.map((rule) => rule.id))];
/** Limits of what JSC pays. */
export const isOfJsc = (id: RuleId): boolean => id.startsWith('D-JSC');
export const isRuleId = (text: unknown): text is RuleId => ruleIds.some((id) => id === text);

/**
 * The wording of a rule that applies to what happened on `on`.
 * Refuses `unknown-rule`, and `rule-not-in-force` where no wording covers the day. `among` is for tests of amended rules.
 */
export function ruleInForce(id: string, on: PlainDate, among: readonly Rule[] = rules): Rule {
  const wordings = among.filter((rule) => rule.id === id);
  if (wordings.length === 0) throw new Refused('unknown-rule', { rule: id });
  const found = wordings.find((rule) => (rule.validFrom ?? on) <= on && on <= (rule.validTo ?? on));
  if (!found) throw new Refused('rule-not-in-force', { rule: id, on });
  return found;
}
