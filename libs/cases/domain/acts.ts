import type { Role } from '#lib/kernel';
import type { Topic } from './facts.js';
import type { State } from './states.js';

/** One thing people do in a case. Its form is in `../acts/` by the same name, its words in texts. */
export interface Act {
  readonly by: readonly Role[];
  /** When it may be entered: 'open' = in every state but CLOSED, 'always' = CLOSED too, or the states named. */
  readonly in: 'open' | 'always' | readonly State[];
  /**
   * Whose word it is: of whoever does it; or of one relative, whoever writes it down. An office's entry of a relative's word counts as
   * `own-word.ts` says.
   */
  readonly whose: 'doer' | 'relative';
  /** Nothing of it happens before the school learned of the death, unless said here: from the day of death on, or also before it. */
  readonly since?: 'death' | 'before';
  /** Relatives see that it happened (and what of it concerns them) in their portal. */
  readonly toFamily?: true;
  /** The topic this act explains to the relatives named in it. */
  readonly explains?: Topic;
  /** An act of the committee's own room: whether it ever leaves it, and by which step. */
  readonly leaves?: 'never' | 'submitReport';
  /** Fields that stay in the committee's own room and are not part of the act as the case remembers it. */
  readonly closed?: readonly string[];
  readonly group: Group;
}

export const groups = [
  'first',
  'basic',
  'family',
  'decision',
  'committee',
  'report',
  'supplement',
  'publication',
  'jsc',
  'care',
  'records',
  'closing',
] as const;
export type Group = (typeof groups)[number];

const schoolOrFounder = ['school', 'founder'] as const;
const founder = ['founder'] as const;
const committee = ['committeeMember', 'secretariat'] as const;
/** A relative, or whoever acts for her within a mandate: which power each act takes is said in mandate.ts. */
const family = ['relative', 'representative'] as const;
const leaders = ['founder', 'committeeMember', 'secretariat'] as const;
const drafting = ['DETAILED_RUNNING', 'SUPPL_RUNNING', 'DRAFT_TO_FAMILY'] as const;
const afterReport = ['RESULT_EXPLAINED', 'SUPPL_REQUESTED', 'SUPPL_DECLINED', 'PUBLICATION', 'FOLLOWUP', 'CLOSED'] as const;

const explains = (topic: Topic, by: readonly Role[], group: Group) =>
  ({ by, in: 'open', toFamily: true, explains: topic, whose: 'doer', group }) as const;

