import type { ActName } from '../acts.js';
import { type Document, documents } from '../facts.js';
import type { ActDone, History, Thing } from '../history.js';
import { names } from './covers.js';

interface Paper {
  /** What the paper is about; before that there is none. */
  readonly about: readonly Thing[] | 'always';
  /** The act by which it is made, where there is one: it is read through after that. */
  readonly madeBy?: ActName;
  /** The acts by which it reaches relatives, each with the version that was handed over. */
  readonly handedBy: readonly ActName[];
  /** It lies in the committee's room, and nobody else can have read it. */
  readonly inTheRoom?: true;
}

const papers: Record<Document, Paper> = {
  explanationSheet: { about: 'always', handedBy: ['explainSurveySystem', 'explainJsc', 'explainDesks'] },
  basicResultSheet: { about: ['reportBasicSurvey'], handedBy: ['explainBasicResult'] },
  intentionForm: { about: ['reportBasicSurvey'], handedBy: ['issueIntentionForm'] },
  reasonNotice: { about: ['decideTransition'], madeBy: 'decideTransition', handedBy: ['explainNotMoved'] },
  draftReport: { about: ['freezeDraft'], madeBy: 'freezeDraft', handedBy: [], inTheRoom: true },
  finalReport: { about: ['signReport'], madeBy: 'signReport', handedBy: [] },
};

const committee = ['committeeMember', 'secretariat'];
/** '第１版' and '第1版 ' are one. */
const versionIn = ({ data }: ActDone): string =>
  String(data.documentVersion ?? '')
    .normalize('NFKC')
    .replaceAll(/\s/g, '');

/** The last time each relative got the paper by each of these acts; what was handed over before is out of date. */
const lastHandedOver = (acts: readonly ActDone[], by: readonly ActName[], relatives: readonly string[]): readonly ActDone[] =>
  by.flatMap((name) => relatives.flatMap((id) => acts.findLast((act) => act.name === name && names(act, id)) ?? []));

/**
 * Papers read through by somebody else than whoever made or handed them over (G10): after the paper was there, in the version that was handed
 * over, or, for draft and report, the text of that fingerprint. Where nobody can be reached and nothing was handed over, there is no paper to read.
 */
export function readThroughDocuments(history: History, relatives: readonly string[], nobodyReachable: boolean): ReadonlySet<Document> {
  return new Set(documents.filter((document) => isRead(history, document, relatives, nobodyReachable)));
}

function isRead(history: History, document: Document, relatives: readonly string[], nobodyReachable: boolean): boolean {
  const { about, madeBy, handedBy, inTheRoom } = papers[document];
  const span = about === 'always' ? history : history.sinceLast(...about);
  const author = madeBy && history.last(madeBy);
  const handed = lastHandedOver(span.acts(...handedBy), handedBy, relatives);
  const hands = [...(madeBy ? history.acts(madeBy) : []), ...span.acts(...handedBy)];
  const readings = span
    .acts('recordReadThrough')
    .filter((r) => r.data.document === document && isSecond(r, hands) && (!inTheRoom || committee.includes(r.role)));
  if (madeBy && !author) return false;
  if (author) {
    const ofText = readings.filter((r) => r.data.fingerprint === author.data.fingerprint);
    return ofText.length > 0 && handed.every((one) => ofText.some((r) => versionIn(r) === versionIn(one)));
  }
  if (handed.length === 0) return nobodyReachable;
  return handed.every((one) => readings.some((r) => versionIn(r) === versionIn(one)));
}

/** Whoever reads through has neither made nor handed over the paper. */
const isSecond = (reading: ActDone, hands: readonly ActDone[]): boolean =>
  hands.every(
    ({ personId, data }) => personId !== reading.personId && !(data[ofOneHand] as string[] | undefined)?.includes(reading.personId),
  );

/** With each making and handing over: who read the paper through before that and could act as whoever does it. Nobody types it. */
export const ofOneHand = 'ofOneHand';

/** Everyone who made this paper or handed it over so far, whatever the version: none of them reads it through. */
export function makersOf(history: History, document: Document): readonly string[] {
  const { madeBy, handedBy } = papers[document];
  return [...new Set(history.acts(...(madeBy ? [madeBy] : []), ...handedBy).map(({ personId }) => personId))];
}

/** Everyone who read through so far what this act makes or hands over. */
export function readersOf(history: History, name: ActName): readonly string[] {
  const about = documents.filter((document) => papers[document].madeBy === name || papers[document].handedBy.includes(name));
  return history.acts('recordReadThrough').flatMap(({ personId, data }) => (about.some((one) => one === data.document) ? [personId] : []));
}
