import { type PlainDate } from '#lib/kernel';

/** What kind of end a rule has. Only `legal` ones carry consequences in law; targets and internal ones are how we hurry ourselves. */
export type Kind = 'target' | 'internal' | 'legal' | 'practice' | 'recurring' | 'information';

/** How sure a basis is: `seen` in a source, `gk` general knowledge not checked against the text, `design` our own choice. */
export type Mark = 'seen' | 'gk' | 'design';
export interface Basis {
  readonly source: string;
  readonly mark: Mark;
}

/** What the counting starts from, in the words of the procedure. */
export type CountsFrom =
  | 'awareness'
  | 'intentionRecorded'
  | 'decision'
  | 'decisionToMove'
  | 'lastProgressNote'
  | 'plannedEnd'
  | 'askedToDeclare'
  | 'seriousCaseJudged'
  | 'death'
  | 'monthOfCare'
  | 'cure'
  | 'firstPayment'
  | 'claimReceived'
  | 'dateInNotice'
  | 'requestReceived'
  | 'leakKnown'
  | 'decisionKnown'
  | 'damageKnown'
  | 'closing';

/**
 * How the last day is found.
 * `days`: that many days after the day (0: the day itself). `sameDayNextMonth`: last day of the month where it is missing.
 * `period`: months or years after Civil Code 143 from a first counted day. `tenthOfNextMonth`, `asEntered`: no counting.
 */
export type Count =
  | { readonly how: 'days'; readonly days: number }
  | { readonly how: 'sameDayNextMonth' }
  | {
      readonly how: 'period';
      readonly length: number;
      readonly unit: 'months' | 'years';
      readonly from: 'nextDay' | 'sameDay' | 'eleventhOfNextMonth';
    }
  | { readonly how: 'tenthOfNextMonth' }
  | { readonly how: 'asEntered' };

export type LadderName = 'jsc' | 'target' | 'internal' | 'legal' | 'recurring' | 'extend' | 'notice' | 'keep' | 'end' | 'none';
export type Recipient = 'family' | 'school' | 'founder' | 'founderHead' | 'secretariat' | 'member';

export interface Rule {
  readonly id: string;
  readonly countsFrom: CountsFrom;
  readonly takes: 'day' | 'month' | 'dayOrMonth';
  readonly count: Count;
  readonly kind: Kind;
  /** Whether the rule has the three dates of a filing at an office: strict, last open day before, first open day after. */
  readonly threeDates: boolean;
  readonly basis: readonly Basis[];
  /** Code of what could not be confirmed about the rule; the text says it wherever the date is shown. */
  readonly uncertain: string | null;
  readonly ladder: LadderName;
  readonly remind: readonly Recipient[];
  /** First and last day (of what the counting starts from) this wording of the rule applies to; null: as far as we know. */
  readonly validFrom: PlainDate | null;
  readonly validTo: PlainDate | null;
}
