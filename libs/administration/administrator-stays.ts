import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';
import { keepsAnAdministrator, tenseOf } from './domain/grants.js';
import { type GrantHere, grantsWhere } from './reach.queries.js';

/** Refuses: `last-administrator`. */
export async function administratorStays(tx: Tx, ending: readonly GrantHere[], lastDay: PlainDate): Promise<void> {
  const administrators = await grantsWhere(tx, `g.role = 'administrator'`);
  keepsAnAdministrator(
    administrators.filter((grant) => tenseOf(grant, tx.today) !== 'over'),
    ending.map(({ id }) => id),
    lastDay,
  );
}
