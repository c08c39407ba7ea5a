import type { PlainDate } from '#lib/kernel';
import { expiryOfYears, firstCounted } from '#lib/calendar';
import { actNames, actOf } from './acts.js';
import { standings } from './conflicts.js';
import { withoutContact } from './contact.js';
import type { Edition } from './edition.js';
import { type Document, type Facts, type Organisation, type Topic, type Wish, documents, standardItems, topics } from './facts.js';
import type { ActDone, History } from './history.js';
import { sitting } from './members.js';
import type { StepName } from './steps.js';

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

const named = (act: ActDone): readonly unknown[] => (Array.isArray(act.data.relatives) ? act.data.relatives : [act.data.relative]);

/** Every one of these relatives is named in at least one of these acts. Nobody to cover is not enough. */
const covers = (done: readonly ActDone[], relatives: readonly string[]): boolean =>
  relatives.length > 0 && relatives.every((id) => done.some((act) => named(act).includes(id)));

/** Topics that must be told again after the step named here, because what they are about is new. */
const newAfter: Partial<Record<Topic, readonly StepName[]>> = {
  draft: ['showDraft'],
  result: ['submitReport'],
  notMoved: ['resumeBasicSurvey'],
  supplementDeclined: ['takeUpSupplement'],
  reinvestigation: ['startReinvestigation'],
  publication: ['decidePublication'],
};

function explainedTopics(history: History, relatives: readonly string[], reachable: readonly string[]): ReadonlySet<Topic> {
  const who = reachable.length > 0 ? reachable : relatives;
  return new Set(
    topics.filter((topic) => {
      const tellers = actNames.filter((name) => actOf(name).explains === topic);
      return covers(history.since(...(newAfter[topic] ?? [])).acts(...tellers), who);
    }),
  );
}

/** The acts by which a paper is made or handed over; the second reader is someone else than their last author. */
const madeBy = {
  explanationSheet: ['explainSurveySystem', 'explainJsc', 'explainDesks'],
  basicResultSheet: ['explainBasicResult'],
  intentionForm: ['issueIntentionForm'],
  reasonNotice: ['decideTransition'],
  draftReport: ['freezeDraft'],
  finalReport: ['signReport'],
} as const satisfies Record<Document, readonly Parameters<History['last']>[0][]>;

function readThroughDocuments(history: History): ReadonlySet<Document> {
  return new Set(
    documents.filter((document) => {
      const made = history.acts(...madeBy[document]);
      const author = made.at(-1);
      const span =
        document === 'draftReport' || document === 'finalReport' || document === 'reasonNotice' ? author && history.after(author) : history;
      return (span?.acts('recordReadThrough') ?? []).some(
        (r) => r.data.document === document && made.every((m) => m.personId !== r.personId),
      );
    }),
  );
}

function wishesOf(history: History, relatives: readonly string[], reachable: readonly string[]): readonly (Wish | null)[] {
  const latest = (id: string) =>
    history
      .acts('recordIntention')
      .filter((a) => a.data.relative === id)
      .at(-1)?.data.wish as Wish | undefined;
  return relatives.filter((id) => reachable.includes(id) || latest(id) !== undefined).map((id) => latest(id) ?? null);
}

function overridden(history: History): boolean {
  const override = history.last('overrideWish');
  return override !== undefined && !history.after(override).has('recordIntention');
}

function committeeFacts(history: History, today: PlainDate) {
  const members = sitting(history, today);
  return {
    outsideExpert: members.some((m) => m.data.outside === 'yes'),
    nominatingBodies: members.length > 0 && members.every((m) => Boolean(m.data.nominatingBody)),
    partiesNamed: history.has('nameParty'),
    conflictsCleared: members.length > 0 && standings(history, today).every(({ owes }) => owes === 'nothing'),
    terms: history.has('recordTerms'),
    objectionsAnswered: history.unanswered('recordObjection', 'answerObjection').length === 0,
  };
}

function supplementOf(history: History): Facts['supplement'] {
  const open = history.unanswered('requestSupplement', 'decideSupplement');
  if (open.length > 0) return 'requested';
  if (history.acts('decideSupplement').some((a) => a.data.decision === 'accepted')) return 'accepted';
  return history.has('decideSupplement') ? 'declined' : 'none';
}

function reinvestigationOf(history: History): Facts['reinvestigation'] {
  if (!history.has('recordReinvestigation')) return 'none';
  return history.has('recordReinvestigationResult') ? 'finished' : 'decided';
}

/** Closed by a decision of JSC on the death benefit, by a written no of every relative, or where there is no contract with JSC. */
function jscClosed(history: History, relatives: readonly string[]): boolean {
  return (
    history.acts('recordJscDecision').some((a) => a.data.benefit === 'death') ||
    history.last('recordJscContract')?.data.contract === 'no' ||
    covers(history.acts('declineJsc'), relatives)
  );
}
