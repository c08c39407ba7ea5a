import type { Tx } from '#lib/database';
import { wrong } from './places.js';
import { leaver, takersOver } from './handover.queries.js';

/** Who takes over what somebody leaves. Refuses: `not-found`, `bad-input` (somebody who is not of the organisation). */
export async function nameSuccessor(tx: Tx, grantId: string, successorId: string): Promise<void> {
  const who = await leaver(tx, grantId);
  if (!(await takersOver(tx, who)).some(({ personId }) => personId === successorId)) throw wrong('successor', 'not-a-choice');
  await tx.change(
    'insert into handover (grant_id, successor_id) values ($1, $2) on conflict (grant_id) do update set successor_id = excluded.successor_id',
    [grantId, successorId],
  );
  await tx.tell({ name: 'successor-named', caseId: null, facts: { grantId, successorId } });
}

/** Everything has been taken over: the entry leaves the list. Refuses: `not-found`. */
export async function closeHandover(tx: Tx, grantId: string): Promise<void> {
  await leaver(tx, grantId);
  await tx.change(
    `insert into handover (grant_id, closed_at, closed_by) values ($1, $2, $3)
     on conflict (grant_id) do update set closed_at = excluded.closed_at, closed_by = excluded.closed_by`,
    [grantId, tx.now, tx.actor.personId],
  );
  await tx.tell({ name: 'handover-closed', caseId: null, facts: { grantId } });
}
