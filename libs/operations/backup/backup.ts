import { createWriteStream, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { ownerAddress } from '#lib/database';
import { BackupProblem, type Head, type Line, format, linesOf, sealed } from './file.js';
import { interruptible } from './interrupted.js';
import { asText, assertOnlyOurs, assertSeesAll, sequencesOf, tablesOf } from './tables.js';

const atOnce = 1_000;

export interface Made {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes everything in our tables into a new file in `folder`, as it was at one moment, readable by this account only; reads the file again from
 * its first to its last byte; and notes when that was. Needs no program of PostgreSQL and fits every version of it.
 * Throws BackupProblem: `not-owner`, `hidden` (rows would be left out silently), `foreign-table` (it could not be put back),
 * `empty` (no migrated database), `counts`, `interrupted`.
 * @param ownerUrl as the owner of the database
 */
export async function makeBackup(ownerUrl: string, folder: string, now = new Date()): Promise<Made> {
  const client = new Client({ connectionString: ownerAddress(ownerUrl) });
  client.on('error', () => undefined);
  await client.connect();
  const file = path.join(folder, `yorisoi-${now.toISOString().replace(/[:.]/g, '-')}.backup.gz`);
  const half = `${file}.half`;
  try {
    await client.query(asText);
    await client.query('begin transaction isolation level repeatable read read only');
    await assertSeesAll(client);
    const head = await headOf(client, now);
    await assertOnlyOurs(client, head.migrations);
    const to = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true });
    await interruptible((signal) => pipeline(sealed(head, rowsOf(client)), createGzip(), to, { signal }));
    await client.query('commit');
    const { tables, rows } = await countOf(half);
    renameSync(half, file);
    await note(client, 'backup');
    return { file, tables, rows };
  } finally {
    rmSync(half, { force: true });
    await client.end();
  }
}

/** Notes in the database when something was done last. */
export const note = (client: Client, what: 'backup' | 'drill' | 'restore'): Promise<unknown> =>
  client.query('insert into upkeep (what, at) values ($1, clock_timestamp()) on conflict (what) do update set at = excluded.at', [what]);

async function headOf(client: Client, now: Date): Promise<Head> {
  const { rows } = await client
    .query<{ name: string }>('select name from migration order by timestamp')
    .catch((error: { code?: string }) => (error.code === '42P01' ? { rows: [] } : Promise.reject(error as Error)));
  if (rows.length === 0) throw new BackupProblem('empty');
  const { rows: versions } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  return { what: format, madeAt: now.toISOString(), server: versions[0]!.version, migrations: rows.map(({ name }) => name) };
}

async function* rowsOf(client: Client): AsyncGenerator<Line> {
  for (const { name, columns } of await tablesOf(client)) {
    yield { table: name, columns };
    await client.query(`declare those cursor for select t::text as row from ${name} t`);
    let count = 0;
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`fetch ${atOnce} from those`);
      for (const { row } of rows) yield { row };
      count += rows.length;
      if (rows.length < atOnce) break;
    }
    await client.query('close those');
    const { rows } = await client.query<{ n: string }>(`select count(*)::text as n from ${name}`);
    if (Number(rows[0]!.n) !== count) throw new BackupProblem('counts', { table: name });
    yield { end: name, rows: count };
  }
  for (const { name } of await sequencesOf(client)) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    yield { sequence: name, ...rows[0]! };
  }
}

/** Reads a file from its first to its last byte. Throws BackupProblem where anything in it is not as it was written. */
export async function countOf(file: string): Promise<{ tables: number; rows: number }> {
  let [tables, rows] = [0, 0];
  for await (const line of linesOf(file)) {
    if ('table' in line) tables++;
    if ('row' in line) rows++;
  }
  return { tables, rows };
}
