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

interface Wrapping extends Progress {
  /** Done in this transaction. */
  readonly now: number;
  /** The renewal has ended with it. */
  readonly ended: boolean;
}

const thisOne = `what = 'wrap' and key = $1`;
const columnsOf = <T>(rows: readonly T[], ...columns: readonly (keyof T)[]) => columns.map((column) => rows.map((row) => row[column]));

/**
 * Wraps some data keys that wait for it with the newest master key of the database, in the transaction of `asks`; the data keys themselves
 * stay, and with them everything sealed. Rows another one holds are passed over, so several work at once and none is done twice; what was
 * committed stays done. Ends the renewal where nothing is left. Throws KeyRingProblem `missing` where the ring here lacks the key.
 * @param most data keys of one transaction
 */
export async function wrapSome(asks: Asks, vault: Vault, most: number): Promise<Wrapping> {
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
  // Noted first, so that of several at once each counts what is left after those before it.
  const [row] = await asks.query<{ done: number }>(`update key_renewal set done = done + $2 where ${thisOne} returning done`, [
    master.name,
    now,
  ]);
  const [{ left }] = (await asks.query<{ left: number }>('select keys_left() as left')) as [{ left: number }];
  const turned = await asks.query(
    `update key_renewal set ended_at = case when $2 = 0 then clock_timestamp() end where ${thisOne} and (ended_at is null) = ($2 = 0) returning id`,
    [master.name, left],
  );
  return { now, done: row?.done ?? now, left, ended: left === 0 && turned.length > 0 };
}
