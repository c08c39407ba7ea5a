import type { RuleId } from './rules.js';

/** Where a deadline that opens counts from: the day of the act or step, or a field of what was entered. */
type From = 'occurredOn' | 'awareOn' | 'dateOfDeath' | 'month' | 'curedOn' | 'plannedEnd' | 'objectionBy';
/** What tells several deadlines of one rule in a case apart: the act, the month, the start; nothing where a case has the rule once. */
type Subject = 'actId' | 'to' | 'month' | 'start';
type Data = Readonly<Record<string, unknown>>;

interface Opening {
  readonly subject?: Subject;
  readonly when?: (data: Data) => boolean;
  /** Only while the case is in one of these states. */
  readonly inStates?: readonly string[];
  /** Not where a deadline of the rule is open already, or this one was met. */
  readonly unlessOpen?: true;
  /** Others of the rule that are open are cancelled: this one takes their place. */
  readonly alone?: true;
}

/** What an event does to the deadlines of its case. */
export type Effect =
  | ({ readonly does: 'open'; readonly rule: RuleId; readonly from: From } & Opening)
  /** The start was entered anew: the dates follow, also of a deadline that is closed. */
  | { readonly does: 'move'; readonly rule: RuleId; readonly from: From }
  | {
      readonly does: 'meet';
      readonly rule: RuleId;
      readonly subject?: Subject;
      readonly when?: (data: Data) => boolean;
      /** Only once all these acts were done in the case. */ readonly onceDone?: readonly string[];
    }
  | { readonly does: 'cancel'; readonly rules: readonly RuleId[]; readonly when?: (data: Data) => boolean }
  /** Every relative has declined in writing: closed as declined. */
  | { readonly does: 'decline'; readonly rules: readonly RuleId[]; readonly when?: (data: Data) => boolean }
  /** Takes back a cancellation or a refusal: the limit runs as it always did. */
  | {
      readonly does: 'reopen';
      readonly rules: readonly RuleId[];
      readonly closedAs: 'cancelled' | 'declined';
      readonly when?: (data: Data) => boolean;
    };

type Meeting = Pick<Extract<Effect, { does: 'meet' }>, 'subject' | 'when' | 'onceDone'>;
const opens = (rule: RuleId, from: From, more: Opening = {}): Effect => ({ does: 'open', rule, from, ...more });
const meets = (rule: RuleId, more: Meeting = {}): Effect => ({ does: 'meet', rule, ...more });
const cancels = (rules: readonly RuleId[], when?: (data: Data) => boolean): Effect => ({ does: 'cancel', rules, ...(when && { when }) });
const is =
  (field: string, ...values: readonly string[]) =>
  (data: Data) =>
    values.includes(String(data[field]));
const given = (field: string) => (data: Data) => Boolean(data[field]);

const jscLimits = ['D-JSC-DEATH', 'D-JSC-MED', 'D-JSC-DIS'] as const;
const fromAwareness = ['D-BASIC-START', 'D-STAFF-3', 'D-FAM-7', 'D-BASIC-REPORT'] as const;
const firstExplanation = ['explainSurveySystem', 'explainJsc', 'explainDesks'] as const;
/** A new wish in these states asks the founder to decide anew: nobody is told "decided" for good. (G4) */
const decidedBefore = ['INTENTION_RECORDED', 'NOT_MOVED', 'FOLLOWUP'] as const;
/** What closing a case settles. Limits of treatment, forwarding and disclosure run on. */
const endsWithTheCase = [
  ...fromAwareness,
  'D-DECIDE',
  'D-REASON',
  'D-SETUP',
  'D-DECLARE',
  'D-PROGRESS',
  'D-EXTEND',
  'D-SERIOUS',
  'D-JSC-DEATH',
] as const;

const progressBegins = opens('D-PROGRESS', 'occurredOn', { subject: 'start', unlessOpen: true });
const wholeBenefitMeets = [
  meets('D-JSC-DEATH', { when: is('benefit', 'death') }),
  meets('D-JSC-DIS', { when: is('benefit', 'disability') }),
];
const monthMeets = meets('D-JSC-MED', { when: is('benefit', 'medical'), subject: 'month' });

/**
 * Which event, act or step opens, meets or moves which deadline. A deadline opened again with another start is moved. Whose declaration is
 * owed cannot be told from one act: D-DECLARE is opened and met by libs/committees.
 */
