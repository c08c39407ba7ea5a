import type { Client } from 'pg';
import { connected } from './connected.js';
import type { KeyRing } from './domain/ring.js';
import { KeyRingProblem } from './problem.js';
import { type RingSettings, checkKeyRing } from './registry.js';
import { RingFile } from './ring-file.js';
import { type Wrapped, caseOwner, houseOwner, unwrap, wrap } from './vault.js';

/** How far the re-wrapping is: data keys done in this run, and left. */
export interface Progress {
  readonly done: number;
  readonly left: number;
}
interface Row extends Wrapped {
  readonly id: string;
}
/** Where data keys are kept, by what, and how their owner is called. */
const tables = [
  { table: 'case_key', id: 'case_id', type: 'uuid', owner: caseOwner },
  { table: 'house_key', id: 'name', type: 'text', owner: houseOwner },
] as const;
type Table = (typeof tables)[number];

/**
 * Wraps every data key with the current master key of the ring, a few at a time, while the apps go on. What was done stays done: broken off
 * it goes on where it was, and a second run finds nothing left. The data keys themselves stay, and with them everything sealed.
 * @param databaseUrl as the owner of the database
 */
export async function rotateKeys(settings: RingSettings, tell: (progress: Progress) => void, batch = 100): Promise<Progress> {
  await checkKeyRing(settings);
  const ring = new RingFile(settings.keyRing).ring();
  return connected(settings.databaseUrl, async (client) => {
    // The owner, too, sees rows of cases only where he says what for (docs/decisions/row-security.md).
    await client.query('set yorisoi.maintenance = on');
    let done = 0;
    const progress = async (): Promise<Progress> => ({ done, left: await leftOf(client, ring.current) });
    tell(await progress());
    for (const table of tables) {
      for (let rows = await next(client, table, ring, batch); rows.length > 0; rows = await next(client, table, ring, batch)) {
        for (const row of rows) done += await rewrap(client, table, ring, row);
        tell(await progress());
      }
    }
    return progress();
  });
}

async function leftOf(client: Client, current: string): Promise<number> {
  const counts = tables.map(({ table }) => `(select count(*) from ${table} where master_key <> $1)`);
  return (await client.query<{ left: number }>(`select (${counts.join(' + ')})::int as left`, [current])).rows[0]!.left;
}

const next = async (client: Client, { table, id }: Table, { current }: KeyRing, batch: number): Promise<Row[]> =>
  (
    await client.query<Row>(
      `select ${id}::text as id, no, master_key as master, wrapped from ${table} where master_key <> $1 order by ${id}, no limit $2`,
      [current, batch],
    )
  ).rows;

/** Only while the row is as it was read: a second run at the same moment, or an app, loses nothing. */
async function rewrap(client: Client, { table, id, type, owner }: Table, { masters, current }: KeyRing, row: Row): Promise<number> {
  const before = masters.get(row.master);
  if (!before) throw new KeyRingProblem('missing', { file: '', name: row.master });
  const { master, wrapped } = wrap(masters.get(current)!, owner(row.id), row.no, unwrap(before, owner(row.id), row));
  const { rowCount } = await client.query(
    `update ${table} set master_key = $3, wrapped = $4 where ${id} = $1::${type} and no = $2 and wrapped = $5`,
    [row.id, row.no, master, wrapped, row.wrapped],
  );
  return rowCount ?? 0;
}
