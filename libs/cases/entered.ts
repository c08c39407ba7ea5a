import type { Tx } from '#lib/database';
import type { Event, Role } from '#lib/kernel';
import { demandSecond, ofOneHand } from '#lib/two-persons';
import type { ActName } from './domain/acts.js';
import * as papers from './domain/facts/papers.js';
import type { Document } from './domain/facts.js';
import { type ActDone, History } from './domain/history.js';
import { checkTakingOut } from './domain/named-in-error.js';
import { Words } from './domain/own-word.js';
import type { StandsFor } from './mandates.js';

const family: readonly Role[] = ['relative', 'representative'];
const answers: readonly ActName[] = ['confirmStatement', 'contestStatement', 'attestStatement'];

/** For whom the representative acts and under which mandates: the record and the journal name both. Whose mandate is withdrawn is said, too. */
export function forWhom(
  name: ActName,
  data: Readonly<Record<string, unknown>>,
  history: History,
  stands: StandsFor | null,
): Readonly<Record<string, unknown>> {
  if (stands) return { relative: stands.relativeId, underMandates: stands.mandates };
  if (name !== 'withdrawRepresentative') return {};
  return { relative: history.acts('nameRepresentative').find(({ id }) => id === data.mandate)?.data.relative };
}

/** With an answer to a relative's word: of which act it is. Where that act stays in the committee's room, so does the answer. */
export function answered(name: ActName, { to }: Readonly<Record<string, unknown>>, history: History): { readonly of?: ActName } {
  const word = answers.includes(name) ? history.entries.find((one): one is ActDone => one.kind === 'act' && one.id === to) : undefined;
  return word ? { of: word.name } : {};
}

/**
 * Who reads a paper through is a human on a page and none of those who made it or handed it over. Whoever does that after a reading is compared
 * with those who read: the act says who of them is of one hand with its doer. Refuses: `second-person`.
 */
export async function fourEyes(tx: Tx, name: ActName, data: Readonly<Record<string, unknown>>, history: History): Promise<object> {
  if (name === 'recordReadThrough')
    await demandSecond(tx, { first: null, gains: papers.makersOf(history, data.document as Document), opens: false });
  const readers = await ofOneHand(tx, papers.readersOf(history, name));
  return readers.length > 0 ? { [papers.ofOneHand]: readers } : {};
}

/**
 * What is told of an act besides that it was done: whether it waits for her word, what it answers, and to whom it is told at once that others
 * spoke for her. Refuses: `second-person` where a paper is attested by who entered it, or by a program.
 */
export async function wordsAbout(tx: Tx, done: ActDone, history: History, stands: StandsFor | null): Promise<Event['facts']> {
  const words = Words.in(new History([...history.entries, done]));
  const answered = answers.includes(done.name)
    ? history.entries.find((one): one is ActDone => one.kind === 'act' && one.id === done.data.to)
    : undefined;
  if (answered && done.name === 'attestStatement') {
    const [comesIn, goesOut] = [answered.name === 'nameRepresentative', answered.name === 'withdrawRelative'];
    if (goesOut) checkTakingOut({ history, entered: answered, by: done, hasAccount: await hasAccount(tx, answered), now: tx.now });
    await demandSecond(tx, { first: answered.personId, gains: [], opens: comesIn || goesOut });
  }
  const saidFor = family.includes(tx.actor.role) ? undefined : words.relativeOf(answered?.id ?? done.id);
  return {
    ...(stands ? { forRelative: stands.relativeId } : {}),
    ...(words.stateOf(done) === 'waits' ? { waits: true } : {}),
    ...(answered ? { to: answered.id, of: answered.name } : {}),
    ...(saidFor === undefined ? {} : { saidFor }),
  };
}

const hasAccount = async (tx: Tx, { data: { relative } }: ActDone): Promise<boolean> =>
  (await tx.query('select from relative where id = $1 and person_id is not null', [relative])).length > 0;
