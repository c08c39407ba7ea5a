import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { type Account, accounts, catalogueOf, ensureAccounts, ownerAddress, standingOf } from '#lib/database';
import { BackupProblem, drill, makeBackup, nothingRevives, restoreBackup } from '#lib/operations';
import { operations as words, operationsEn } from '#lib/texts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { testKeyRing } from '../support/key-ring.js';
import { runProgram } from '../support/program.js';
import { type TwoStories, twoStories } from '../support/two-stories.js';

jest.setTimeout(240_000);

/** A house with two cases, and another server to which it is moved: what is on it comes from the file and from our migrations alone. */
let stories: TwoStories;
let other: EmbeddedPostgres;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-backup-'));
  chmodSync(folder, 0o711);
  stories = await twoStories('架空 控');
  other = await startEmbeddedPostgres({
    data: path.join(folder, 'server'),
    elsewhere: path.join(os.tmpdir(), 'yorisoi-backup-server'),
    settings: ['fsync=off'],
    keep: false,
  });
  ({ file } = await makeBackup(stories.database.ownerUrl, folder));
});
afterAll(async () => {
  await other?.stop();
  await stories?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function asked<T>(url: string, doing: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerAddress(url) });
  await client.connect();
  try {
    return await doing(client);
  } finally {
    await client.end();
  }
}
const rowsOf = (url: string): Promise<Record<string, string>> =>
  asked(url, async (client) => {
    await client.query(`set timezone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'deliberation') and relname not in ('migration', 'upkeep') order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ is: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate "C")), '') as is from ${name} t`,
      );
      found[name] = rows[0]!.is;
    }
    return found;
  });
const catalogue = (url: string): Promise<string> =>
  asked(url, (client) => catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows));
let made = 0;
async function emptyDatabase(): Promise<string> {
  const name = `empty_${++made}`;
  await asked(other.url, (client) => client.query(`create database ${name}`));
  return Object.assign(new URL(other.url), { pathname: `/${name}` }).href;
}
const problem = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: unknown) => (error instanceof BackupProblem ? error.code : String(error)),
  );

it('a backup put into an empty database is the same in every row, wall, trigger and right; every app starts there, and the journal holds', async () => {
  const empty = await emptyDatabase();
  const restored = await restoreBackup(empty, file);
  expect(restored.rows).toBeGreaterThan(100);
  expect(await rowsOf(empty)).toEqual(await rowsOf(stories.database.ownerUrl));
  expect(await catalogue(empty)).toBe(await catalogue(stories.database.ownerUrl));

  const urls: Readonly<Record<Account, string>> = await ensureAccounts(empty);
  for (const account of accounts) expect(await standingOf(urls[account], account)).toEqual([]);
  const console = await runProgram(
    'apps/api/main.ts',
    [],
    {
      PORT: '0',
      YORISOI_MODE: 'production',
      YORISOI_ORIGIN: 'https://api.example.jp',
      YORISOI_KEY_RING: testKeyRing,
      DATABASE_URL: urls.api,
    },
    (said, child) => void (/^ready/m.test(said) && child.kill('SIGTERM')),
  );
  expect(console).toMatchObject({ code: 0, said: expect.stringContaining('ready api') as string });

  const out = path.join(folder, 'journal.jsonl');
  const exported = await runProgram('libs/database/journal-export.main.ts', ['--out', out], { DATABASE_URL: empty });
  expect(exported.code).toBe(0);
  // No root was kept, and the stories are told of a year ago: what is asked is whether one entry follows the other.
  const verified = await runProgram('libs/journal/verify/yorisoi-verify.mjs', [out, '--training'], {});
  expect(verified.said.match(/^\w+\t.*$/gm)).toEqual(null);
});

it('the file is readable by its account alone, and no half of one is left', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.endsWith('.half'))).toEqual([]);
});

it('a drill tries it beside the database in use, leaves nothing behind, and is noted', async () => {
  const empty = await emptyDatabase();
  await restoreBackup(empty, file);
  const again = await makeBackup(empty, folder, new Date('2026-02-03T04:05:06.007Z'));
  expect((await drill(empty, again.file)).rows).toBe(again.rows);
  const { rows } = await asked(empty, (client) => client.query<{ what: string }>('select what from upkeep order by 1'));
  expect(rows.map(({ what }) => what)).toEqual(['backup', 'drill', 'restore']);
  const { rows: left } = await asked(other.url, (client) => client.query(`select from pg_database where datname like 'yorisoi_drill_%'`));
  expect(left).toHaveLength(0);
});

