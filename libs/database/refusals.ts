import type { Tx } from './tx.js';

/**
 * Counts by the hour (real time) that somebody was refused something, by way and reason, through the app that acts. Answers whether it is the first
 * of the hour: the journal, which is never made shorter, has no other.
 * @param who id of the person; `nobody` where nobody known was meant
 */
export async function countRefusal(tx: Tx, who: string, way: string, why: string): Promise<boolean> {
  const [row] = await tx.query<{ counted: number }>(
    `insert into refusal_count as c (hour, app, who, way, why, counted, last_at)
     values (date_trunc('hour', clock_timestamp()), $1, $2, $3, $4, 1, clock_timestamp())
     on conflict (hour, app, who, way, why) do update set counted = c.counted + 1, last_at = clock_timestamp() returning counted`,
    [tx.actor.zone, who, way, why],
  );
  return row!.counted === 1;
}
