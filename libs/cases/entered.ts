import type { Tx } from '#lib/database';
import type { Event, Role } from '#lib/kernel';
import { demandSecond } from '#lib/two-persons';
import type { ActName } from './domain/acts.js';
import { type ActDone, History } from './domain/history.js';
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

/**
 * What is told of an act besides that it was done: whether it waits for her word, what it answers, and to whom it is told at once that others
 * spoke for her. Refuses: `second-person` where a paper is attested by who entered it, or by a program.
 */
export async function wordsAbout(tx: Tx, done: ActDone, history: History, stands: StandsFor | null): Promise<Event['facts']> {
  const words = Words.in(new History([...history.entries, done]));
  const answered = answers.includes(done.name)
    ? history.entries.find((one): one is ActDone => one.kind === 'act' && one.id === done.data.to)
    : undefined;
  if (answered && done.name === 'attestStatement')
    await demandSecond(tx, { first: answered.personId, gains: [], opens: answered.name === 'nameRepresentative' });
  const saidFor = family.includes(tx.actor.role) ? undefined : words.relativeOf(answered?.id ?? done.id);
  return {
    ...(stands ? { forRelative: stands.relativeId } : {}),
    ...(words.stateOf(done) === 'waits' ? { waits: true } : {}),
    ...(answered ? { to: answered.id, of: answered.name } : {}),
    ...(saidFor === undefined ? {} : { saidFor }),
  };
}
