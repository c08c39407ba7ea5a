import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import type { ActName } from './domain/acts.js';
import { type Power, checkPower } from './domain/mandate.js';

/** For whom a representative stands in a case today, by which mandates, with what powers. */
export interface StandsFor {
  readonly relativeId: string;
  readonly mandates: readonly string[];
  readonly powers: ReadonlySet<Power>;
}

/** SQL: the mandate `m` holds on the day of the parameter. */
export const mandateHolds = (day: string): string =>
  `m.starts_on <= ${day} and (m.ends_on is null or m.ends_on >= ${day}) and m.withdrawn_on is null`;

/**
 * Whom the representative who acts stands for; null for everybody else. One sign-in stands for one relative of a case: rows for another,
 * which nothing here makes, count for nothing. Refuses: `not-found` where no mandate holds any more.
 */
export async function standsFor(tx: Tx, caseId: string): Promise<StandsFor | null> {
  if (tx.actor.role !== 'representative') return null;
  const rows = await tx.query<{ id: string; relativeId: string; maySpeak: boolean; mayWish: boolean }>(
    `select m.id, m.relative_id as "relativeId", m.may_speak as "maySpeak", m.may_wish as "mayWish" from mandate m
      where m.case_id = $1 and m.person_id = $2 and ${mandateHolds('$3')} order by m.starts_on, m.id`,
    [caseId, tx.actor.personId, tx.today],
  );
  const [first] = rows;
  if (!first) throw new Refused('not-found');
  const mine = rows.filter(({ relativeId }) => relativeId === first.relativeId);
  const powers = mine.flatMap(({ maySpeak, mayWish }): Power[] => [
    ...(maySpeak ? ['speak' as const] : []),
    ...(mayWish ? ['wish' as const] : []),
  ]);
  return { relativeId: first.relativeId, mandates: mine.map(({ id }) => id), powers: new Set(powers) };
}

/** The same, where an act is to be entered. Refuses: `power-missing`. */
export async function standsForWith(tx: Tx, caseId: string, act: ActName): Promise<StandsFor | null> {
  const stands = await standsFor(tx, caseId);
  if (stands) checkPower(stands.powers, act);
  return stands;
}
