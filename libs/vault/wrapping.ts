import type { Asks } from '#lib/journal';
import { type Vault, type Wrapped, unwrap, wrap } from './vault.js';

interface Waiting extends Wrapped {
  readonly whose: string;
}

/** How far a renewal is: data keys done so far, and left. */
export interface Progress {
  readonly done: number;
  readonly left: number;
}

const columnsOf = <T>(rows: readonly T[], ...columns: readonly (keyof T)[]) => columns.map((column) => rows.map((row) => row[column]));

/**
 * Wraps some data keys that wait for it with the newest master key of the database, in the transaction of `asks`; the data keys themselves
 * stay, and with them everything sealed. Rows another one holds are passed over, so several work at once and none is done twice; what was
 * committed stays done. Ends the renewal where nothing is left. Throws KeyRingProblem `missing` where the ring here lacks the key.
 * @param most data keys of one transaction
 */
export async function wrapSome(asks: Asks, vault: Vault, most: number): Promise<Progress & { readonly now: number }> {
  const [newest] = await asks.query<{ name: string }>('select newest_master() as name');
  const master = vault.master(newest!.name);
  const rows = await asks.query<Waiting>('select whose, no, master, wrapped from keys_to_wrap($1)', [most]);
  const anew = rows.map((row) => {
    const secret = unwrap(vault.master(row.master), row.whose, row);
    return { whose: row.whose, no: row.no, before: row.wrapped, after: wrap(master, row.whose, row.no, secret).wrapped };
  });
  const [{ now }] = (await asks.query<{ now: number }>('select wrap_keys($1, $2, $3, $4, $5) as now', [
    master.name,
    ...columnsOf(anew, 'whose', 'no', 'before', 'after'),
  ])) as [{ now: number }];
  const [{ left }] = (await asks.query<{ left: number }>('select keys_left() as left')) as [{ left: number }];
  const [row] = await asks.query<{ done: number }>(
    `update key_renewal set done = done + $2, ended_at = case when $3 = 0 then coalesce(ended_at, clock_timestamp()) end
      where what = 'wrap' and key = $1 returning done`,
    [master.name, now, left],
  );
  return { now, done: row?.done ?? now, left };
}
