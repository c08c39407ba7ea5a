import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account, accountName, accounts, ensureAccounts, ownerAddress, runMigrations } from '#lib/database';
import { makeKeyRing } from '#lib/vault';
import { alone, testServer } from './test-server.js';
import { testKeyRing } from './key-ring.js';

export interface TestDatabase {
  /** Owner of the database: migrates, makes roles, is no superuser; with this address he sees every row. */
  readonly ownerUrl: string;
  readonly urls: Readonly<Record<Account, string>>;
  close(): Promise<void>;
}

/** Accounts belong to the whole server, so their password has to be the same for all test files. */
const password = 'x';

/** A migrated, empty database for one test file, copied from a template that is made once for these migrations. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const template = await templateOn(server);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await copied(server, template, name);
  await rightsOf(server, template, name);
  const ownerUrl = addressOf(server, name);
  const urls = Object.fromEntries(
    accounts.map((account) => [account, Object.assign(new URL(ownerUrl), { username: accountName(account), password }).href]),
  );
  return { ownerUrl: ownerAddress(ownerUrl), urls: urls as Record<Account, string>, close: () => dropped(server, name) };
}

async function templateOn(server: string): Promise<string> {
  const template = `test_template_${fingerprint()}`;
  if (await exists(server, template)) return template;
  return alone(async () => {
    if (await exists(server, template)) return template;
    for (const old of await leftBehind(server)) await say(server, `drop database if exists ${old}`).catch(() => undefined);
    const half = `test_half_${randomBytes(6).toString('hex')}`;
    await say(server, `create database ${half}`);
    await runMigrations(addressOf(server, half));
    await ensureAccounts(addressOf(server, half), () => password);
    await makeKeyRing({ databaseUrl: addressOf(server, half), keyRing: testKeyRing }, '2026-01-01');
    await say(server, `alter database ${half} rename to ${template}`);
    return template;
  });
}

/** An empty database for all tests of a file, asked by its owner. */
export function ownerForAll() {
  let database: TestDatabase | undefined;
  let owner: Client | undefined;
  beforeAll(async () => {
    database = await testDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.close();
  });
  return { query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner!.query(sql, [...params])).rows as T[] };
}

/** Changes with what makes the template. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of ['../../migrations', '../../libs/database']) {
    const at = path.resolve(__dirname, folder);
    for (const file of readdirSync(at).sort())
      if (/^(\d+|accounts|migrate|owner-address|rights|row-security)\b.*\.[jt]s$/.test(file))
        hash.update(readFileSync(path.join(at, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** A database cannot be copied while somebody is connected to it, be it to look whether it answers. */
async function copied(server: string, template: string, name: string): Promise<void> {
  for (let left = 40; ; left--) {
    try {
      return await say(server, `create database ${name} template ${template}`);
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== '55006') throw error;
      await sleep(100);
    }
  }
}

/** Autovacuum, which may be at work in it, is the superuser's: the owner may not send it away and waits. */
async function dropped(server: string, name: string): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      return await say(server, `drop database if exists ${name} with (force)`);
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== '42501') throw error;
      await sleep(100);
    }
  }
}

/** What the migrations grant on the database itself is not copied along. */
async function rightsOf(server: string, template: string, name: string): Promise<void> {
  const grants = await rows<{ grant: string }>(
    server,
    `select format('grant %s on database ${name} to %s', privilege_type, case when grantee = 0 then 'public' else grantee::regrole::text end) as grant
     from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) where datname = $1`,
    [template],
  );
  await say(server, [`revoke all on database ${name} from public`, ...grants.map(({ grant }) => grant)].join(';'));
}

const addressOf = (server: string, database: string): string => Object.assign(new URL(server), { pathname: `/${database}` }).href;

const exists = async (server: string, name: string): Promise<boolean> =>
  (await rows(server, 'select from pg_database where datname = $1', [name])).length > 0;

/** Templates of other migrations. Those in use are refused by the server and stay. */
const leftBehind = async (server: string): Promise<string[]> =>
  (await rows<{ datname: string }>(server, `select datname from pg_database where datname ~ '^test_(template|half)_'`)).map(
    ({ datname }) => datname,
  );

const say = (server: string, sql: string): Promise<void> => connected(server, async (client) => void (await client.query(sql)));
const rows = <T>(server: string, sql: string, params: string[] = []): Promise<T[]> =>
  connected(server, async (client) => (await client.query(sql, params)).rows as T[]);

async function connected<T>(server: string, doing: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: addressOf(server, 'postgres') });
  await client.connect();
  try {
    return await doing(client);
  } finally {
    await client.end();
  }
}
