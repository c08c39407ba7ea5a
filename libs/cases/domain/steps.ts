import type { Role } from '#lib/kernel';
import type { NeedName } from './needs.js';
import type { State } from './states.js';

/** One allowed move of a case. `source` names why the step or its guard exists; its sentence is in texts by the same key. */
export interface Step {
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Role[];
  readonly needs: readonly NeedName[];
  readonly source: string;
}

const committee = ['committeeMember', 'secretariat'] as const;
/** The founder may decide to move at any time once the basic survey runs (issue: beyond §3.1). */
const beforeDetailed = [
  'BASIC_RUNNING',
  'BASIC_REPORTED',
  'FAMILY_EXPLAINED',
  'INTENTION_PENDING',
  'INTENTION_RECORDED',
  'NOT_MOVED',
  'FOLLOWUP',
] as const;
const committeeReady = [
  'organisationChosen',
  'organisationIndependent',
  'outsideExpertAppointed',
  'nominatingBodiesRecorded',
  'partiesNamed',
  'conflictsCleared',
  'termsRecorded',
  'relativesNamed',
  'namesTold',
  'objectionsAnswered',
  'planExplained',
] as const;

export const steps = {
  startBasicSurvey: {
    from: ['INTAKE'],
    to: 'BASIC_RUNNING',
    by: ['school', 'founder'],
    needs: ['awarenessRecorded', 'recordsHoldIssued', 'familyContactNamed'],
    source: 'G1',
  },
  reportBasicSurvey: {
    from: ['BASIC_RUNNING'],
    to: 'BASIC_REPORTED',
    by: ['school'],
    needs: ['staffHeard', 'recordsChecked', 'pupilsHeardOrReason', 'basicFormComplete'],
    source: 'G2',
  },
  confirmFamilyExplained: {
    from: ['BASIC_REPORTED'],
    to: 'FAMILY_EXPLAINED',
    by: ['founder', 'school'],
    needs: [
      'relativesNamed',
      'explanationSheetReadThrough',
      'basicResultReadThrough',
      'surveySystemExplained',
      'basicResultExplained',
      'jscExplained',
      'desksExplained',
    ],
    source: 'G3',
  },
  awaitIntention: {
    from: ['FAMILY_EXPLAINED'],
    to: 'INTENTION_PENDING',
    by: ['founder'],
    needs: ['intentionFormReadThrough', 'intentionFormIssued'],
    source: 'F6',
  },
  confirmIntention: {
    from: ['INTENTION_PENDING'],
    to: 'INTENTION_RECORDED',
    by: ['founder'],
    needs: ['relativesNamed', 'everyWishRecorded'],
    source: 'F6',
  },
  decideNotToMove: {
    from: ['INTENTION_RECORDED'],
    to: 'NOT_MOVED',
    by: ['founder'],
    needs: [
      'noRelativeWishesDetailed',
      'everyNoConfirmed',
      'suspicionsAskedAgain',
      'noSchoolFactorSuspected',
      'noBullyingSuspected',
      'decidedNotToMove',
      'reasonNoticeReadThrough',
      'reasonExplained',
    ],
    source: 'G4',
  },
  moveToDetailed: { from: beforeDetailed, to: 'DETAILED_DECIDED', by: ['founder'], needs: ['decidedToMove'], source: 'desirable' },
  setUpCommittee: { from: ['DETAILED_DECIDED'], to: 'DETAILED_SETUP', by: ['founder'], needs: ['organisationChosen'], source: 'G7' },
  startDetailedSurvey: {
    from: ['DETAILED_SETUP'],
    to: 'DETAILED_RUNNING',
    by: ['founder', ...committee],
    needs: committeeReady,
    source: 'G6',
  },
  showDraft: {
    from: ['DETAILED_RUNNING', 'SUPPL_RUNNING'],
    to: 'DRAFT_TO_FAMILY',
    by: committee,
    // Somebody may have come into the case while the survey ran: the draft waits until everyone has declared again and the family knows the names.
    needs: ['conflictsCleared', 'namesTold', 'draftFrozen', 'draftReadThrough'],
    source: 'S60',
  },
  reviseDraft: { from: ['DRAFT_TO_FAMILY'], to: 'DETAILED_RUNNING', by: committee, needs: [], source: 'S60' },
  submitReport: {
    from: ['DRAFT_TO_FAMILY'],
    to: 'REPORTED',
    by: committee,
    needs: ['draftShown', 'opinionsHeard', 'noOpinionConfirmed', 'opinionsAnswered', 'standardItemsAnswered', 'reportSigned'],
    source: 'G8',
  },
  confirmResultExplained: {
    from: ['REPORTED'],
    to: 'RESULT_EXPLAINED',
    by: ['founder', ...committee],
    needs: ['reportReadThrough', 'resultExplained'],
    source: 'resultExplained',
  },
  takeUpSupplement: {
    from: ['RESULT_EXPLAINED'],
    to: 'SUPPL_REQUESTED',
    by: ['founder', 'committeeMember', 'secretariat', 'relative', 'representative'],
    needs: ['supplementRequested'],
    source: 'seed',
  },
  startSupplement: { from: ['SUPPL_REQUESTED'], to: 'SUPPL_RUNNING', by: ['founder'], needs: ['supplementAccepted'], source: 'seed' },
  declineSupplement: {
    from: ['SUPPL_REQUESTED'],
    to: 'SUPPL_DECLINED',
    by: ['founder'],
    needs: ['supplementDeclined', 'declineExplained'],
    source: 'seed',
  },
  startReinvestigation: {
    from: ['SUPPL_DECLINED'],
    to: 'REINVESTIGATION',
    by: ['founder'],
    needs: ['reinvestigationDecided'],
    source: 'bullyingAct29',
  },
  confirmReinvestigationExplained: {
    from: ['REINVESTIGATION'],
    to: 'RESULT_EXPLAINED',
    by: ['founder'],
    needs: ['reinvestigationFinished', 'reinvestigationExplained'],
    source: 'bullyingAct29',
  },
  decidePublication: {
    from: ['RESULT_EXPLAINED', 'SUPPL_DECLINED'],
    to: 'PUBLICATION',
    by: ['founder'],
    needs: ['noSupplementOpen', 'publicationWishAsked', 'publicationWishConfirmed', 'publicationDecided'],
    source: 'S60',
  },
  followUpAfterPublication: {
    from: ['PUBLICATION'],
    to: 'FOLLOWUP',
    by: ['founder'],
    needs: ['familyToldFirst', 'publicationDone'],
    source: 'S05',
  },
  followUpNotMoved: { from: ['NOT_MOVED'], to: 'FOLLOWUP', by: ['founder'], needs: ['noWishUnheeded'], source: 'G4' },
  closeCase: {
    from: ['FOLLOWUP'],
    to: 'CLOSED',
    by: ['founder'],
    needs: ['jscToldForGood', 'jscSettled', 'noDisclosureOpen', 'noLawsuitHold', 'noSupplementOpen', 'noWishUnheeded', 'closingWritten'],
    source: 'G9',
  },
  reopenCase: { from: ['CLOSED'], to: 'REOPENED', by: ['founder'], needs: ['reopeningReasonWritten'], source: 'reopening' },
  resumeBasicSurvey: { from: ['REOPENED'], to: 'BASIC_RUNNING', by: ['founder'], needs: [], source: 'reopening' },
  resumeDecision: { from: ['REOPENED'], to: 'DETAILED_DECIDED', by: ['founder'], needs: ['decidedToMove'], source: 'reopening' },
  resumeDetailedSurvey: { from: ['REOPENED'], to: 'DETAILED_RUNNING', by: ['founder'], needs: committeeReady, source: 'reopening' },
  resumeSupplement: { from: ['REOPENED'], to: 'SUPPL_RUNNING', by: ['founder'], needs: ['supplementAccepted'], source: 'reopening' },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as StepName[];
export const isStep = (name: string): name is StepName => Object.hasOwn(steps, name);
export const stepOf = (name: StepName): Step => steps[name];
