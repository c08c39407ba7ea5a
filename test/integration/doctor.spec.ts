import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type Account, accounts, ensureAccounts, runMigrations } from '#lib/database';
import { makeBackup } from '#lib/operations';
import { makeKeyRing } from '#lib/vault';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { readJson } from '../../apps/solo/files.js';
import { type Keys, keysFile, superuser } from '../../apps/solo/postgres/cluster.js';
import { freePort } from '../../apps/solo/ports.js';
import { runProgram } from '../support/program.js';
import { type RunningSmtp, startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';

jest.setTimeout(300_000);

/** An installation as README tells it: a server, an app in production behind a proxy with TLS, a mail server, a key ring and its copy. */
let folder: string;
let server: EmbeddedPostgres;
let admin: Client;
let urls: Readonly<Record<Account, string>>;
let smtp: RunningSmtp;
let app: ChildProcess;
let proxy: https.Server;
let origin: string;
/** What the proxy does with what passes: replaced by a test. */
let handsOn: { host?: string; without?: string } = {};
const at = (...names: string[]) => path.join(folder, ...names);

function certificate(name: string, days: string, signedBy?: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const subject = ['-subj', `/CN=${signedBy ? 'localhost' : name}`];
  if (!signedBy)
    return void openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-days',
      days,
      ...subject,
    );
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject);
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost');
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${signedBy}.crt`,
    '-CAkey',
    `${signedBy}.key`,
    '-CAcreateserial',
    '-out',
    `${name}.crt`,
    '-days',
    days,
    '-extfile',
    'names',
  );
}
const tls = (name: string) => ({ key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.crt`)) });

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-doctor-'));
  chmodSync(folder, 0o711);
  for (const name of ['settings', 'elsewhere', 'backups']) mkdirSync(at(name));
  server = await startEmbeddedPostgres({
    data: at('server'),
    elsewhere: path.join(os.tmpdir(), 'yorisoi-doctor-server'),
    settings: ['fsync=off'],
    keep: false,
  });
  await runMigrations(server.url);
  urls = await ensureAccounts(server.url);
  await makeKeyRing({ keyRing: at('ring.json'), databaseUrl: server.url }, '2026-01-01');
  copyFileSync(at('ring.json'), at('elsewhere/ring.json'));
  await makeBackup(server.url, at('backups'));
  const { superuserPassword } = readJson<Keys>(keysFile(at('server')))!;
  admin = new Client({ connectionString: Object.assign(new URL(server.url), { username: superuser, password: superuserPassword }).href });
  await admin.connect();
  await admin.query(`insert into upkeep values ('drill', now())`);
  smtp = await startSmtp();

  certificate('ca', '90');
  certificate('good', '80', 'ca');
  certificate('short', '3', 'ca');
  certificate('stranger', '80');
  const [inside, outside] = [await freePort(), await freePort()];
  origin = `https://localhost:${outside}`;
  proxy = https.createServer(tls('good'), (request, response) => {
    const headers = { ...request.headers, ...(handsOn.host ? { host: handsOn.host } : {}) };
    const passed = http.request({ port: inside, host: '127.0.0.1', method: request.method, path: request.url, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => name !== handsOn.without);
      response.writeHead(answer.statusCode!, Object.fromEntries(kept));
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  });
  proxy.listen(outside, '127.0.0.1');
  for (const name of accounts) writeSettings(name);
  app = spawn(process.execPath, ['--require', path.resolve('test/support/typescript.cjs'), path.resolve('apps/console/main.ts')], {
    env: { ...settingsOf('console'), PORT: String(inside), PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  app.stdout!.on('data', (text: Buffer) => (said += text.toString()));
  await until('the console is ready', () => /^ready/m.test(said), 60_000);
});
afterAll(async () => {
  if (app?.exitCode === null) {
    app.kill('SIGTERM');
    await once(app, 'exit');
  }
  proxy?.closeAllConnections();
  proxy?.close();
  await smtp?.stop();
  await admin?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settingsOf = (name: Account): Record<string, string> => ({
  DATABASE_URL: urls[name],
  YORISOI_MODE: 'production',
  YORISOI_KEY_RING: at('ring.json'),
  YORISOI_ORIGIN: origin,
  ...(name === 'worker'
    ? { SMTP_URL: smtp.url, MAIL_FROM: 'a@example.jp', YORISOI_FAMILY_ORIGIN: origin, YORISOI_COMMITTEE_ORIGIN: origin }
    : { PORT: '4100' }),
});
function writeSettings(name: Account, more: Readonly<Record<string, string>> = {}): void {
  const lines = Object.entries({ ...settingsOf(name), ...more }).map(([key, value]) => `${key}=${value}`);
  writeFileSync(at('settings', `${name}.env`), `${lines.join('\n')}\n`, { mode: 0o600 });
}

interface Told {
  readonly check: string;
  readonly level: string;
  readonly ja: string;
  readonly en: string;
}
async function doctor(more: readonly string[] = ['--ring-copy', at('elsewhere/ring.json')], databaseUrl = server.url) {
  const { code, said } = await runProgram('libs/operations/doctor.main.ts', ['--json', '--settings', at('settings'), ...more], {
    DATABASE_URL: databaseUrl,
    NODE_EXTRA_CA_CERTS: at('ca.crt'),
  });
  const told = JSON.parse(said) as Told[];
  for (const secret of [...Object.values(urls), server.url].map((url) => new URL(url).password)) expect(said).not.toContain(secret);
  for (const { ja, en } of told) expect(`${ja}${en}`).not.toMatch(/\{\w+\}/);
  return { code, told, bad: [...new Set(told.filter(({ level }) => level === 'bad').map(({ check }) => check))].sort() };
}

it('finds nothing bad where nothing is, and looks at everything', async () => {
  const { code, told, bad } = await doctor();
  expect(bad).toEqual([]);
  expect(code).toBe(0);
  const looked = [
    'backup',
    'certificate',
    'clock-app',
    'clock-database',
    'connection',
    'disk',
    'drill',
    'host',
    'hsts',
    'mail',
    'migrations',
    'node',
  ];
  const more = ['passwords', 'plain-http', 'pooling', 'reached', 'ring', 'ring-copy', 'settings', 'tls', 'walls', 'worker-seals'];
  expect(told.map(({ check }) => check)).toEqual(expect.arrayContaining([...looked, ...more]));
});

it('says it line by line in both languages to a person', async () => {
  const { code, said } = await runProgram('libs/operations/doctor.main.ts', [], { DATABASE_URL: server.url });
  expect(code).toBe(0);
  expect(said).toMatch(/^\[ OK \] PostgreSQL \d+/m);
  expect(said).toMatch(/^\[注意\] console: 設定を調べていません/m);
});

const sql = (change: string, undo: string) => [() => admin.query(change), () => admin.query(undo)] as const;
const settings = (name: Account, more: Readonly<Record<string, string>>) =>
  [() => writeSettings(name, more), () => writeSettings(name)] as const;
const proxying = (how: typeof handsOn) => [() => (handsOn = how), () => (handsOn = {})] as const;
const shown = (name: string) => [() => proxy.setSecureContext(tls(name)), () => proxy.setSecureContext(tls('good'))] as const;

it.each<[string, string, readonly [() => unknown, () => unknown]]>([
  ['a certificate of nobody known', 'certificate', shown('stranger')],
  ['a certificate that ends in days', 'certificate', shown('short')],
  ['a proxy that hands on another host name', 'reached', proxying({ host: 'another.example.jp' })],
  [
    'a proxy that says the name of the app whatever was asked',
    'host',
    [() => (handsOn = { host: new URL(origin).host }), () => (handsOn = {})],
  ],
  ['a proxy that takes HSTS away', 'hsts', proxying({ without: 'strict-transport-security' })],
  [
    'no backup for days',
    'backup',
    sql(`update upkeep set at = now() - interval '8 days' where what = 'backup'`, `update upkeep set at = now() where what = 'backup'`),
  ],
  [
    'a database from npm start',
    'demo',
    sql(`insert into installation values ('demo', 'done')`, `delete from installation where name = 'demo'`),
  ],
  ['a clock set forward', 'demo', sql(`insert into training_clock values (1, interval '1 day', now())`, 'delete from training_clock')],
  ['a wall that was taken away', 'walls', sql('alter table act no force row level security', 'alter table act force row level security')],
  ['a right that was given', 'walls', sql('grant select on totp to yorisoi_worker', 'revoke select on totp from yorisoi_worker')],
  [
    'a migration of another version',
    'migrations',
    sql(`insert into migration (timestamp, name) values (1, 'Newer9')`, `delete from migration where name = 'Newer9'`),
  ],
  ['an account that may do everything', 'account-powerful', sql('alter role yorisoi_api superuser', 'alter role yorisoi_api nosuperuser')],
  ['an account that cannot sign in', 'account', sql('alter role yorisoi_api nologin', 'alter role yorisoi_api login')],
  [
    'jobs nobody does',
    'worker-jobs',
    sql(
      `insert into outbox (id, job, subject_id, created_at) values ('00000000-0000-4000-8000-000000000001', 'x', '00000000-0000-4000-8000-000000000001', now() - interval '1 hour')`,
      'delete from outbox',
    ),
  ],
  [
    'an app with the account of another',
    'connection',
    [() => writeSettings('family', { DATABASE_URL: urls.console }), () => writeSettings('family')],
  ],
  [
    'two accounts with one password',
    'passwords',
    [() => writeSettings('family', { DATABASE_URL: urls.console }), () => writeSettings('family')],
  ],
  ['a setting an app would refuse', 'settings', settings('api', { YORISOI_ORIGIN: 'http://a.example.jp' })],
  ['a mail server that is not there', 'mail', settings('worker', { SMTP_URL: 'smtp://127.0.0.1:9' })],
  [
    'a copy of another key ring',
    'ring-copy',
    [() => writeFileSync(at('elsewhere/ring.json'), '{}'), () => copyFileSync(at('ring.json'), at('elsewhere/ring.json'))],
  ],
  ['a key ring others can read', 'ring', [() => chmodSync(at('ring.json'), 0o644), () => chmodSync(at('ring.json'), 0o600)]],
])('finds %s', async (_, check, [change, undo]) => {
  await change();
  try {
    const { code, bad } = await doctor();
    expect(bad).toContain(check);
    expect(code).toBe(1);
  } finally {
    await undo();
  }
});

it('finds at once: an app set up for trying, another app with another key ring, one whose is nowhere, links that lead elsewhere, a password that is the name of its account, a right of a stranger, a trigger that forbids nothing, a copy that a trial left', async () => {
  writeFileSync(at('elsewhere/old.json'), '{}', { mode: 0o600 });
  writeSettings('family', { YORISOI_MODE: 'solo', YORISOI_ORIGIN: 'http://127.0.0.1:4101', YORISOI_KEY_RING: '/nowhere/ring.json' });
  writeSettings('worker', { YORISOI_KEY_RING: at('elsewhere/old.json'), YORISOI_COMMITTEE_ORIGIN: 'https://elsewhere.example.jp' });
  writeSettings('api', { DATABASE_URL: Object.assign(new URL(urls.api), { password: 'yorisoi_api-yorisoi_api' }).href });
  await admin.query('create role stranger; grant select on act to stranger; alter table act disable trigger act_append_only');
  await admin.query('create database yorisoi_drill_0');
  try {
    const { told } = await doctor();
    const bad = (check: string) => told.filter((one) => one.check === check && one.level === 'bad').map(({ en }) => en);
    expect(bad('mode')).toEqual([expect.stringContaining('family')]);
    expect(bad('ring')).toHaveLength(2);
    expect(bad('disk')).toEqual([expect.stringContaining('/nowhere')]);
    expect(bad('links').sort()).toEqual([
      expect.stringMatching(/^worker: YORISOI_COMMITTEE_ORIGIN/),
      expect.stringMatching(/^worker: YORISOI_FAMILY_ORIGIN/),
    ]);
    expect(bad('passwords')).toHaveLength(1);
    expect(bad('walls')).toEqual([expect.stringMatching(/grant stranger: select on act/)]);
    expect(bad('walls')[0]).toContain('act_append_only');
    expect(bad('drill-left')).toEqual([expect.stringContaining('yorisoi_drill_0')]);
  } finally {
    await admin.query('revoke select on act from stranger; drop role stranger; alter table act enable trigger act_append_only');
    await admin.query('drop database yorisoi_drill_0');
    for (const name of accounts) writeSettings(name);
  }
});

it('finds that the folder it was told is not there, or a file in it cannot be read, and takes no word it does not know', async () => {
  const of = (...args: string[]) => runProgram('libs/operations/doctor.main.ts', args, { DATABASE_URL: server.url });
  expect(await of('--settings', at('settigns'))).toMatchObject({ code: 1, said: expect.stringContaining('settigns') as string });
  mkdirSync(at('odd/console.env'), { recursive: true });
  expect(await of('--settings', at('odd'))).toMatchObject({ code: 1, said: expect.stringContaining('console.env') as string });
  for (const args of [
    ['--setings', at('settings')],
    ['--json', 'more'],
  ])
    expect(await of(...args)).toMatchObject({ code: 1 });
});

it('mentions settings of an account under which values get into the log', async () => {
  await admin.query(`alter role yorisoi_family set log_statement = 'all'`);
  const { told } = await doctor();
  await admin.query('alter role yorisoi_family reset log_statement');
  expect(told.find(({ check }) => check === 'logging')).toMatchObject({
    level: 'warn',
    en: expect.stringContaining('log_statement=all') as string,
  });
});

it('finds a server that asks nobody for a password', async () => {
  const { cluster } = readJson<Keys>(keysFile(at('server')))!;
  const hba = path.join(cluster, 'pg_hba.conf');
  const before = readFileSync(hba, 'utf8');
  writeFileSync(hba, before.replaceAll('scram-sha-256', 'trust'));
  await admin.query('select pg_reload_conf()');
  try {
    await until('the server has read it', async () => (await doctor()).bad.includes('password-asked'), 20_000);
  } finally {
    writeFileSync(hba, before);
    await admin.query('select pg_reload_conf()');
  }
});

it('finds a copy of the key ring that lies beside it, and what it was not told of it only mentions', async () => {
  copyFileSync(at('ring.json'), at('beside.json'));
  expect((await doctor(['--ring-copy', at('beside.json')])).bad).toEqual(['ring-copy']);
  const { told, code } = await doctor([]);
  expect(told.find(({ check }) => check === 'ring-copy')?.level).toBe('warn');
  expect(code).toBe(0);
});

it('says of a database that is not there that it could not look, and goes on', async () => {
  const { bad, told } = await doctor([], 'postgres://u:geheim@127.0.0.1:9/none');
  expect(bad).toEqual(expect.arrayContaining(['database']));
  expect(told.some(({ check }) => check === 'certificate')).toBe(true);
  expect(JSON.stringify(told)).not.toContain('geheim');
});
