import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, type Options, startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { isAlive } from '../../apps/solo/postgres/orphan.js';

jest.setTimeout(60_000);

const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-postgres-'));
chmodSync(folder, 0o711);
const elsewhere = path.join(folder, 'elsewhere');
const running: EmbeddedPostgres[] = [];
const said: string[] = [];

const start = async (data: string, more: Partial<Options> = {}): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ data, elsewhere, say: (code) => said.push(code), ...more });
  running.push(postgres);
  return postgres;
};

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

const until = async (truth: () => Promise<boolean> | boolean): Promise<void> => {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) if (await truth()) return;
  throw new Error('waited in vain');
};

beforeEach(() => said.splice(0));
afterAll(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()));
  rmSync(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  const data = path.join(folder, 'one');
  let postgres: EmbeddedPostgres;

  it('starts in an empty folder, for an owner that is no superuser', async () => {
    postgres = await start(data);
    await ask(postgres.url, 'create table kept (n int); insert into kept values (1)');
    expect(await ask(postgres.url, 'select rolsuper, rolcreaterole from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolcreaterole: true },
    ]);
  });

  it('orders Japanese as Japanese and sees trigrams in it', async () => {
    const [order] = await ask<{ order: string }>(
      postgres.url,
      `select string_agg(t, '' order by t) as order from unnest(array['亜','ア','b','あ','a']) t`,
    );
    expect(order?.order).toBe('abあア亜');
    await ask(postgres.url, 'create extension pg_trgm');
    const [found] = await ask<{ alike: number }>(postgres.url, `select similarity('いじめ対策委員会', 'いじめ防止対策') as alike`);
    expect(found?.alike).toBeGreaterThan(0.1);
  });

  it('asks for a password and listens nowhere but on 127.0.0.1', async () => {
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(await ask(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(readFileSync(path.join(postgres.cluster, 'postmaster.pid'), 'utf8').split('\n')[4]).toBe('');
  });

  it('keeps its passwords in a file only its owner reads', () => {
    const file = path.join(data, 'postgres.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ port: Number(new URL(postgres.url).port) });
  });

  it('does not run as root', () => {
    const owner = statSync(postgres.cluster).uid;
    expect(owner).not.toBe(0);
    expect(statSync(`/proc/${postgres.pid}`).uid).toBe(owner);
  });

  it('comes back by itself on the same address after kill -9, with what was committed', async () => {
    const before = postgres.pid;
    process.kill(before, 'SIGKILL');
    await until(async () => postgres.pid !== before && (await ask(postgres.url, 'select 1').catch(() => [])).length === 1);
    expect(await ask(postgres.url, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(said).toEqual(expect.arrayContaining(['postgres-died', 'postgres-restarted']));
  });

  it('stops when told, and leaves nothing behind', async () => {
    const { pid, cluster } = postgres;
    await postgres.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false);
  });

  it('keeps its data over a stop, and stops the server an earlier start left running', async () => {
    const orphan = await start(data, { keep: false });
    await ask(orphan.url, 'insert into kept values (2)');
    const next = await start(data);
    expect(said).toContain('orphan-stopped');
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await ask(next.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    await next.stop();
  });

  it('is not led astray by a process number that now belongs to another program', async () => {
    const killed = await start(data, { keep: false });
    const { pid, cluster } = killed;
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    writeFileSync(path.join(cluster, 'postmaster.pid'), [String(process.pid), ...lines.slice(1)].join('\n'));
    const next = await start(data);
    expect(said).not.toContain('orphan-stopped');
    expect(await ask(next.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    await next.stop();
  });

  it('gives up with a reason when the server cannot come back', async () => {
    const lost: Error[] = [];
    const doomed = await start(path.join(folder, 'doomed'), { onLost: (why) => lost.push(why), firstWaitMs: 5 });
    rmSync(path.join(doomed.cluster, 'global'), { recursive: true });
    process.kill(doomed.pid, 'SIGKILL');
    await until(() => lost.length > 0);
    expect(lost[0]).toMatchObject({ code: 'postgres-keeps-dying' });
  });

  it('names a cluster whose password file is gone', async () => {
    rmSync(path.join(data, 'postgres.json'));
    await expect(start(data)).rejects.toMatchObject({ code: 'cluster-without-password' });
  });
});

it('keeps the cluster in a private home, unless PostgreSQL has to run as another account: then beside it, and says so', async () => {
  const home = path.join(folder, 'home');
  const data = path.join(home, '.data');
  mkdirSync(home, { mode: 0o700 });
  const first = await start(data);
  const isRoot = process.getuid?.() === 0;
  expect(first.cluster.startsWith(isRoot ? elsewhere : data)).toBe(true);
  expect(said.includes('cluster-elsewhere')).toBe(isRoot);
  await ask(first.url, 'create table kept (n int)');
  await first.stop();
  const second = await start(data);
  expect(await ask(second.url, 'select * from kept')).toEqual([]);
  await second.stop();
});
