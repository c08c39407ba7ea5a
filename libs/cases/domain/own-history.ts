import { type ActName, acts } from './acts.js';
import { type ActDone, History, type StepTaken } from './history.js';
import type { StepName } from './steps.js';

/** The relative who reads: the person, and the rows by which the case knows her. */
export interface Me {
  readonly personId: string | null;
  readonly relativeIds: readonly string[];
}
type Data = Readonly<Record<string, unknown>>;

/** Fields anyone of the family may read, act by act. What is not named here is not shown: of other acts only that they happened. */
const forEveryone: Partial<Record<ActName, readonly string[]>> = {
  nameFamilyContact: ['contactName', 'contactPhone', 'contactHours'],
  chooseOrganisation: ['organisation'],
  sendProgressNote: ['period', 'done', 'next', 'delay', 'nextNoteOn'],
  signReport: ['signedBy'],
  recordPublication: ['publishedWhere'],
  reportRecommendation: ['recommendation', 'owner', 'progress'],
  recordTreatmentMonth: ['month'],
  recordCure: ['curedOn'],
  // Neither who claims nor what was decided: a claim belongs to the one who made it.
  recordJscClaim: ['benefit', 'month'],
  recordJscReceipt: ['benefit', 'month'],
  recordJscDecision: ['benefit', 'objectionBy'],
};
/** Fields shown once the founder has taken the step by which the family hears of them. */
const afterStep: Partial<Record<ActName, { readonly steps: readonly StepName[]; readonly fields: readonly string[] }>> = {
  decideTransition: { steps: ['moveToDetailed', 'decideNotToMove', 'resumeDecision'], fields: ['decision'] },
  recordPublicationDecision: { steps: ['decidePublication'], fields: ['publication'] },
};
/** Why not to move is told to each relative, in a notice that a second person has read. Why to move may name who wished it. (G4, G10) */
const reasonOf = (data: Data): readonly string[] => (data.decision === 'notMove' ? ['reason'] : []);
const answers: readonly ActName[] = [
  'answerQuestion',
  'answerOpinion',
  'answerObjection',
  'confirmStatement',
  'contestStatement',
  'attestStatement',
];
const member = ['memberName', 'memberRole', 'profession', 'nominatingBody', 'outside'];

const only = (data: Data, fields: readonly string[]): Data =>
  Object.fromEntries(fields.filter((field) => data[field] !== undefined).map((field) => [field, data[field]]));

/**
 * What one relative may read of a case: each relative is separate. Acts of and about another relative are left out altogether, also
 * that they happened; of what offices did, only the fields named above. The rule is a list of what is shown, not of what is hidden.
 * @param history of the case, as the family's account reads it @param me whose history it becomes
 * Source: domain.md §2 (access matrix, last sentence).
 */
export function ownHistory(history: History, me: Me): History {
  const own = (id: unknown): boolean => me.relativeIds.includes(String(id));
  const mine = new Set(
    history.entries.flatMap((entry) => (entry.kind === 'act' && (own(entry.data.relative) || isMyRequest(entry, me)) ? [entry.id] : [])),
  );
  return new History(
    history.entries.flatMap((entry): (ActDone | StepTaken)[] => {
      if (entry.kind === 'step') return [entry];
      const data = shown(entry, { history, own, mine });
      return data === null ? [] : [{ ...entry, data }];
    }),
  );
}

/** A relative's own request for a supplement names no relative: it belongs to who entered it. A representative's names whose it is. */
const isMyRequest = (act: ActDone, me: Me): boolean =>
  act.name === 'requestSupplement' && act.role === 'relative' && act.personId === me.personId;

interface Sight {
  readonly history: History;
  readonly own: (id: unknown) => boolean;
  readonly mine: ReadonlySet<string>;
}

/** The fields shown of an act; null where the act itself is not shown. */
function shown(act: ActDone, { history, own, mine }: Sight): Data | null {
  const { name, data } = act;
  if (!('toFamily' in acts[name])) return null;
  if (data.relative !== undefined) return own(data.relative) ? data : null;
  if (Array.isArray(data.relatives)) return explanation(data, data.relatives, own);
  if (name === 'withdrawRepresentative') return mine.has(String(data.mandate)) ? data : null;
  if (answers.includes(name)) return mine.has(String(data.to)) ? data : null;
  if (name === 'requestSupplement') return mine.has(act.id) ? data : act.role === 'relative' ? null : {};
  if (name === 'decideSupplement') return supplementDecision(act, history, mine);
  if (name === 'recuseMember' || name === 'endAppointment') return memberChange(act, history, own);
  if (name === 'appointMember') return namesToldSince(act, history, own) ? only(data, member) : null;
  const later = afterStep[name];
  if (later)
    return history.after(act).entries.some((entry) => entry.kind === 'step' && later.steps.includes(entry.name))
      ? only(data, [...later.fields, ...reasonOf(data)])
      : {};
  return only(data, forEveryone[name] ?? []);
}

/** What was asked at a meeting of several is not shown to each of them. */
function explanation(data: Data, told: readonly unknown[], own: (id: unknown) => boolean): Data | null {
  if (!told.some(own)) return null;
  return only(data, ['way', 'place', 'persons', 'documentVersion', ...(told.every(own) ? ['questionsAsked'] : [])]);
}

/** The reason may repeat what was asked for: it is shown to the one who asked, or where an office did. The request of another relative is not there. */
function supplementDecision({ data }: ActDone, history: History, mine: ReadonlySet<string>): Data {
  const request = history.acts('requestSupplement').find(({ id }) => id === data.to);
  const byOffice = request !== undefined && request.role !== 'relative' && request.role !== 'representative';
  return only(data, byOffice || (request && mine.has(request.id)) ? ['to', 'decision', 'reason'] : ['decision']);
}

/** That a member left is told to those who were told the name; why is not. */
function memberChange({ data }: ActDone, history: History, own: (id: unknown) => boolean): Data | null {
  const appointed = history.acts('appointMember').find(({ id }) => id === data.member);
  return appointed && namesToldSince(appointed, history, own) ? only(data, ['member', 'lastDay']) : null;
}

const namesToldSince = (act: ActDone, history: History, own: (id: unknown) => boolean): boolean =>
  history
    .after(act)
    .acts('tellNames')
    .some(({ data }) => Array.isArray(data.relatives) && data.relatives.some(own));