export const openings: Readonly<Record<string, readonly Effect[]>> = {
  'case-reported': [...fromAwareness.map((rule) => opens(rule, 'awareOn')), opens('D-JSC-DEATH', 'dateOfDeath')],
  recordAwareness: fromAwareness.map((rule) => ({ does: 'move', rule, from: 'awareOn' }) as const),
  startBasicSurvey: [meets('D-BASIC-START')],
  recordStaffHearings: [meets('D-STAFF-3')],
  explainSurveySystem: [meets('D-FAM-7', { onceDone: firstExplanation })],
  explainJsc: [meets('D-FAM-7', { onceDone: firstExplanation })],
  explainDesks: [meets('D-FAM-7', { onceDone: firstExplanation })],
  reportBasicSurvey: [meets('D-BASIC-REPORT'), meets('D-STAFF-3'), meets('D-BASIC-START')],
  confirmFamilyExplained: [meets('D-FAM-7')],

  confirmIntention: [opens('D-DECIDE', 'occurredOn', { subject: 'start', unlessOpen: true })],
  recordIntention: [
    opens('D-DECIDE', 'occurredOn', { subject: 'actId', when: is('wish', 'WISH', 'PARTIAL'), inStates: decidedBefore, unlessOpen: true }),
  ],
  decideTransition: [
    meets('D-DECIDE'),
    cancels(['D-REASON'], is('decision', 'move')),
    opens('D-REASON', 'occurredOn', { subject: 'actId', when: is('decision', 'notMove'), alone: true }),
  ],
  explainNotMoved: [meets('D-REASON')],
  decideNotToMove: [meets('D-REASON')],

  moveToDetailed: [meets('D-DECIDE'), opens('D-SETUP', 'occurredOn', { subject: 'start', unlessOpen: true })],
  resumeDecision: [opens('D-SETUP', 'occurredOn', { subject: 'start', unlessOpen: true })],
  recordTerms: [opens('D-EXTEND', 'plannedEnd', { subject: 'start', when: given('plannedEnd'), alone: true })],
  startDetailedSurvey: [meets('D-SETUP'), progressBegins],
  resumeDetailedSurvey: [progressBegins],
  startSupplement: [progressBegins],
  resumeSupplement: [progressBegins],
  sendProgressNote: [
    meets('D-PROGRESS'),
    opens('D-PROGRESS', 'occurredOn', { subject: 'start', inStates: ['DETAILED_RUNNING', 'DRAFT_TO_FAMILY', 'SUPPL_RUNNING'] }),
    meets('D-EXTEND', { when: given('delay') }),
  ],
  submitReport: [cancels(['D-PROGRESS', 'D-EXTEND'])],

  recordSuspicions: [
    opens('D-SERIOUS', 'occurredOn', { when: is('bullying', 'yes'), unlessOpen: true }),
    cancels(['D-SERIOUS'], is('bullying', 'no')),
  ],
  reportSeriousCase: [meets('D-SERIOUS')],

  recordJscContract: [
    cancels(jscLimits, is('contract', 'no')),
    { does: 'reopen', rules: jscLimits, closedAs: 'cancelled', when: is('contract', 'yes') },
  ],
  recordTreatmentMonth: [opens('D-JSC-MED', 'month', { subject: 'month' })],
  recordCure: [opens('D-JSC-DIS', 'curedOn')],
  recordJscClaim: [opens('D-JSC-FORWARD', 'occurredOn', { subject: 'actId', when: is('claimant', 'guardian', 'adultPupil') })],
  forwardJscClaim: [meets('D-JSC-FORWARD', { subject: 'to' })],
  recordJscReceipt: [meets('D-JSC-FORWARD', { subject: 'to' }), ...wholeBenefitMeets, monthMeets],
  recordJscDecision: [...wholeBenefitMeets, opens('D-JSC-OBJ', 'objectionBy', { subject: 'actId', when: given('objectionBy') })],
  declineJsc: [{ does: 'decline', rules: jscLimits }],
  confirmStatement: [{ does: 'decline', rules: jscLimits, when: is('of', 'declineJsc', 'withdrawRelative') }],
  attestStatement: [{ does: 'decline', rules: jscLimits, when: is('of', 'declineJsc', 'withdrawRelative') }],
  contestStatement: [{ does: 'reopen', rules: jscLimits, closedAs: 'declined', when: is('of', 'declineJsc') }],
  nameRelative: [{ does: 'reopen', rules: jscLimits, closedAs: 'declined' }],

  recordDisclosureRequest: [opens('D-DISC-30', 'occurredOn', { subject: 'actId' })],
  decideDisclosureRequest: [meets('D-DISC-30', { subject: 'to' })],
  closeCase: [cancels(endsWithTheCase), opens('D-RETAIN', 'occurredOn', { subject: 'start', alone: true })],
  reopenCase: [cancels(['D-RETAIN'])],
};
