import { existsSync, mkdirSync, mkdtempSync, chmodSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { readJson } from '../../apps/solo/files.js';
import { listeners, refuseTakenPorts } from '../../apps/solo/origins.js';
import { freePort } from '../../apps/solo/ports.js';
import { isAlive } from '../../apps/solo/postgres/orphan.js';
import { redisIsHere, startRedis } from '../support/redis.js';
import { childrenOf, ready, type RunningSolo, startSolo } from '../support/solo.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-solo-'));
chmodSync(folder, 0o711);
const data = path.join(folder, 'data');
let base: number;
let env: Record<string, string>;
let solo: RunningSolo;
const begun: RunningSolo[] = [];

const start = (more: Record<string, string> = {}): RunningSolo => {
  const one = startSolo({ ...env, ...more });
  begun.push(one);
  return one;
};
const child = (of: RunningSolo, name: string): { pid: number; command: string } =>
  childrenOf(of.process.pid!).find(({ command }) => command.includes(name))!;
const serves = async (offset: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${base + offset}/health`).catch(() => undefined))?.ok === true;
const allServe = async (): Promise<boolean> => (await Promise.all([0, 1, 2, 3, 4].map(serves))).every(Boolean);
const accountsFile = path.join(data, 'demo-accounts.json');
const stopped = async (one: RunningSolo, signal: NodeJS.Signals): Promise<number | string> => {
  one.process.kill(signal);
  return one.ended;
};

/** Six free ports in a row, below those the system gives to outgoing connections. */
async function freeBase(): Promise<number> {
  for (;;) {
    const at = 10_000 + Math.floor(Math.random() * 20_000);
    if (
      await refuseTakenPorts(at).then(
        () => true,
        () => false,
      )
    )
      return at;
  }
}

beforeAll(async () => {
  base = await freeBase();
  env = { YORISOI_DATA: data, YORISOI_PORT_BASE: String(base) };
});
afterAll(async () => {
  for (const { process } of begun) if (process.exitCode === null && process.signalCode === null) process.kill('SIGTERM');
  await Promise.all(begun.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start on an empty machine', () => {
  it('starts everything and prints where it is and who can sign in', async () => {
    solo = start();
    await ready(solo);
    expect(await allServe()).toBe(true);
    for (const at of [0, 1, 2, 3, 4]) expect(solo.text()).toContain(`http://127.0.0.1:${base + at}`);
    const { accounts, apiTokens } = readJson<{ accounts: Record<string, string>[]; apiTokens: Record<string, string>[] }>(accountsFile)!;
    for (const account of accounts) {
      expect(Object.keys(account)).toEqual(['app', 'url', 'email', 'password', 'role', 'organisation']);
      expect(account['url']).toBe(`http://127.0.0.1:${base + listeners.indexOf(account['app'] as 'console')}`);
      expect(solo.text()).toContain(account['password']);
    }
    for (const token of apiTokens) expect(Object.keys(token)).toEqual(['token', 'role', 'organisation']);
    expect(new Set(accounts.map((account) => account['app']))).toEqual(new Set(['console', 'family', 'committee']));
    expect(new Set(apiTokens.map((token) => token['role']))).toEqual(
      expect.objectContaining(new Set(['founder', 'school', 'committeeMember', 'secretariat', 'prefecture', 'reader'])),
    );
    expect(statSync(accountsFile).mode & 0o777).toBe(0o600);
  });

  it('listens on 127.0.0.1 and nowhere else', () => {
    const ours = new Set([solo.process.pid!, ...childrenOf(solo.process.pid!).map(({ pid }) => pid)]);
    const sockets = new Set([...ours].flatMap((pid) => (existsSync(`/proc/${pid}/fd`) ? socketsOf(pid) : [])));
    const addresses = ['tcp', 'tcp6'].flatMap((kind) => listening(kind)).filter(({ inode }) => sockets.has(inode));
    expect(addresses.length).toBeGreaterThanOrEqual(7);
    expect(new Set(addresses.map(({ address }) => address))).toEqual(new Set(['0100007F']));
  });

  it('answers a second start on the same data with who runs and how to stop it', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.text()).toContain(`kill ${solo.process.pid}`);
    expect(await allServe()).toBe(true);
  });

  it('names the ports that are taken and a base that is free', async () => {
    const other = start({ YORISOI_DATA: path.join(folder, 'other') });
    expect(await other.ended).toBe(1);
    for (const name of listeners) expect(other.text()).toContain(String(base + listeners.indexOf(name)));
    expect(other.text()).toMatch(/YORISOI_PORT_BASE=\d+ npm start/);
  });

  it('lists every mistake in its settings', async () => {
    const wrong = start({ YORISOI_PORT_BASE: '99999999', DATABASE_URL: 'mysql://x', REDIS_URL: 'x', NODE_ENV: 'production' });
    expect(await wrong.ended).toBe(1);
    for (const name of ['YORISOI_PORT_BASE', 'DATABASE_URL', 'REDIS_URL', 'YORISOI_TRAINING']) expect(wrong.text()).toContain(`- ${name}:`);
  });

  it('names a data folder it cannot write to', async () => {
    const blocked = start({ YORISOI_DATA: path.join(accountsFile, 'below-a-file') });
    expect(await blocked.ended).toBe(1);
    expect(blocked.text()).toContain('ENOTDIR');
  });

  it('brings an app back that was killed, and says so', async () => {
    const { pid } = child(solo, '/apps/api/main.js');
    process.kill(pid, 'SIGKILL');
    await until('the api died', () => solo.text().includes('api died'));
    await until('the api is back', () => solo.text().includes('api runs again'));
    expect(child(solo, '/apps/api/main.js').pid).not.toBe(pid);
    expect(await serves(3)).toBe(true);
  });

  it('brings the database back that was killed, and the apps find it again', async () => {
    process.kill(child(solo, 'bin/postgres').pid, 'SIGKILL');
    await until('PostgreSQL is back', () => solo.text().includes('PostgreSQL runs again'));
    await until('the apps serve', allServe);
  });

  it('leaves no app behind when it is killed itself, and the next start cures the database and keeps the accounts', async () => {
    const left = childrenOf(solo.process.pid!);
    const postgres = child(solo, 'bin/postgres').pid;
    const accounts = readFileSync(accountsFile, 'utf8');
    expect(await stopped(solo, 'SIGKILL')).toBe('SIGKILL');
    expect(isAlive(postgres)).toBe(true);
    solo = start();
    await ready(solo);
    expect(solo.text()).toContain(`process ${postgres}`);
    for (const { pid } of left) expect([pid, isAlive(pid)]).toEqual([pid, false]);
    expect(readFileSync(accountsFile, 'utf8')).toBe(accounts);
  });

  it('makes the demo data anew when it was broken off half-way', async () => {
    const keys = readJson<{ ownerPassword: string; port: number }>(path.join(data, 'postgres.json'))!;
    const client = new Client({ connectionString: `postgres://yorisoi_owner:${keys.ownerPassword}@127.0.0.1:${keys.port}/yorisoi` });
    await client.connect();
    await client.query(`update installation set value = 'begun' where name = 'demo'`);
    await client.end();
    const accounts = readFileSync(accountsFile, 'utf8');
    expect(await stopped(solo, 'SIGTERM')).toBe(0);
    solo = start();
    await ready(solo);
    expect(solo.text()).toContain('broken off half-way');
    expect(readFileSync(accountsFile, 'utf8')).not.toBe(accounts);
  });

  it('stops everything on Ctrl-C, the database last, and ends with 0', async () => {
    const left = childrenOf(solo.process.pid!);
    expect(left).toHaveLength(7);
    expect(await stopped(solo, 'SIGINT')).toBe(0);
    for (const { pid } of left) expect([pid, isAlive(pid)]).toEqual([pid, false]);
    expect(solo.text()).toContain(data);
    const log = readFileSync(path.join(data, 'postgres.log'), 'utf8').trimEnd().split('\n');
    expect(log.at(-1)).toContain('database system is shut down');
    expect(log.slice(-12).join('\n')).not.toMatch(/terminating connection due to administrator command/);
    expect(readdirSync(data).filter((name) => name.startsWith('solo.lock'))).toEqual([]);
  });

  it('can be stopped while it is still starting', async () => {
    const early = start();
    await until('it has begun', () => early.text().includes('Preparing the database'));
    expect(await stopped(early, 'SIGTERM')).toBe(0);
    expect(readFileSync(path.join(data, 'postgres.log'), 'utf8').trimEnd().split('\n').at(-1)).toContain('database system is shut down');
  });
});

