import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { relativesOf, viewCase } from '#lib/cases';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import { unreadable } from '#lib/texts';
import { systemActor } from '#lib/kernel';
import { vault as words } from '#lib/texts';
import { type KeyRingProblem, Vault, checkKeyRing, makeKeyRing } from '#lib/vault';
import { newRing } from '../../libs/vault/domain/ring.js';
import { RingFile } from '../../libs/vault/ring-file.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';
import { openedBy } from '../support/opened.js';
import { runProgram } from '../support/program.js';
import { type TwoStories, twoStories } from '../support/two-stories.js';

jest.setTimeout(240_000);

let stories: TwoStories;
let database: TestDatabase;
let owner: DataSource;
let caseId: string;
let secondId: string;
let folder: string;
const pupil = '印の付いた氏名';
const query = (sql: string, params?: unknown[]) => owner.query<never[]>(sql, params);
const opened = () => openedBy(query);
const asOwner = <T>(doing: (tx: Tx) => Promise<T>, vault = new Vault(testKeyRing)): Promise<T> =>
  new UnitOfWork(owner, new SystemClock(), new Listeners(), vault).run(systemActor('console'), doing);

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-vault-'));
  stories = await twoStories(pupil);
  ({ database, owner, caseId, secondId } = stories);
});
afterAll(async () => {
  await stories?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every table as the owner of the database reads it in plain SQL, or as a dump writes it. */
async function everything(): Promise<{ table: string; row: string }[]> {
  const tables = await owner.query<{ table: string }[]>(
    `select format('%I.%I', table_schema, table_name) as table from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: { table: string; row: string }[] = [];
  for (const { table } of tables)
    for (const { row } of await owner.query<{ row: string }[]>(`select t::text as row from ${table} t`)) found.push({ table, row });
  return found;
}

describe('after a whole case', () => {
  it('nothing a person wrote or is called stands in any column of any table', async () => {
    const words = (await opened().texts()).filter((text) => text.length > 3);
    expect(words.length).toBeGreaterThan(40);
    expect(words).toContain(pupil);
    const rows = await everything();
    expect(rows.length).toBeGreaterThan(500);
    const found = words.flatMap((word) => rows.filter(({ row }) => row.includes(word)).map(({ table }) => `${table}: ${word}`));
    expect([...new Set(found)]).toEqual([]);
  });
  it('what SQL has to find stays plain: ids and days; what was chosen is sealed', async () => {
    const [intention] = await owner.query<{ data: Record<string, unknown> }[]>(
      `select data from act where case_id = $1 and name = 'recordIntention' limit 1`,
      [caseId],
    );
    expect(intention!.data).toMatchObject({ relative: expect.stringMatching(/^[0-9a-f-]{36}$/), wish: expect.stringMatching(/^s1:/) });
  });
  it('is read as it was written', async () => {
    const view = await asOwner((tx) => viewCase(tx, caseId, 'case-page'));
    expect(view.pupilName).toBe(pupil);
    expect(view.relatives.map(({ name }) => name)).toEqual(
      (await opened().column('relative', 'name')).filter((one) => one.caseId === caseId).map(({ text }) => text),
    );
  });
});

describe('a text that was moved', () => {
  const swapped = async (one: string, other: string, doing: () => Promise<unknown>): Promise<unknown> => {
    const swap = () =>
      owner.query(
        `update relative r set name = o.name from relative o where (r.id, o.id) in (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
        [one, other],
      );
    await swap();
    try {
      return await doing().catch((error: unknown) => (error as Error).name);
    } finally {
      await swap();
    }
  };
  const names = () => asOwner((tx) => relativesOf(tx, caseId));
  const shown = (of: unknown) => (of as readonly { readonly name: string }[]).map(({ name }) => name);
  it('to another row of its case is noticed', async () => {
    const [one, other] = await names();
    expect(shown(await swapped(one!.id, other!.id, names))).toEqual([unreadable, unreadable]);
    expect(shown(await names())).not.toContain(unreadable);
  });
  it('to another case is noticed', async () => {
    const [one] = await names();
    const [other] = await asOwner((tx) => relativesOf(tx, secondId));
    expect(shown(await swapped(one!.id, other!.id, names))).toContain(unreadable);
  });
  it('the key of another case is noticed', async () => {
    const keys = `update case_key k set wrapped = o.wrapped from case_key o where (k.case_id, o.case_id) in (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`;
    await owner.query(keys, [caseId, secondId]);
    expect(await names().catch((error: unknown) => (error as Error).name)).toBe('SealBroken');
    await owner.query(keys, [caseId, secondId]);
    expect(await names()).toHaveLength(2);
  });
});

describe('the key ring and its database', () => {
  const problem = (doing: Promise<unknown>): Promise<string> =>
    doing.then(
      () => 'taken',
      (error: unknown) => (error as KeyRingProblem).code,
    );
  const at = (name: string) => path.join(folder, name);
  it('fit', async () => expect(await checkKeyRing({ keyRing: testKeyRing, databaseUrl: database.urls.console })).toBeUndefined());
  it('a lost ring is never made anew', async () => {
    const lost = { keyRing: at('lost.json'), databaseUrl: database.ownerUrl };
    expect(await problem(checkKeyRing(lost))).toBe('absent');
    expect(await problem(makeKeyRing(lost, '2026-11-26'))).toBe('lost');
    expect(existsSync(lost.keyRing)).toBe(false);
  });
  it('is made once for a database that never had one, by its own command', async () => {
    const fresh = await testDatabase();
    const client = await openDataSource(fresh.ownerUrl);
    const environment = { YORISOI_KEY_RING: at('first.json'), DATABASE_URL: fresh.ownerUrl };
    try {
      await client.query('delete from house_key');
      await client.query('delete from key_ring');
      expect(await problem(checkKeyRing({ keyRing: testKeyRing, databaseUrl: fresh.ownerUrl }))).toBe('not-registered');
      const made = await runProgram('libs/vault/keys.main.ts', ['make'], environment);
      expect(made).toEqual({ code: 0, said: `${words.keys.made.replace('{file}', at('first.json'))}\n` });
      expect(statSync(at('first.json')).mode & 0o777).toBe(0o600);
      const again = await runProgram('libs/vault/keys.main.ts', ['make'], environment);
      expect(again).toEqual({ code: 0, said: `${words.keys.taken.replace('{file}', at('first.json'))}\n` });
      expect(await checkKeyRing({ keyRing: at('first.json'), databaseUrl: fresh.urls.worker })).toBeUndefined();
    } finally {
      await client.destroy();
      await fresh.close();
    }
  });
  it('the ring of another house is refused', async () => {
    const other = { keyRing: at('other.json'), databaseUrl: database.ownerUrl };
    new RingFile(other.keyRing).write(newRing('test'));
    expect(await problem(checkKeyRing(other))).toBe('other');
    expect(await problem(makeKeyRing(other, '2026-11-26'))).toBe('other');
  });
  const settings = (keyRing: string) => ({
    PORT: '0',
    YORISOI_MODE: 'production',
    YORISOI_KEY_RING: keyRing,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'a@example.jp',
    YORISOI_ORIGIN: 'https://a.jp',
    YORISOI_FAMILY_ORIGIN: 'https://b.jp',
    YORISOI_COMMITTEE_ORIGIN: 'https://k.jp',
  });
  it.each(['console', 'family', 'committee', 'api', 'worker'] as const)(
    '%s does not start without it, and says what to do',
    async (app) => {
      const { code, said } = await runProgram(`apps/${app}/main.ts`, [], {
        ...settings(at('lost.json')),
        DATABASE_URL: database.urls[app],
      });
      expect(code).toBe(1);
      expect(said).toBe(`${words.problems.absent.replace('{file}', at('lost.json'))}\n  ${said.split('\n  ')[1]}`);
      expect(said.trim().split('\n')).toHaveLength(2);
    },
  );
  it('nor with a ring that holds another key', async () => {
    const { code, said } = await runProgram('apps/console/main.ts', [], {
      ...settings(at('other.json')),
      DATABASE_URL: database.urls.console,
    });
    expect(code).toBe(1);
    expect(said).toContain(words.problems.other.replace('{file}', at('other.json')).replace('{name}', 'test'));
  });
});