export const acts = {
  recordAwareness: { by: schoolOrFounder, in: 'open', whose: 'doer', since: 'death', group: 'first' },
  issueRecordsHold: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'first' },
  nameFamilyContact: { by: schoolOrFounder, in: 'open', toFamily: true, whose: 'doer', group: 'first' },
  nameRelative: { by: schoolOrFounder, in: 'always', whose: 'doer', group: 'first' },
  recordSuspicions: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'first' },
  reportSeriousCase: { by: founder, in: 'open', whose: 'doer', group: 'first' },

  recordStaffHearings: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'basic' },
  recordRecordsCheck: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'basic' },
  recordPupilHearings: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'basic' },
  recordEarlySurvey: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'basic' },
  handInBasicForm: { by: ['school'], in: 'open', whose: 'doer', group: 'basic' },

  explainSurveySystem: explains('surveySystem', schoolOrFounder, 'family'),
  explainBasicResult: explains('basicResult', schoolOrFounder, 'family'),
  explainJsc: { ...explains('jsc', schoolOrFounder, 'family'), in: 'always' },
  explainDesks: explains('desks', schoolOrFounder, 'family'),
  recordReadThrough: { by: ['school', 'founder', 'committeeMember', 'secretariat'], in: 'open', whose: 'doer', group: 'family' },
  issueIntentionForm: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'family' },
  recordIntention: { by: ['founder', ...family], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  tryContact: { by: schoolOrFounder, in: 'open', whose: 'doer', group: 'family' },
  recordNoContact: { by: founder, in: 'open', toFamily: true, whose: 'relative', group: 'family' },
  restoreContact: { by: ['school', 'founder', ...family], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  nameRepresentative: { by: ['founder', 'relative'], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  withdrawRepresentative: { by: ['founder', ...family], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  withdrawRelative: { by: founder, in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  confirmStatement: { by: ['relative'], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  contestStatement: { by: ['relative'], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  attestStatement: { by: [...schoolOrFounder, ...committee], in: 'always', toFamily: true, whose: 'doer', group: 'family' },
  askQuestion: { by: [...family, 'founder'], in: 'always', toFamily: true, whose: 'relative', group: 'family' },
  answerQuestion: { by: ['school', 'founder', 'secretariat'], in: 'always', toFamily: true, whose: 'doer', group: 'family' },

  decideTransition: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'decision' },
  overrideWish: { by: ['founderHead'], in: ['INTENTION_RECORDED'], whose: 'doer', group: 'decision' },
  explainNotMoved: explains('notMoved', founder, 'decision'),

  chooseOrganisation: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'committee' },
  appointMember: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'committee' },
  confirmAppointment: { by: founder, in: 'always', whose: 'doer', group: 'committee' },
  recuseMember: { by: leaders, in: 'always', toFamily: true, whose: 'doer', group: 'committee' },
  endAppointment: { by: founder, in: 'always', toFamily: true, whose: 'doer', group: 'committee' },
  nameParty: { by: ['school', 'founder', 'secretariat'], in: 'open', whose: 'doer', group: 'committee' },
  declareInterests: { by: leaders, in: 'open', whose: 'doer', group: 'committee' },
  recordTerms: { by: leaders, in: 'open', whose: 'doer', group: 'committee' },
  tellNames: explains('names', founder, 'committee'),
  recordObjection: { by: ['founder', ...family], in: 'open', toFamily: true, whose: 'relative', group: 'committee' },
  answerObjection: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'committee' },
  explainPlan: explains('plan', leaders, 'committee'),
  sendProgressNote: { by: leaders, in: 'open', toFamily: true, whose: 'doer', group: 'committee' },

  answerStandardItem: {
    by: committee,
    in: drafting,
    closed: ['outcome', 'answer', 'lookedAt'],
    whose: 'doer',
    leaves: 'never',
    group: 'report',
  },
  freezeDraft: { by: committee, in: drafting, closed: ['content'], whose: 'doer', leaves: 'never', group: 'report' },
  recordDraftShown: { ...explains('draft', committee, 'report'), in: ['DRAFT_TO_FAMILY'], leaves: 'submitReport' },
  giveOpinion: {
    by: [...family, ...committee],
    in: ['DRAFT_TO_FAMILY'],
    toFamily: true,
    whose: 'relative',
    leaves: 'submitReport',
    group: 'report',
  },
  answerOpinion: { by: committee, in: ['DRAFT_TO_FAMILY'], toFamily: true, whose: 'doer', leaves: 'submitReport', group: 'report' },
  signReport: { by: committee, in: ['DRAFT_TO_FAMILY'], toFamily: true, whose: 'doer', leaves: 'submitReport', group: 'report' },
  explainResult: explains('result', leaders, 'report'),

  requestSupplement: { by: [...family, 'founder', 'committeeMember'], in: afterReport, toFamily: true, whose: 'doer', group: 'supplement' },
  decideSupplement: { by: founder, in: 'always', toFamily: true, whose: 'doer', group: 'supplement' },
  explainSupplementDeclined: explains('supplementDeclined', founder, 'supplement'),
  recordReinvestigation: { by: founder, in: 'open', whose: 'doer', group: 'supplement' },
  recordReinvestigationResult: { by: founder, in: ['REINVESTIGATION'], whose: 'doer', group: 'supplement' },
  explainReinvestigation: explains('reinvestigation', founder, 'supplement'),

  recordPublicationWish: { by: ['founder', ...family], in: 'open', toFamily: true, whose: 'relative', group: 'publication' },
  recordPublicationDecision: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'publication' },
  tellFamilyBeforePublication: explains('publication', founder, 'publication'),
  recordPublication: { by: founder, in: ['PUBLICATION', 'FOLLOWUP'], toFamily: true, whose: 'doer', group: 'publication' },

  recordJscContract: { by: schoolOrFounder, in: 'always', whose: 'doer', since: 'before', group: 'jsc' },
  recordTreatmentMonth: { by: schoolOrFounder, in: 'always', toFamily: true, whose: 'doer', since: 'before', group: 'jsc' },
  recordCure: { by: schoolOrFounder, in: 'always', toFamily: true, whose: 'doer', since: 'before', group: 'jsc' },
  recordJscClaim: { by: schoolOrFounder, in: 'always', toFamily: true, whose: 'doer', group: 'jsc' },
  forwardJscClaim: { by: founder, in: 'always', toFamily: true, whose: 'doer', group: 'jsc' },
  recordJscReceipt: { by: schoolOrFounder, in: 'always', toFamily: true, whose: 'doer', group: 'jsc' },
  recordJscDecision: { by: schoolOrFounder, in: 'always', toFamily: true, whose: 'doer', group: 'jsc' },
  declineJsc: { by: founder, in: 'always', toFamily: true, whose: 'relative', group: 'jsc' },
  tellLimitPassed: { ...explains('limitPassed', schoolOrFounder, 'jsc'), in: 'always' },

  recordCare: { by: schoolOrFounder, in: 'open', whose: 'doer', since: 'death', group: 'care' },
  recordMedia: { by: schoolOrFounder, in: 'open', whose: 'doer', since: 'death', group: 'care' },

  recordDisclosureRequest: { by: founder, in: 'always', whose: 'doer', group: 'records' },
  decideDisclosureRequest: { by: founder, in: 'always', whose: 'doer', group: 'records' },
  recordLawsuitHold: { by: founder, in: 'always', whose: 'doer', group: 'records' },
  releaseLawsuitHold: { by: founder, in: 'always', whose: 'doer', group: 'records' },

  reportRecommendation: { by: founder, in: 'open', toFamily: true, whose: 'doer', group: 'closing' },
  writeClosing: { by: founder, in: ['FOLLOWUP'], whose: 'doer', group: 'closing' },
  writeReopening: { by: founder, in: ['CLOSED'], whose: 'doer', group: 'closing' },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as ActName[];
export const isAct = (name: string): name is ActName => Object.hasOwn(acts, name);
export const actOf = (name: ActName): Act => acts[name];

/** Whether an act may be entered while the case is in this state. */
export const openIn = (act: Act, state: State): boolean =>
  act.in === 'always' || (act.in === 'open' ? state !== 'CLOSED' : act.in.includes(state));
