import { type Role, isOfCommittee } from '#lib/kernel';
import { type ActName, actOf, isAct } from './acts.js';
import { type ActDone, History, type StepTaken } from './history.js';
import { type Me, ownHistory } from './own-history.js';
import { needs } from './needs.js';
import { type Step, type StepName, stepOf } from './steps.js';
import type { Tracks } from './tracks.js';

/** Who reads a case: in which role, as which relative, appointed by which acts. */
export interface Reader {
  readonly role: Role;
  /** The relative who reads or for whom somebody reads; null for everybody else. */
  readonly me: Me | null;
  readonly appointments: readonly string[];
}

const committee: readonly Role[] = ['committeeMember', 'secretariat'];

/**
 * Decides what of a case a reader sees: which acts and steps, and which fields of an act. Pages, API, lists, letters and the family's portal
 * ask this and nothing else.
 * @param history of the case, oldest first
 * Source: domain.md §2 (access matrix); that what leaves the committee's room leaves by a step is [design], docs/decisions/leaves-by-a-step.md.
 */
export function seenBy(reader: Reader, history: History): History {
  switch (reader.role) {
    case 'system':
      return history;
    case 'administrator':
      return new History([]);
    case 'prefecture':
    case 'reader':
      return new History(history.entries.filter(({ kind }) => kind === 'step'));
    case 'relative':
    case 'representative':
      return reader.me ? ownHistory(withoutSignature(history), reader.me) : new History([]);
    case 'school':
      return mapped(outsideTheRoom(history), (act) => without(act, notForSchool[act.name]));
    case 'founder':
    case 'founderHead':
      return outsideTheRoom(history);
    case 'committeeMember':
    case 'secretariat':
    case 'breakGlass':
      return answersToSeen(mapped(history, (act) => forCommittee(act, reader)));
  }
}

/** Counts what a reader sees: it moves when something moved for this reader, and tells nothing of what others did. Forms come back with it. */
export const stampOf = (seen: History): number => 1 + seen.entries.length;

/** Whether a step is the committee's alone: what is missing for it says what the committee has written. */
const ofTheRoom = ({ by }: Step): boolean => by.every((role) => committee.includes(role));

/** Whether a step waits for something of JSC: what is missing for it says how that stands. */
const ofJsc = (step: StepName): boolean => stepOf(step).needs.some((need) => isOutside(needs[need].act));

/** Whether this reader is told that a step could be taken, and what is missing for it. */
export function isToldOf({ role }: Pick<Reader, 'role'>, step: StepName): boolean {
  if (isOfCommittee(role)) return !ofJsc(step);
  return role === 'system' || !ofTheRoom(stepOf(step));
}

/** The tracks beside the survey as this reader sees them: that of JSC is not the committee's. */
export function tracksFor({ role }: Pick<Reader, 'role'>, tracks: Tracks): Partial<Tracks> {
  if (!isOfCommittee(role)) return tracks;
  const { T_JSC: _, ...others } = tracks;
  return others;
}

/** When an act of the committee's room leaves it; undefined for an act that is none. What is said about a word that lies there lies there, too. */
export function leavesBy({ name, role, data }: Pick<ActDone, 'name' | 'role' | 'data'>): 'never' | 'submitReport' | undefined {
  if (typeof data.of === 'string' && isAct(data.of) && answersOfWords.includes(name)) return actOf(data.of).leaves;
  if (name !== 'recordReadThrough') return actOf(name).leaves;
  if (data.document === 'draftReport') return 'never';
  return (committee as readonly string[]).includes(role) ? 'submitReport' : undefined;
}

