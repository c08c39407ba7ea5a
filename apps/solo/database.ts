import { Client } from 'pg';
import { Refused } from '#lib/kernel';
import { DatabaseTooOld, allowTrainingClock, runMigrations } from '#lib/database';
import { loadReference } from '../../seeds/reference/load.js';

/** What `npm start` notes in the table installation about its demo data. */
export type DemoMark = 'begun' | 'done' | undefined;

/** What migrations/1764000000004-vault.ts raises on records from before encryption. */
const notSealed = 'YV001';

/** Runs `doing` on one connection; a server that cannot be reached is named without its password. */
export async function withClient<T>(url: string, doing: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new Refused('database-unreachable', { host: `${host}${pathname}`, why: whyOf(error) });
  }
  try {
    return await doing(client);
  } finally {
    await client.end();
  }
}

/** Refuses a database with people in it that no `npm start` made: solo mode would set its clock forward. Asked before anything is changed. */
export const refuseForeignDatabase = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    if (!(await exists(client, 'person'))) return;
    const people = await client.query('select from person limit 1');
    if (people.rowCount && (await demoMark(client)) === undefined) throw new Refused('database-not-ours');
  });

export const readDemoMark = (url: string): Promise<DemoMark> =>
  withClient(url, async (client) => ((await exists(client, 'installation')) ? demoMark(client) : undefined));

export const setDemoMark = (url: string, mark: 'begun' | 'done'): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(
      `insert into installation (name, value) values ('demo', $1) on conflict (name) do update set value = excluded.value`,
      [mark],
    );
  });

/** Tables and reference data brought to the newest state; the clock may be set forward here. */
export async function prepareDatabase(url: string): Promise<void> {
  try {
    await runMigrations(url);
  } catch (error) {
    if (error instanceof DatabaseTooOld) throw new Refused('database-too-old', { version: error.version });
    throw (error as { code?: string }).code === notSealed ? new Refused('records-not-sealed') : error;
  }
  await withClient(url, async (client) => {
    await loadReference((sql, params) => client.query(sql, params));
    await allowTrainingClock((sql) => client.query(sql));
  });
}

/** Empties the embedded database: only for demo data broken off before any app could be opened. */
export async function recreateDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  const name = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  await withClient(maintenance.href, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

async function demoMark(client: Client): Promise<DemoMark> {
  const mark = await client.query<{ value: DemoMark }>(`select value from installation where name = 'demo'`);
  return mark.rows[0]?.value;
}

const exists = async (client: Client, table: string): Promise<boolean> =>
  (await client.query<{ found: boolean }>(`select to_regclass($1) is not null as found`, [table])).rows[0]?.found === true;

/** Codes such as ECONNREFUSED or 28P01; the messages of some drivers repeat what they were given. */
function whyOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? 'unknown';
}
