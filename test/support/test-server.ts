import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { readJson, writeWhole } from '../../apps/solo/files.js';
import { type Lock, takeLock } from '../../apps/solo/lock.js';
import { isAlive, stopServer } from '../../apps/solo/postgres/orphan.js';

/**
 * One PostgreSQL for all test files of a run, and of runs at the same time. It is started by the first file that asks
 * and stopped when the last run leaves; one left behind by a killed run is used again.
 */
const folder = path.resolve(__dirname, '../../.tmp/test-postgres');
const stateFile = path.join(folder, 'server.json');
const runs = path.join(folder, 'runs');
/** Process of the test runner; its workers inherit the variable from test/support/setup.cjs. */
const run = (): string => process.env['YORISOI_TEST_RUN'] ?? String(process.pid);

interface Server {
  readonly url: string;
  readonly pid: number;
}

/** A server of our own, or the one TEST_DATABASE_URL names (15 or newer; an account that may make databases and roles). */
export async function testServer(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return given;
  return alone(async () => {
    mkdirSync(runs, { recursive: true });
    writeFileSync(path.join(runs, run()), '');
    const known = readJson<Server>(stateFile);
    if (known && (await answers(known))) return known.url;
    const server = await started().catch(() => {
      rmSync(path.join(folder, 'data'), { recursive: true, force: true }); // Without fsync a crash may leave it broken.
      return started();
    });
    await dropLeftOver(server.url);
    writeWhole(stateFile, JSON.stringify({ url: server.url, pid: server.pid } satisfies Server));
    return server.url;
  });
}

const started = () =>
  startEmbeddedPostgres({
    data: path.join(folder, 'data'),
    elsewhere: path.join(os.tmpdir(), 'yorisoi-test'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
    keep: false,
  });

/** Databases of a run that was killed. */
async function dropLeftOver(url: string): Promise<void> {
  const client = new Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(`select datname from pg_database where datname ~ '^test_[0-9a-f]{12}$'`);
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  await client.end();
}

/** The run is over: the server stops unless another run still uses it. */
export async function leaveTestServer(): Promise<void> {
  await alone(async () => {
    rmSync(path.join(runs, run()), { force: true });
    mkdirSync(runs, { recursive: true });
    if (readdirSync(runs).some((other) => isAlive(Number(other)))) return;
    const known = readJson<Server>(stateFile);
    if (known && (await answers(known))) await stopServer(known.pid);
    rmSync(stateFile, { force: true });
  });
}

/** One process at a time; the others wait. */
export async function alone<T>(doing: () => Promise<T>): Promise<T> {
  let lock: Lock | undefined;
  for (const end = Date.now() + 120_000; !lock;) {
    try {
      lock = takeLock(folder, 'start.lock');
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
  try {
    return await doing();
  } finally {
    lock.giveBack();
  }
}

async function answers({ url, pid }: Server): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
