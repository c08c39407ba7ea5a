import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type Account, accountName, accounts, ensureAccounts, runMigrations, standingOf } from '#lib/database';
import { config as configWords, configEn, standing as words, standingEn, vault as vaultWords } from '#lib/texts';
import { makeKeyRing } from '#lib/vault';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { readJson } from '../../apps/solo/files.js';
import { type Keys, keysFile, superuser } from '../../apps/solo/postgres/cluster.js';
import { freePort } from '../../apps/solo/ports.js';
import { type Ended, runProgram } from '../support/program.js';

jest.setTimeout(300_000);

// A server of its own: accounts belong to a whole server, and are changed here.
let data: string;
let server: EmbeddedPostgres;
let urls: Readonly<Record<Account, string>>;
let admin: Client;
let keyRing: string;

beforeAll(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-production-'));
  chmodSync(data, 0o711);
  keyRing = path.join(data, 'ring.json');
  server = await startEmbeddedPostgres({
    data,
    elsewhere: path.join(os.tmpdir(), 'yorisoi-production'),
    settings: ['fsync=off'],
    keep: false,
  });
  await runMigrations(server.url);
  urls = await ensureAccounts(server.url);
  await makeKeyRing({ keyRing, databaseUrl: server.url }, '2026-01-01');
  admin = new Client({ connectionString: superuserUrl() });
  await admin.connect();
  await admin.query('create role yorisoi_stranger');
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

function superuserUrl(): string {
  const { superuserPassword } = readJson<Keys>(keysFile(data))!;
  return Object.assign(new URL(server.url), { username: superuser, password: superuserPassword }).href;
}

const production = (app: Account): Record<string, string> => ({
  PORT: '0',
  YORISOI_MODE: 'production',
  NODE_ENV: 'production',
  DATABASE_URL: urls[app],
  YORISOI_KEY_RING: keyRing,
  YORISOI_ORIGIN: 'https://console.example.jp',
  YORISOI_FAMILY_ORIGIN: 'https://family.example.jp',
  YORISOI_COMMITTEE_ORIGIN: 'https://committee.example.jp',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'a@example.jp',
});
const isReady = (said: string): boolean => /^ready \w+/m.test(said);
/** The app as a process of its own, which is ended as soon as it says that it is ready. */
const start = (app: Account, more: Record<string, string> = {}, hear?: (said: string, child: ChildProcess) => void): Promise<Ended> =>
  runProgram(
    `apps/${app}/main.ts`,
    [],
    { ...production(app), ...more },
    hear ?? ((said, child) => void (isReady(said) && child.kill('SIGTERM'))),
  );
/** What a problem says before its first fact, in both languages. */
const begins = (code: keyof typeof words.problems): string[] =>
  [words.problems[code], standingEn.problems[code]].map((text) => text.split(/\{(?!account|expected)/)[0]!);
const sayingAll = (said: string, codes: readonly (keyof typeof words.problems)[], facts: Readonly<Record<string, string>>) => {
  for (const text of codes.flatMap(begins))
    expect(said).toContain(text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole));
};

describe.each(accounts)('%s in production', (app) => {
  const expected = accountName(app);

  it('starts under its own account with its rights', async () => {
    expect(await start(app)).toMatchObject({ code: 0, said: expect.stringContaining(`ready ${app}`) as string });
  });

  it('refuses every setting that would let it speak in the clear, all at once, with reason and cure in both languages', async () => {
    const plain = {
      DATABASE_URL: 'postgres://u:geheim@db.example.jp/yorisoi',
      HOST: '0.0.0.0',
      YORISOI_ORIGIN: app === 'worker' ? 'http://console.example.jp' : '',
      YORISOI_TRAINING: 'on',
      REDIS_URL: 'redis://redis.example.jp',
    };
    const { code, said } = await start(app, plain);
    expect(code).toBe(1);
    const origin = app === 'worker' ? 'origin-plain' : 'origin-missing';
    const codes = ['database-plain', 'training-production', origin, app === 'worker' ? 'redis-plain' : 'host-open'] as const;
    for (const each of codes) {
      expect(said).toContain(configWords.problems[each]);
      expect(said).toContain(configEn.problems[each]);
    }
    expect(said).not.toContain('geheim');
  });

  it('does not start as a superuser, as the owner, or as another app, and says which account is its own', async () => {
    const other: Account = app === 'committee' ? 'console' : 'committee';
    for (const [url, codes] of [
      [superuserUrl(), ['other-account', 'superuser']],
      [server.url, ['other-account', 'owner']],
      [urls[other], ['other-account']],
    ] as const) {
      const { code, said } = await start(app, { DATABASE_URL: url });
      expect(code).toBe(1);
      expect(isReady(said)).toBe(false);
      expect(said).not.toContain(new URL(url).password);
      sayingAll(said, codes, { account: new URL(url).username, expected });
    }
  });

  const changed: readonly (readonly [what: string, keyof typeof words.problems, change: string, undo: string])[] = [
    ['a superuser', 'superuser', `alter role ${expected} superuser`, `alter role ${expected} nosuperuser`],
    ['not bound by row security', 'bypasses', `alter role ${expected} bypassrls`, `alter role ${expected} nobypassrls`],
    ['able to make accounts', 'powerful', `alter role ${expected} createrole`, `alter role ${expected} nocreaterole`],
    [
      'able to act as the owner of one table',
      'owner',
      `create role holder; alter table upkeep owner to holder; grant holder to ${expected}`,
      `alter table upkeep owner to yorisoi_owner; revoke holder from ${expected}; drop role holder`,
    ],
    [
      'able to become another account',
      'member',
      `grant ${app === 'worker' ? 'yorisoi_family' : 'yorisoi_worker'} to ${expected}`,
      `revoke ${app === 'worker' ? 'yorisoi_family' : 'yorisoi_worker'} from ${expected}`,
    ],
    ['owner of one table', 'owner', `alter table upkeep owner to ${expected}`, 'alter table upkeep owner to yorisoi_owner'],
    ['allowed more', 'rights-more', `grant delete on act to ${expected}`, `revoke delete on act from ${expected}`],
    ['allowed more through everybody', 'rights-more', 'grant select on totp to public', 'revoke select on totp from public'],
    [
      'allowed one column more',
      'rights-more',
      `grant references (name) on holiday to ${expected}`,
      `revoke references (name) on holiday from ${expected}`,
    ],
    ['owner of a schema of its name', 'owner', `create schema ${expected} authorization ${expected}`, `drop schema ${expected}`],
    [
      'another one from its first statement on',
      'acts-as',
      `grant yorisoi_stranger to ${expected}; alter role ${expected} set role yorisoi_stranger`,
      `alter role ${expected} reset role; revoke yorisoi_stranger from ${expected}`,
    ],
    [
      'free of every trigger',
      'session',
      `alter role ${expected} set session_replication_role = replica`,
      `alter role ${expected} reset session_replication_role`,
    ],
    [
      'somebody’s person before anybody signed in',
      'session',
      `alter role ${expected} set yorisoi.person = '00000000-0000-4000-8000-000000000000'`,
      `alter role ${expected} reset yorisoi.person`,
    ],
    [
      'able to switch triggers off',
      'rights-more',
      `grant set on parameter session_replication_role to ${expected}`,
      `revoke set on parameter session_replication_role from ${expected}`,
    ],
    ['allowed less', 'rights-less', `revoke select on holiday from ${expected}`, `grant select on holiday to ${expected}`],
    [
      'allowed to make tables',
      'on-database',
      `grant create on database yorisoi to ${expected}`,
      `revoke create on database yorisoi from ${expected}`,
    ],
  ];
  it.each(changed)('does not start where its account is %s', async (_, code, change, undo) => {
    await admin.query(change);
    try {
      expect((await standingOf(urls[app], app)).map((problem) => problem.code)).toContain(code);
    } finally {
      await admin.query(undo);
    }
    expect(await standingOf(urls[app], app)).toEqual([]);
  });
});

describe('the way of the API into the committee’s room is open for one transaction of a member and no longer:', () => {
  const membership = (how: string) => `grant yorisoi_committee to yorisoi_api with ${how} granted by yorisoi_owner`;
  it.each([
    ['by a membership that is always in force', 'rights-more', membership('inherit true'), membership('inherit false')],
    ['by one that may be handed on', 'rights-more', membership('admin true'), membership('admin false')],
    ['by a role it begins with', 'acts-as', 'alter role yorisoi_api set role yorisoi_committee', 'alter role yorisoi_api reset role'],
  ] as const)('it does not start %s', async (_, code, change, undo) => {
    await admin.query(change);
    try {
      expect((await standingOf(urls.api, 'api')).map((problem) => problem.code)).toContain(code);
    } finally {
      await admin.query(undo);
    }
    expect(await standingOf(urls.api, 'api')).toEqual([]);
  });
  it('nor by one its address says', async () => {
    const url = new URL(urls.api);
    url.searchParams.set('options', '-c role=yorisoi_committee');
    const { code, said } = await start('api', { DATABASE_URL: url.href });
    expect(code).toBe(1);
    sayingAll(said, ['acts-as'], { account: 'yorisoi_api' });
  });
});

describe('every app', () => {
  it.each([
    [
      'row security taken off',
      'walls',
      'alter table deliberation.draft no force row level security',
      'alter table deliberation.draft force row level security',
    ],
    ['one more policy', 'walls', 'create policy mine on act for select to public using (true)', 'drop policy mine on act'],
    [
      'a function that looks past the policies',
      'walls',
      `create function mine() returns text language sql security definer as 'select 1::text'`,
      'drop function mine()',
    ],
    [
      'a trigger that forbids changes switched off',
      'walls',
      'alter table journal_entry disable trigger journal_entry_append_only',
      'alter table journal_entry enable trigger journal_entry_append_only',
    ],
    [
      'such a trigger gone',
      'walls',
      'drop trigger act_no_truncate on act',
      'create trigger act_no_truncate before truncate on act for each statement execute function act_is_append_only()',
    ],
    [
      'a function of a trigger that forbids nothing any more',
      'walls',
      `create or replace function public.seal_is_append_only() returns trigger language plpgsql as 'begin return new; end'`,
      `create or replace function public.seal_is_append_only() returns trigger language plpgsql as $function$
begin raise exception 'seals are never changed or removed' using errcode = '42501'; end $function$`,
    ],
    [
      'a view without its barrier',
      'walls',
      'alter view released_act set (security_barrier = false)',
      'alter view released_act set (security_barrier = true)',
    ],
    [
      'a path on which other tables come first',
      'session',
      'alter database yorisoi set search_path = elsewhere, public',
      'alter database yorisoi reset search_path',
    ],
    [
      'a copy of the acts in another schema, open to everybody',
      'rights-more',
      'create schema elsewhere; create table elsewhere.act as select * from act; grant usage on schema elsewhere to public; grant select on elsewhere.act to public',
      'drop schema elsewhere cascade',
    ],
    [
      'a function in another schema that looks past the policies',
      'rights-more',
      `create schema elsewhere; create function elsewhere.mine() returns setof act language sql security definer as 'select * from act'; grant usage on schema elsewhere to public`,
      'drop schema elsewhere cascade',
    ],
    [
      'a migration missing',
      'migrations-missing',
      `update migration set name = 'away' where name = 'Walls1764000000008'`,
      `update migration set name = 'Walls1764000000008' where name = 'away'`,
    ],
    [
      'a migration of another version',
      'migrations-foreign',
      `insert into migration (timestamp, name) values (1, 'Newer9999999999999')`,
      `delete from migration where name = 'Newer9999999999999'`,
    ],
  ] as const)('sees %s', async (_, code, change, undo) => {
    await admin.query(change);
    try {
      for (const app of accounts) expect((await standingOf(urls[app], app)).map((problem) => problem.code)).toContain(code);
    } finally {
      await admin.query(undo);
    }
    for (const app of accounts) expect(await standingOf(urls[app], app)).toEqual([]);
  });
  it('says of a changed database what is changed and ends with 1', async () => {
    await admin.query('grant delete on act to yorisoi_family');
    const { code, said } = await start('family');
    await admin.query('revoke delete on act from yorisoi_family');
    expect(code).toBe(1);
    expect(said).toContain(words.heading);
    expect(said).toContain(standingEn.heading);
    expect(said).toContain('delete, insert on act');
  });
  it('sees what a dump that was put back has lost or brought along, and migrating gives the rights anew', async () => {
    await admin.query('grant temporary on database yorisoi to public; revoke select on holiday from yorisoi_console, yorisoi_family');
    expect((await standingOf(urls.console, 'console')).map(({ code }) => code)).toEqual(['on-database']);
    await runMigrations(server.url);
    for (const app of accounts) expect(await standingOf(urls[app], app)).toEqual([]);
  });
  it('is not disturbed by what an operator adds for himself', async () => {
    await admin.query('create index operators on act (entered_at)');
    for (const app of accounts) expect(await standingOf(urls[app], app)).toEqual([]);
    await admin.query('drop index operators');
  });
  it('does not take a key ring that others can read', async () => {
    const open = path.join(data, 'open-ring.json');
    copyFileSync(keyRing, open);
    chmodSync(open, 0o640);
    for (const app of ['console', 'worker'] as const) {
      const { code, said } = await start(app, { YORISOI_KEY_RING: open });
      expect(code).toBe(1);
      expect(said).toContain(vaultWords.problems['open-to-others'].split('{')[0]);
    }
  });
});

it('what listens beyond this machine speaks with the proxy that is named alone', async () => {
  const outside = Object.values(os.networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  const port = await freePort();
  const asked: Promise<(number | string | undefined)[]>[] = [];
  const ask = async (host: string) => {
    const request = http.get({ host, port, path: '/sign-in', headers: { host: 'console.example.jp' } });
    const answer = await once(request, 'response').catch((error: { code?: string }) => error.code);
    request.destroy();
    return Array.isArray(answer) ? (answer[0] as http.IncomingMessage).statusCode : answer;
  };
  const hosts = ['127.0.0.1', ...(outside ? [outside] : [])];
  const { said } = await start('console', { HOST: '0.0.0.0', PORT: String(port), YORISOI_TRUST_PROXY: '192.0.2.7' }, (text, child) => {
    if (!isReady(text) || asked.length > 0) return;
    const both = Promise.all(hosts.map(ask));
    asked.push(both);
    void both.finally(() => child.kill('SIGTERM'));
  });
  expect(said).toContain('ready console');
  expect(await asked[0]).toEqual([200, ...(outside ? ['ECONNRESET'] : [])]);
});