describe('nothing is lost in silence:', () => {
  it('an account that does not own the tables makes no backup', async () => {
    const before = readdirSync(folder);
    expect(await problem(makeBackup(stories.database.urls.console, folder))).toBe('not-owner');
    expect(readdirSync(folder)).toEqual(before);
  });
  it('nor does the owner where a policy hides rows from him', async () => {
    const empty = await emptyDatabase();
    await restoreBackup(empty, file);
    await asked(empty, (client) => client.query('create policy hides on act as restrictive for select to public using (false)'));
    expect(await problem(makeBackup(empty, folder))).toBe('hidden');
  });
  it.each([
    ['a policy shows him less than all', 'alter policy owner_maintains on act using (at_version > 1)', 'hidden'],
    [
      'one of two arms does',
      `alter policy owner_maintains on act using (case when current_user <> session_user then true else (select current_setting('yorisoi.maintenance', true) = 'on' and false) end)`,
      'hidden',
    ],
    [
      'a policy says something of people and not of accounts',
      `alter policy owner_maintains on relative using (case when person_id is null then false else (select current_setting('yorisoi.maintenance', true) = 'on') end)`,
      'hidden',
    ],
    ['a table lies there that could not be put back', 'create table notes_of_an_operator (id int)', 'foreign-table'],
  ])('nor where %s', async (_, change, code) => {
    const empty = await emptyDatabase();
    await restoreBackup(empty, file);
    const before = readdirSync(folder);
    await asked(empty, (client) => client.query(change));
    expect(await problem(makeBackup(empty, folder))).toBe(code);
    expect(readdirSync(folder)).toEqual(before);
  });
  it('nor is a trial that somebody breaks off left lying', async () => {
    const empty = await emptyDatabase();
    const left = () => asked(other.url, (client) => client.query(`select from pg_database where datname like 'yorisoi_drill_%'`));
    let [ended, killed] = [false, false];
    const asking = async (child: { kill: (signal: 'SIGINT') => boolean }) => {
      while (!ended && (await left()).rowCount === 0) await new Promise((after) => setTimeout(after, 20));
      killed = child.kill('SIGINT');
    };
    const drilling = runProgram(
      'libs/operations/restore.main.ts',
      [file, '--drill'],
      { DATABASE_URL: empty },
      undefined,
      undefined,
      (child) => void asking(child),
    );
    const { code, said } = await drilling;
    ended = true;
    expect(killed).toBe(true);
    expect(code).toBe(1);
    expect(said).toContain(operationsEn.problems.interrupted);
    expect((await left()).rowCount).toBe(0);
  });
  it('nor from a database in which nothing is', async () => expect(await problem(makeBackup(await emptyDatabase(), folder))).toBe('empty'));

  const lines = () => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const written = (name: string, content: Buffer): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };
  const packed = (name: string, those: readonly string[]) => written(name, gzipSync(`${those.join('\n')}\n`));
  it.each<[string, string, () => string]>([
    ['that was cut off', 'cut-off', () => written('cut', readFileSync(file).subarray(0, 5_000))],
    ['whose end is missing', 'cut-off', () => packed('endless', lines().slice(0, -1))],
    [
      'that lacks a row',
      'changed',
      () =>
        packed(
          'less',
          lines().toSpliced(
            lines().findIndex((line) => line.startsWith('{"row"')),
            1,
          ),
        ),
    ],
    [
      'in which a word was changed',
      'changed',
      () =>
        packed(
          'other',
          lines().map((line) => line.replace('"rows":2', '"rows":3')),
        ),
    ],
    ['that is something else', 'not-a-backup', () => written('else', Buffer.from('PGDMP'))],
    [
      'of a newer version',
      'newer',
      () => {
        const [head, ...rest] = lines();
        const newer = [head!.replace('"migrations":[', '"migrations":["Newer9",'), ...rest.slice(0, -1)];
        const { whole } = JSON.parse(rest.at(-1)!) as { whole: object };
        const sha256 = createHash('sha256')
          .update(`${newer.join('\n')}\n`)
          .digest('hex');
        return packed('newer', [...newer, JSON.stringify({ whole: { ...whole, sha256 } })]);
      },
    ],
  ])('a file %s is refused before anything is made', async (_, code, of) => {
    const empty = await emptyDatabase();
    expect(await problem(restoreBackup(empty, of()))).toBe(code);
    const { rows } = await asked(empty, (client) => client.query(`select from pg_class where relnamespace = 'public'::regnamespace`));
    expect(rows).toHaveLength(0);
  });
  it('a database that is not empty is left as it is', async () => {
    const before = await rowsOf(stories.database.ownerUrl);
    expect(await problem(restoreBackup(stories.database.ownerUrl, file))).toBe('not-empty');
    expect(await rowsOf(stories.database.ownerUrl)).toEqual(before);
  });
});

