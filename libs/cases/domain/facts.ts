import type { Edition } from './edition.js';

/** What a relative wants about a detailed survey (form F6). `null`: not answered yet. */
export const wishes = ['WISH', 'PARTIAL', 'UNDECIDED', 'NO_WISH'] as const;
export type Wish = (typeof wishes)[number];

/** What is explained to the relatives, each with date, place, persons and version of the paper. */
export const topics = [
  'surveySystem',
  'basicResult',
  'jsc',
  'desks',
  'notMoved',
  'names',
  'plan',
  'draft',
  'result',
  'supplementDeclined',
  'reinvestigation',
  'publication',
  'limitPassed',
] as const;
export type Topic = (typeof topics)[number];

/** Papers that reach a family and are read through by a second person first (G10). */
export const documents = ['explanationSheet', 'basicResultSheet', 'intentionForm', 'reasonNotice', 'draftReport', 'finalReport'] as const;
export type Document = (typeof documents)[number];

export const organisations = ['FOUNDER_COMMITTEE', 'THIRD_PARTY_ONLY', 'BULLYING_ACT', 'STANDING'] as const;
export type Organisation = (typeof organisations)[number];

/** The standard items of a detailed survey, domain.md §6.3 (proposed: the official list was not read). */
export const standardItems = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

/** Everything the guards look at, computed from the acts and steps of a case by `factsOf`. */
export interface Facts {
  readonly edition: Edition;
  readonly awareness: boolean;
  readonly recordsHold: boolean;
  readonly familyContact: boolean;
  readonly staffHeard: boolean;
  readonly recordsChecked: boolean;
  readonly pupilsHeard: boolean;
  readonly basicForm: boolean;
  readonly relativesNamed: boolean;
  /** No relative can be reached or wants contact, and that is recorded as `domain/contact.ts` demands. */
  readonly nobodyReachable: boolean;
  /** Topics explained to every relative who can be reached. */
  readonly explained: ReadonlySet<Topic>;
  readonly readThrough: ReadonlySet<Document>;
  readonly intentionFormIssued: boolean;
  /** The latest wish of each relative; null where one who can be reached has not answered. */
  readonly wishes: readonly (Wish | null)[];
  /** Every relative who can be reached said so after she was told the basic result. */
  readonly wishesOnceTold: boolean;
  /** Suspicions were asked again since the basic survey was reported. */
  readonly suspicionsAsked: boolean;
  readonly schoolFactor: boolean;
  readonly bullying: boolean;
  readonly staffConduct: boolean;
  /** The head of the founder set the wish aside in writing, after the latest wish (G5). */
  readonly wishOverridden: boolean;
  /** A relative wishes a detailed survey and none was decided since (and the wish was not set aside under G5). */
  readonly wishUnheeded: boolean;
  /** A no, or undecided, of one who can be reached is only an office's note. */
  readonly wishOnlyNoted: boolean;
  readonly decision: 'move' | 'notMove' | null;
  readonly organisation: Organisation | null;
  readonly organisationReason: boolean;
  readonly outsideExpert: boolean;
  /** People, schools or posts a conflict could be with were named. */
  readonly partiesNamed: boolean;
  /** Every member who sits has declared against the list as it is now, and the founder has found nothing in the way. */
  readonly conflictsCleared: boolean;
  readonly nominatingBodies: boolean;
  readonly terms: boolean;
  readonly objectionsAnswered: boolean;
  readonly standardItems: boolean;
  readonly draftFrozen: boolean;
  readonly opinionsHeard: boolean;
  /** That one who can be reached has no opinion is only a committee's note. */
  readonly opinionOnlyNoted: boolean;
  readonly opinionsAnswered: boolean;
  readonly reportSigned: boolean;
  readonly supplement: 'none' | 'requested' | 'accepted' | 'declined';
  readonly reinvestigation: 'none' | 'decided' | 'finished';
  readonly publicationWish: boolean;
  /** That one who can be reached agrees to a publication is only an office's note. */
  readonly publicationOnlyNoted: boolean;
  readonly publicationDecided: boolean;
  /** Published as decided, or decided not to publish. */
  readonly publicationDone: boolean;
  readonly jscClosed: boolean;
  readonly jscLimitPassed: boolean;
  readonly disclosureOpen: boolean;
  readonly lawsuitHold: boolean;
  readonly closingWritten: boolean;
  readonly reopeningReason: boolean;
}
