import { Refused } from '#lib/kernel';
import type { Tx } from './tx.js';

/** The case is not there, or not the actor's: which of the two nobody learns. That somebody tried is kept, in a transaction of its own. */
export class CaseNotFound extends Refused {
  constructor() {
    super('not-found');
  }
}

/**
 * Keeps that the actor sought a case in vain: counted by the hour, and the first time in an hour in the journal, in the person's own chain, without
 * the case, which may be none. So nobody makes the journal longer by trying.
 */
export async function soughtInVain(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ counted: number }>(
    `insert into refusal_count as c (hour, app, who, way, why, counted, last_at)
     values (date_trunc('hour', clock_timestamp()), $1, $2, 'case', 'not-found', 1, clock_timestamp())
     on conflict (hour, app, who, way, why) do update set counted = c.counted + 1, last_at = clock_timestamp() returning counted`,
    [tx.actor.zone, tx.actor.personId],
  );
  if (row!.counted === 1) await tx.tell({ name: 'case-not-found', caseId: null, facts: {} });
}