describe('npm start with a PostgreSQL and a queue that are already there', () => {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .map((version) => `/usr/lib/postgresql/${version}`)
        .find((at) => existsSync(`${at}/bin/postgres`))
    : undefined;

  it('uses them, makes the demo data there once, and refuses a database that is not its own', async () => {
    mkdirSync(path.join(folder, 'server'), { mode: 0o711 });
    const server = await startEmbeddedPostgres({ data: path.join(folder, 'server'), ...(debian ? { binaries: debian } : {}) });
    const redis = redisIsHere() ? await startRedis() : undefined;
    const given = { YORISOI_DATA: path.join(folder, 'given'), DATABASE_URL: server.url, ...(redis ? { REDIS_URL: redis.url } : {}) };
    try {
      const one = start(given);
      await ready(one);
      expect(await allServe()).toBe(true);
      expect(childrenOf(one.process.pid!).some(({ command }) => command.includes('postgres'))).toBe(false);
      expect(await stopped(one, 'SIGTERM')).toBe(0);
      const again = start(given);
      await ready(again);
      expect(again.text()).not.toContain('Making the demo data');
      expect(await stopped(again, 'SIGTERM')).toBe(0);

      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query('delete from installation');
      await client.end();
      const foreign = start(given);
      expect(await foreign.ended).toBe(1);
      expect(foreign.text()).toContain('records that npm start did not make');
    } finally {
      await server.stop();
      await redis?.stop();
    }
  });

  it('says which server it cannot reach, without the password', async () => {
    const port = await freePort();
    const lost = start({ YORISOI_DATA: path.join(folder, 'lost'), DATABASE_URL: `postgres://me:very-secret@127.0.0.1:${port}/none` });
    expect(await lost.ended).toBe(1);
    expect(lost.text()).toContain(`127.0.0.1:${port}/none`);
    expect(lost.text()).not.toContain('very-secret');
  });
});

const socketsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });

/** Rows of /proc/net/tcp in state 0A: somebody listens. */
const listening = (kind: string): { address: string; inode: string }[] =>
  readFileSync(`/proc/net/${kind}`, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A')
    .map((fields) => ({ address: fields[1]!.split(':')[0]!, inode: fields[9]! }));