it('nothing that was ended, used or stopped since the backup lets anybody in again', async () => {
  const before = await emptyDatabase();
  await restoreBackup(before, file);
  await asked(before, (client) =>
    client.query(`with p as (select id from person order by id limit 1), o as (select id from organisation limit 1)
      , s as (insert into session (id, token_hash, app, person_id, created_at, last_seen_at, ends_at) select gen_random_uuid(), 'h', 'console', id, now(), now(), now() + interval '1 day' from p)
      , i as (insert into invitation (id, app, code_hash, person_id, made_by, made_at, ends_at, purpose) select gen_random_uuid(), 'console', 'c', id, id, now(), now() + interval '30 days', 'first' from p)
      , t as (insert into sign_in_step (id, token_hash, app, person_id, proven, stage, next, made_at, ends_at, tries) select gen_random_uuid(), 'h', 'console', id, 'password', 'second', '/', now(), now() + interval '1 hour', 0 from p)
      insert into recovery (id, person_id, organisation_id, started_by, started_at, opens_at, ends_at)
        select gen_random_uuid(), p.id, o.id, (select id from person order by id desc limit 1), now(), now(), now() + interval '10 days' from p, o`),
  );
  const taken = await makeBackup(before, folder, new Date('2026-03-04T05:06:07.008Z'));
  const after = await emptyDatabase();
  await restoreBackup(after, taken.file);
  const open = (url: string) =>
    asked(url, async (client) => {
      const { rows } = await client.query<{ what: string }>(`select 'session' as what from session union all select 'step' from sign_in_step
        union all select 'letter' from invitation where used_at is null and voided_at is null and ends_at > now()
        union all select 'recovery' from recovery where confirmed_at is null and stopped_at is null and ends_at > now()`);
      return rows.map(({ what }) => what).sort();
    });
  expect(await open(before)).toEqual(['letter', 'recovery', 'session', 'step']);
  expect(await open(after)).toEqual([]);
});

it('whatever opens after a waiting time is among what is ended then', async () => {
  const { rows } = await asked(stories.database.ownerUrl, (client) =>
    client.query<{ name: string }>(`select table_name as name from information_schema.columns where table_schema = 'public'
      and column_name in ('opens_at', 'ends_at') group by 1 having count(*) = 2 order by 1`),
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['family_letter_request', 'power_request', 'recovery']));
  for (const { name } of rows) expect(nothingRevives.some((statement) => statement.startsWith(`update ${name} set`))).toBe(true);
});

it('the commands say what they did and what is still to do, in both languages, and end with 1 where they could not', async () => {
  const empty = await emptyDatabase();
  const place = mkdtempSync(path.join(folder, 'by-command-'));
  const backup = await runProgram('libs/operations/backup.main.ts', ['--out', place], { DATABASE_URL: stories.database.ownerUrl });
  expect(backup.code).toBe(0);
  for (const text of [words.backup.ring, operationsEn.backup.ring]) expect(backup.said).toContain(text);
  const [name] = readdirSync(place);
  const restore = await runProgram('libs/operations/restore.main.ts', [path.join(place, name!)], { DATABASE_URL: empty });
  expect(restore.code).toBe(0);
  expect(restore.said).toContain('alter role yorisoi_console login');
  for (const text of [words.backup.asItWas, operationsEn.backup.asItWas]) expect(restore.said).toContain(text);
  const twice = await runProgram('libs/operations/restore.main.ts', [path.join(place, name!)], { DATABASE_URL: empty });
  expect(twice.code).toBe(1);
  for (const text of [words.problems['not-empty'], operationsEn.problems['not-empty']]) expect(twice.said).toContain(text);
});
