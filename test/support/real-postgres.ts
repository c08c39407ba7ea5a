import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { freePort } from '../../apps/solo/ports.js';
import { accountFor } from '../../apps/solo/postgres/account.js';
import { postgresEnvironment } from '../../apps/solo/postgres/cluster.js';
import { stopServer } from '../../apps/solo/postgres/orphan.js';
import { startServer } from '../../apps/solo/postgres/server.js';

export interface RealPostgres {
  /** What a person would write into DATABASE_URL: an empty database of an account that may make roles. */
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

const installed = '/usr/lib/postgresql';

/** The newest PostgreSQL the system has, 15 or newer; its folder with bin. */
function ofTheSystem(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed).map(Number).filter((version) => version >= 15) : [];
  const found = versions.sort((a, b) => b - a).map((version) => path.join(installed, String(version)));
  return found.find((folder) => existsSync(path.join(folder, 'bin/initdb')));
}

/** A server as an operator would set it up, of the system where there is one, else one of ours started apart from the house. */
export async function startRealPostgres(): Promise<RealPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-real-postgres-'));
  chmodSync(folder, 0o755);
  const binaries = ofTheSystem();
  if (binaries) return systemServer(folder, binaries);
  const server = await startEmbeddedPostgres({ data: folder, elsewhere: path.join(folder, 'elsewhere'), keep: false });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, version: 'embedded', stop };
}

async function systemServer(folder: string, binaries: string): Promise<RealPostgres> {
  const account = accountFor(path.join(folder, 'postgres'));
  if (account) chownSync(folder, account.uid, account.gid);
  const cluster = path.join(folder, 'postgres');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, 'operator', { mode: 0o644 });
  const made = spawnSync(path.join(binaries, 'bin/initdb'), ['-D', cluster, '-U', 'operator', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], {
    ...account,
    cwd: '/',
    env: postgresEnvironment,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const child = await startServer({ binaries, cluster, account, port, logFile: path.join(folder, 'server.log'), settings: [] });
  const superuser = `postgres://operator:operator@127.0.0.1:${port}/postgres`;
  await say(superuser, `create role yorisoi_owner login createrole createdb password 'given'`);
  await say(superuser, 'create database yorisoi owner yorisoi_owner');
  const stop = async () => {
    await stopServer(child.pid!);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://yorisoi_owner:given@127.0.0.1:${port}/yorisoi`, version: path.basename(binaries), stop };
}

async function say(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
