import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { catalogueOf, compareCatalogue, ownerAddress, runMigrations, runMigrationsUpTo } from '#lib/database';
import { note } from './backup.js';
import { BackupProblem, type Head, type Line, linesOf } from './file.js';
import { interruptible } from './interrupted.js';
import { asText, tablesOf } from './tables.js';

const atOnce = 500;

export interface Restored {
  readonly rows: number;
  readonly tables: number;
  /** Changes of a newer version than that of the backup. */
  readonly applied: readonly string[];
}

/**
 * What was ended, used or stopped since the backup would let somebody in again. Sign-ins begin anew, letters are made anew, and what waits for a
 * second person is asked for anew. Roles, mandates, tokens and ways to sign in are as they were then: the command says that somebody has to look.
 */
export const nothingRevives: readonly string[] = [
  'delete from session',
  'delete from sign_in_step',
  'delete from oidc_request',
  'update invitation set voided_at = clock_timestamp() where used_at is null and voided_at is null',
  'update recovery set ends_at = least(ends_at, clock_timestamp()) where confirmed_at is null and stopped_at is null',
  'update family_letter_request set ends_at = least(ends_at, clock_timestamp()) where done_at is null and stopped_at is null',
  // Stopped or ended since: nobody knows, so whoever still needs an opening of the room asks anew.
  'update break_glass set ended_at = clock_timestamp() where ended_at is null',
  'update power_request set ends_at = least(ends_at, clock_timestamp()) where done_at is null and stopped_at is null',
];

/**
 * Puts a backup into an empty database: brings it to the version of the backup, loads every row in one transaction, counts, and goes on to the
 * newest version, and ends what would let somebody in again. Policies, triggers, rights and accounts are those of the migrations and do not come from the file.
 * The file is read twice: nothing is made for one that is not whole. Throws BackupProblem.
 * @param ownerUrl as the owner of an empty database
 */
export async function restoreBackup(ownerUrl: string, file: string): Promise<Restored> {
  let head: Head | undefined;
  for await (const line of linesOf(file)) head ??= line as Head;
  await assertEmpty(ownerUrl);
  await runMigrationsUpTo(ownerUrl, head!.migrations).catch((error: unknown) => {
    if (error instanceof RangeError) throw new BackupProblem('newer', { names: error.message });
    throw error;
  });
  const client = new Client({ connectionString: ownerAddress(ownerUrl) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(asText);
    const before = await catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows);
    const loaded = await load(client, file);
    const after = await catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows);
    if (after !== before) throw new BackupProblem('unlike');
    const applied = await runMigrations(ownerUrl);
    const whole = await catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows);
    if (compareCatalogue(whole.trim().split('\n')).length > 0) throw new BackupProblem('unlike');
    for (const statement of nothingRevives) await client.query(statement);
    await note(client, 'restore');
    return { ...loaded, applied };
  } finally {
    await client.end();
  }
}

/**
 * Tries a backup: puts it into a new database on the same server, as `restoreBackup` does, throws that away, and notes the drill in the database
 * of `ownerUrl`. The owner has to be allowed to make databases.
 */
export async function drill(ownerUrl: string, file: string): Promise<Restored> {
  const name = `yorisoi_drill_${randomBytes(6).toString('hex')}`;
  const gone = `drop database if exists ${name} with (force)`;
  const client = new Client({ connectionString: ownerAddress(ownerUrl) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`create database ${name} template template0`);
    try {
      const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href;
      // Taking the database away ends what is at work in it.
      const restored = await interruptible(
        () => restoreBackup(url, file),
        () => client.query(gone).catch(() => undefined),
      );
      await note(client, 'drill');
      return restored;
    } finally {
      await client.query(gone);
    }
  } finally {
    await client.end();
  }
}

async function assertEmpty(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace::regnamespace::text in ('public', 'deliberation', 'bullmq')
         and not exists (select from pg_depend x where x.objid = pg_class.oid and x.deptype = 'e')`,
    );
    if (rows[0]!.n > 0) throw new BackupProblem('not-empty');
  } finally {
    await client.end();
  }
}

/** Foreign keys are taken away and made anew at the end, which checks every row; triggers that forbid changes rest meanwhile. All or nothing. */
async function load(client: Client, file: string): Promise<{ rows: number; tables: number }> {
  await client.query('begin');
  try {
    const tables = await tablesOf(client);
    const { rows: keys } = await client.query<{ table: string; name: string; is: string }>(
      `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as is from pg_constraint
       where contype = 'f' and connamespace::regnamespace::text in ('public', 'deliberation')`,
    );
    for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
    for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    const rows = await fill(client, file, new Map(tables.map(({ name, columns }) => [name, columns])));
    for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.is}`);
    for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
    await client.query('commit');
    return { rows, tables: tables.length };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function fill(client: Client, file: string, known: ReadonlyMap<string, readonly string[]>): Promise<number> {
  const waiting: string[] = [];
  const open = new Set(known.keys());
  let [table, total] = ['', 0];
  // The cast stands behind a wall for the planner, or it is done once for every column.
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const rows = `select unnest($1::text[])::${table} as r offset 0`;
    await client.query(`insert into ${table} overriding system value select (t.r).* from (${rows}) t`, [waiting.splice(0)]);
  };
  for await (const line of linesOf(file) as AsyncGenerator<Line>) {
    if ('row' in line) {
      waiting.push(line.row);
      if (waiting.length >= atOnce) await write();
    } else if ('table' in line) {
      table = line.table;
      // Names in the file become part of statements: only those of our own tables do.
      if (!open.delete(table) || known.get(table)!.join() !== line.columns.join()) throw new BackupProblem('unlike');
    } else if ('end' in line) {
      await write();
      const { rows } = await client.query<{ n: string }>(`select count(*)::text as n from ${table}`);
      if (line.end !== table || Number(rows[0]!.n) !== line.rows) throw new BackupProblem('counts', { table });
      total += line.rows;
    } else if ('sequence' in line) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [line.sequence, line.last, line.called]);
    }
  }
  if (open.size > 0) throw new BackupProblem('unlike');
  return total;
}
