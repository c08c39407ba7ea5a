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
import { decisionOf, reinvestigationOf, supplementOf } from './facts/rounds.js';
import { formIssued, onlyNoted, overridden, saidOnceTold, unheeded, wishesOf } from './facts/wishes.js';
import type { History } from './history.js';
import { Words } from './own-word.js';

/** What the facts of a case are computed from. Days are calendar days in Asia/Tokyo. */
export interface Situation {
  readonly edition: Edition;
  readonly dateOfDeath: PlainDate;
  readonly today: PlainDate;
  readonly relatives: readonly string[];
  readonly history: History;
}

/**
 * Computes everything the guards look at from what was done in the case. The latest act counts, and only what was entered after the thing it
 * is about was there: a result is told once there is one, a paper read through once it was made, in this round and not in the one before.
 * @param situation edition, day of death, today, ids of the relatives, acts and steps oldest first
 * Source: domain.md §3.1 (guards G1–G10); freshness rules are [design].
 */
export function factsOf({ edition, dateOfDeath, today, relatives: named, history }: Situation): Facts {
  const words = Words.in(history);
  const relatives = words.counted(named);
  const reachable = relatives.filter((id) => !withoutContact(history, id));
  const has = history.has.bind(history);
  const suspicions = history.last('recordSuspicions')?.data ?? {};
  const sinceShown = history.sinceLast('showDraft');
  const sinceBegun = history.sinceLast('startDetailedSurvey', 'resumeDetailedSurvey', 'startSupplement', 'resumeSupplement', 'showDraft');
  const sinceReport = history.sinceLast('submitReport', 'confirmReinvestigationExplained');
  const survey = history.sinceLast('startBasicSurvey');
  // A new survey answers its items anew; a supplementary one goes on with them.
  const detailed = history.since('startDetailedSurvey');
  const jscLimit = expiryOfYears(firstCounted(dateOfDeath), 2);
  const nobodyReachable = relatives.length > 0 && reachable.length === 0;
  const organisation = history.sinceLast('moveToDetailed', 'resumeDecision').last('chooseOrganisation')?.data;
  const publication = sinceReport.last('recordPublicationDecision')?.data;
  const [opinions, wishesOnPublication] = [sinceShown.acts('giveOpinion'), sinceReport.acts('recordPublicationWish')];
  return {
    edition,
    awareness: has('recordAwareness'),
    recordsHold: has('issueRecordsHold'),
    familyContact: has('nameFamilyContact'),
    staffHeard: survey.has('recordStaffHearings'),
    recordsChecked: survey.has('recordRecordsCheck'),
    pupilsHeard: survey.has('recordPupilHearings'),
    basicForm: history.sinceLast('startBasicSurvey', 'resumeBasicSurvey').has('handInBasicForm'),
    relativesNamed: relatives.length > 0,
    nobodyReachable,
    explained: explainedTopics({ history, relatives, reachable, today, jscLimit }),
    readThrough: readThroughDocuments(history, relatives, nobodyReachable),
    intentionFormIssued: formIssued(history, reachable),
    wishes: wishesOf(history, relatives, reachable),
    wishesOnceTold: saidOnceTold(history, reachable),
    suspicionsAsked: history.sinceLast('reportBasicSurvey').has('recordSuspicions'),
    schoolFactor: ['studies', 'friends', 'otherSchool'].some((key) => suspicions[key] === 'yes'),
    bullying: suspicions.bullying === 'yes',
    staffConduct: suspicions.staffConduct === 'yes',
    wishOverridden: overridden(history),
    wishOnlyNoted: !overridden(history) && onlyNoted(history, reachable),
    wishUnheeded: !overridden(history) && unheeded(history, relatives),
    decision: decisionOf(history),
    organisation: (organisation?.organisation as Organisation | undefined) ?? null,
    organisationReason: Boolean(organisation?.reason),
    ...committeeFacts(history, today),
    standardItems: standardItems.every((item) => detailed.acts('answerStandardItem').some((a) => a.data.item === item)),
    draftFrozen: sinceBegun.has('freezeDraft'),
    opinionsHeard: covers(opinions.filter(words.counts), reachable),
    opinionOnlyNoted: covers(opinions.filter(words.counts), reachable) && !covers(opinions.filter(words.isSure), reachable),
    opinionsAnswered: history.unanswered('giveOpinion', 'answerOpinion').every((opinion) => !opinion.data.opinion),
    reportSigned: sinceShown.has('signReport'),
    supplement: supplementOf(history),
    reinvestigation: reinvestigationOf(history),
    publicationWish: covers(wishesOnPublication.filter(words.counts), reachable),
    publicationOnlyNoted:
      covers(wishesOnPublication.filter(words.counts), reachable) && !covers(wishesOnPublication.filter(words.isSure), reachable),
    publicationDecided: publication !== undefined,
    publicationDone:
      publication?.publication === 'none' || history.sinceLast('decidePublication', 'recordPublicationDecision').has('recordPublication'),
    jscClosed: jscClosed(history, relatives),
    jscLimitPassed: jscLimit < today,
    disclosureOpen: history.unanswered('recordDisclosureRequest', 'decideDisclosureRequest').length > 0,
    lawsuitHold: history.acts('recordLawsuitHold', 'releaseLawsuitHold').at(-1)?.name === 'recordLawsuitHold',
    closingWritten: history.sinceLast('followUpAfterPublication', 'followUpNotMoved').has('writeClosing'),
    reopeningReason: history.sinceLast('closeCase').has('writeReopening'),
  };
}