interface JournalEntry {
  readonly event: string;
  readonly role: string;
  readonly zone: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Decides what of a journal entry of a case is told outside of the committee's room: nothing of what was read or done in it, which lies in a chain
 * of its own (entries of the first days lie in that of the case); of what a family opened, that it was its portal.
 */
export function entryOutside<Entry extends JournalEntry>(entry: Entry): Entry | null {
  const { event, role, zone, facts } = entry;
  const byCommittee = (committee as readonly string[]).includes(role);
  if (event === 'read') return byCommittee ? null : zone === 'family' ? { ...entry, facts: { ...facts, what: 'family' } } : entry;
  if (event !== 'act-recorded' || typeof facts.act !== 'string' || !isAct(facts.act)) return entry;
  const left = leavesBy({ name: facts.act, role, data: facts });
  return left !== undefined || (facts.act === 'recordReadThrough' && byCommittee) ? null : entry;
}

/** Whether an act was about the draft that was handed in, or about a report after it was. */
function handedIn(history: History): (act: ActDone) => boolean {
  const turns = ['showDraft', 'reviseDraft', 'submitReport'];
  const [before, after] = [new Map<ActDone, string>(), new Map<ActDone, string>()];
  const pass = (entries: readonly (ActDone | StepTaken)[], into: Map<ActDone, string>) => {
    let turn = '';
    for (const entry of entries)
      if (entry.kind === 'act') into.set(entry, turn);
      else if (turns.includes(entry.name)) turn = entry.name;
  };
  pass(history.entries, before);
  pass([...history.entries].reverse(), after);
  return (act) => before.get(act) === 'submitReport' || after.get(act) === 'submitReport';
}

function outsideTheRoom(history: History): History {
  const isHandedIn = handedIn(history);
  return answersToSeen(
    mapped(history, (act) => {
      const leaves = leavesBy(act);
      return leaves === undefined || (leaves === 'submitReport' && isHandedIn(act)) ? act : null;
    }),
  );
}

const answersOfWords: readonly ActName[] = ['confirmStatement', 'contestStatement', 'attestStatement'];
const answers: readonly ActName[] = [...answersOfWords, 'answerOpinion'];

/** An answer to what is not seen is not seen either: also one given in a later round to what was said about a draft that was taken back. */
function answersToSeen(seen: History): History {
  const ids = new Set(seen.entries.flatMap((entry) => (entry.kind === 'act' ? [entry.id] : [])));
  return mapped(seen, (act) => (answers.includes(act.name) && !ids.has(String(act.data.to)) ? null : act));
}

/** What is said between a relative and the committee is hers at once; that the report was signed leaves the room with it. */
function withoutSignature(history: History): History {
  const isHandedIn = handedIn(history);
  return mapped(history, (act) => (act.name !== 'signReport' || isHandedIn(act) ? act : null));
}

/**
 * What a member declared is between the member, the secretariat and the founder; so is why one left, and where members are written to. What a
 * family has against a member goes to the founder, who appoints and answers.
 */
const notForSchool: Partial<Record<ActName, readonly string[]>> = {
  declareInterests: ['interests', 'ties', 'cleared'],
  recuseMember: ['reason'],
  endAppointment: ['reason'],
  appointMember: ['despiteRecusal', 'email'],
  recordObjection: ['objection'],
  answerObjection: ['answer'],
};

/** The JSC file is not the committee's; a member reads her own declaration, of the others' that they were made and whether they stand in the way. */
function forCommittee(act: ActDone, { role, appointments }: Reader): ActDone | null {
  if (isOutside(act.name)) return null;
  const own = role === 'secretariat' || appointments.includes(String(act.data.member));
  return act.name === 'declareInterests' && !own ? without(act, ['interests', 'ties']) : act;
}

/** Neither what was claimed of JSC nor what was said about it is the committee's. (domain.md §2, access matrix) */
export const isOutside = (name: ActName): boolean => actOf(name).group === 'jsc' || name === 'explainJsc';

function without(act: ActDone, fields: readonly string[] = []): ActDone {
  if (!fields.some((field) => field in act.data)) return act;
  // Texts are opened when they are looked at: they are left out without looking.
  const kept = Object.entries(Object.getOwnPropertyDescriptors(act.data)).filter(([field]) => !fields.includes(field));
  return { ...act, data: Object.defineProperties({}, Object.fromEntries(kept)) as ActDone['data'] };
}

const mapped = (history: History, see: (act: ActDone) => ActDone | null): History =>
  new History(
    history.entries.flatMap((entry): (ActDone | StepTaken)[] => {
      const seen = entry.kind === 'step' ? entry : see(entry);
      return seen ? [seen] : [];
    }),
  );
