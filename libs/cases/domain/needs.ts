import type { ActName } from './acts.js';
import type { Facts, Topic } from './facts.js';

/** A condition of a step. Its key is what API clients see in `missing`; its words are in texts by the same key. */
export interface Need {
  readonly guard: `G${number}` | 'design';
  readonly holds: (facts: Facts) => boolean;
  /** The act whose form supplies what is missing. */
  readonly act: ActName;
}

const told = (topic: Topic) => (facts: Facts) => facts.explained.has(topic) || (facts.relativesNamed && facts.nobodyReachable);
const need = (guard: Need['guard'], act: ActName, holds: Need['holds']): Need => ({ guard, act, holds });

export const needs = {
  awarenessRecorded: need('G1', 'recordAwareness', (f) => f.awareness),
  recordsHoldIssued: need('G1', 'issueRecordsHold', (f) => f.recordsHold),
  familyContactNamed: need('G1', 'nameFamilyContact', (f) => f.familyContact),

  staffHeard: need('G2', 'recordStaffHearings', (f) => f.staffHeard),
  recordsChecked: need('G2', 'recordRecordsCheck', (f) => f.recordsChecked),
  pupilsHeardOrReason: need('G2', 'recordPupilHearings', (f) => f.pupilsHeard),
  basicFormComplete: need('G2', 'handInBasicForm', (f) => f.basicForm),

  relativesNamed: need('G3', 'nameRelative', (f) => f.relativesNamed),
  surveySystemExplained: need('G3', 'explainSurveySystem', told('surveySystem')),
  basicResultExplained: need('G3', 'explainBasicResult', told('basicResult')),
  jscExplained: need('G3', 'explainJsc', told('jsc')),
  desksExplained: need('G3', 'explainDesks', told('desks')),

  intentionFormIssued: need('G3', 'issueIntentionForm', (f) => f.edition === '2014' || f.intentionFormIssued || f.nobodyReachable),
  everyWishRecorded: need('G4', 'recordIntention', (f) => f.relativesNamed && f.wishesOnceTold && f.wishes.every((w) => w !== null)),

  noRelativeWishesDetailed: need(
    'G4',
    'recordIntention',
    (f) => f.wishOverridden || !f.wishes.some((w) => w === 'WISH' || w === 'PARTIAL'),
  ),
  everyNoConfirmed: need('G4', 'attestStatement', (f) => !f.wishOnlyNoted),
  noWishUnheeded: need('G4', 'decideTransition', (f) => !f.wishUnheeded),
  noSchoolFactorSuspected: need('G4', 'recordSuspicions', (f) => !f.schoolFactor && !f.staffConduct),
  noBullyingSuspected: need('G4', 'recordSuspicions', (f) => !f.bullying),
  suspicionsAskedAgain: need('G4', 'recordSuspicions', (f) => f.suspicionsAsked),
  decidedNotToMove: need('G4', 'decideTransition', (f) => f.decision === 'notMove'),
  reasonExplained: need('G4', 'explainNotMoved', told('notMoved')),

  decidedToMove: need('G4', 'decideTransition', (f) => f.decision === 'move'),

  organisationChosen: need('G6', 'chooseOrganisation', (f) => f.organisation !== null),
  organisationIndependent: need(
    'G7',
    'chooseOrganisation',
    (f) => !f.staffConduct || f.organisation === 'THIRD_PARTY_ONLY' || (f.organisation !== null && f.organisationReason),
  ),
  outsideExpertAppointed: need('G6', 'appointMember', (f) => f.outsideExpert),
  nominatingBodiesRecorded: need('G6', 'appointMember', (f) => f.nominatingBodies),
  partiesNamed: need('G6', 'nameParty', (f) => f.partiesNamed),
  conflictsCleared: need('G6', 'declareInterests', (f) => f.conflictsCleared),
  termsRecorded: need('G6', 'recordTerms', (f) => f.terms),
  namesTold: need('G6', 'tellNames', told('names')),
  objectionsAnswered: need('G6', 'answerObjection', (f) => f.objectionsAnswered),
  planExplained: need('G6', 'explainPlan', told('plan')),

  draftFrozen: need('design', 'freezeDraft', (f) => f.draftFrozen),
  draftShown: need('design', 'recordDraftShown', told('draft')),
  opinionsHeard: need('design', 'giveOpinion', (f) => f.opinionsHeard || f.nobodyReachable),
  noOpinionConfirmed: need('design', 'attestStatement', (f) => !f.opinionOnlyNoted),
  opinionsAnswered: need('design', 'answerOpinion', (f) => f.opinionsAnswered),
  standardItemsAnswered: need('G8', 'answerStandardItem', (f) => f.standardItems),
  reportSigned: need('G8', 'signReport', (f) => f.reportSigned),
  resultExplained: need('design', 'explainResult', told('result')),

  supplementRequested: need('design', 'requestSupplement', (f) => f.supplement !== 'none'),
  noSupplementOpen: need('G9', 'decideSupplement', (f) => f.supplement === 'none' || f.supplement === 'declined'),
  supplementAccepted: need('design', 'decideSupplement', (f) => f.supplement === 'accepted'),
  supplementDeclined: need('design', 'decideSupplement', (f) => f.supplement === 'declined'),
  declineExplained: need('design', 'explainSupplementDeclined', told('supplementDeclined')),
  reinvestigationDecided: need('design', 'recordReinvestigation', (f) => f.reinvestigation !== 'none'),
  reinvestigationFinished: need('design', 'recordReinvestigationResult', (f) => f.reinvestigation === 'finished'),
  reinvestigationExplained: need('design', 'explainReinvestigation', told('reinvestigation')),

  publicationWishAsked: need('design', 'recordPublicationWish', (f) => f.publicationWish || f.nobodyReachable),
  publicationWishConfirmed: need('design', 'attestStatement', (f) => !f.publicationOnlyNoted),
  publicationDecided: need('design', 'recordPublicationDecision', (f) => f.publicationDecided),
  familyToldFirst: need('design', 'tellFamilyBeforePublication', told('publication')),
  publicationDone: need('design', 'recordPublication', (f) => f.publicationDone),

  jscToldForGood: need('G9', 'explainJsc', (f) => f.explained.has('jsc')),
  jscSettled: need('G9', 'recordJscDecision', (f) => f.jscClosed || (f.jscLimitPassed && f.explained.has('limitPassed'))),
  noDisclosureOpen: need('G9', 'decideDisclosureRequest', (f) => !f.disclosureOpen),
  noLawsuitHold: need('G9', 'releaseLawsuitHold', (f) => !f.lawsuitHold),
  closingWritten: need('G9', 'writeClosing', (f) => f.closingWritten),
  reopeningReasonWritten: need('design', 'writeReopening', (f) => f.reopeningReason),

  explanationSheetReadThrough: need('G10', 'recordReadThrough', (f) => f.readThrough.has('explanationSheet')),
  basicResultReadThrough: need('G10', 'recordReadThrough', (f) => f.readThrough.has('basicResultSheet')),
  intentionFormReadThrough: need('G10', 'recordReadThrough', (f) => f.edition === '2014' || f.readThrough.has('intentionForm')),
  reasonNoticeReadThrough: need('G10', 'recordReadThrough', (f) => f.readThrough.has('reasonNotice')),
  draftReadThrough: need('G10', 'recordReadThrough', (f) => f.readThrough.has('draftReport')),
  reportReadThrough: need('G10', 'recordReadThrough', (f) => f.readThrough.has('finalReport')),
} as const satisfies Record<string, Need>;

export type NeedName = keyof typeof needs;
export const needNames = Object.keys(needs) as NeedName[];
