import type { PlainDate } from '#lib/kernel';
import { expiryOfYears, firstCounted } from '#lib/calendar';
import { withoutContact } from './contact.js';
import type { Edition } from './edition.js';
import { type Facts, type Organisation, standardItems } from './facts.js';
import { committeeFacts } from './facts/committee.js';
import { covers } from './facts/covers.js';
import { explainedTopics } from './facts/explanations.js';
import { jscClosed } from './facts/jsc.js';
import { readThroughDocuments } from './facts/papers.js';
import { reinvestigationOf, supplementOf } from './facts/rounds.js';
import { overridden, wishesOf } from './facts/wishes.js';
import type { History } from './history.js';

/** What the facts of a case are computed from. Days are calendar days in Asia/Tokyo. */
export interface Situation {
  readonly edition: Edition;
  readonly dateOfDeath: PlainDate;
  readonly today: PlainDate;
  readonly relatives: readonly string[];
  readonly history: History;
}

/**
 * Computes everything the guards look at from what was done in the case. The latest act counts; what was shown or signed
 * before a draft was revised does not count for the new one.
 * @param situation edition, day of death, today, ids of the relatives, acts and steps oldest first
 * Source: domain.md §3.1 (guards G1–G10); freshness rules are [design].
 */
export function factsOf({ edition, dateOfDeath, today, relatives, history }: Situation): Facts {
  const reachable = relatives.filter((id) => !withoutContact(history, id));
  const has = history.has.bind(history);
  const suspicions = history.last('recordSuspicions')?.data ?? {};
  const sinceDecision = history.since('moveToDetailed', 'decideNotToMove', 'resumeDecision');
  const sinceShown = history.since('showDraft');
  const sinceReport = history.since('submitReport');
  const organisation = history.last('chooseOrganisation')?.data;
  const publication = sinceReport.last('recordPublicationDecision')?.data;
  return {
    edition,
    awareness: has('recordAwareness'),
    recordsHold: has('issueRecordsHold'),
    familyContact: has('nameFamilyContact'),
    staffHeard: has('recordStaffHearings'),
    recordsChecked: has('recordRecordsCheck'),
    pupilsHeard: has('recordPupilHearings'),
    basicForm: has('handInBasicForm'),
    relativesNamed: relatives.length > 0,
    nobodyReachable: relatives.length > 0 && reachable.length === 0,
    explained: explainedTopics(history, relatives, reachable),
    readThrough: readThroughDocuments(history),
    intentionFormIssued: covers(history.acts('issueIntentionForm'), reachable),
    wishes: wishesOf(history, relatives, reachable),
    suspicionsAsked: history.since('reportBasicSurvey').has('recordSuspicions'),
    schoolFactor: ['studies', 'friends', 'otherSchool'].some((key) => suspicions[key] === 'yes'),
    bullying: suspicions.bullying === 'yes',
    staffConduct: suspicions.staffConduct === 'yes',
    wishOverridden: overridden(history),
    wishUnheeded:
      !overridden(history) &&
      wishesOf(history.since('moveToDetailed', 'resumeDecision'), relatives, relatives).some((w) => w === 'WISH' || w === 'PARTIAL'),
    decision: (sinceDecision.last('decideTransition')?.data.decision as 'move' | 'notMove' | undefined) ?? null,
    organisation: (organisation?.organisation as Organisation | undefined) ?? null,
    organisationReason: Boolean(organisation?.reason),
    ...committeeFacts(history, today),
    standardItems: standardItems.every((item) => history.acts('answerStandardItem').some((a) => a.data.item === item)),
    draftFrozen: sinceShown.has('freezeDraft'),
    opinionsHeard: covers(sinceShown.acts('giveOpinion'), reachable),
    opinionsAnswered: history.unanswered('giveOpinion', 'answerOpinion').every((opinion) => !opinion.data.opinion),
    reportSigned: sinceShown.has('signReport'),
    supplement: supplementOf(history.since('startSupplement', 'declineSupplement', 'moveToDetailed', 'resumeSupplement')),
    reinvestigation: reinvestigationOf(history.since('declineSupplement')),
    publicationWish: covers(sinceReport.acts('recordPublicationWish'), reachable),
    publicationDecided: publication !== undefined,
    publicationDone: publication?.publication === 'none' || sinceReport.has('recordPublication'),
    jscClosed: jscClosed(history, relatives),
    jscLimitPassed: expiryOfYears(firstCounted(dateOfDeath), 2) < today,
    disclosureOpen: history.unanswered('recordDisclosureRequest', 'decideDisclosureRequest').length > 0,
    lawsuitHold: history.acts('recordLawsuitHold', 'releaseLawsuitHold').at(-1)?.name === 'recordLawsuitHold',
    closingWritten: history.since('reopenCase', 'followUpAfterPublication', 'followUpNotMoved').has('writeClosing'),
    reopeningReason: history.since('closeCase').has('writeReopening'),
  };
}
