import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type Account, ensureAccounts, runMigrations } from '#lib/database';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly urls: Readonly<Record<Account, string>>;
  close(): Promise<void>;
}

/** A database of its own, migrated, with its accounts open: on the server TEST_POSTGRES names, else on an embedded one made for it. */
export async function testDatabase(): Promise<TestDatabase> {
  const { ownerUrl, close } = process.env['TEST_POSTGRES'] ? await onServer(process.env['TEST_POSTGRES']) : await embedded();
  await runMigrations(ownerUrl);
  return { ownerUrl, urls: await ensureAccounts(ownerUrl, () => 'x'), close };
}

async function onServer(server: string): Promise<{ ownerUrl: string; close: () => Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const at = (database: string): string => Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const say = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: at('postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await say(`create database ${name}`);
  return { ownerUrl: at(name), close: () => say(`drop database ${name} with (force)`) };
}

async function embedded(): Promise<{ ownerUrl: string; close: () => Promise<void> }> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-test-'));
  chmodSync(data, 0o711);
  const server = await startEmbeddedPostgres({ data, elsewhere: path.join(data, 'elsewhere'), settings: ['fsync=off'] });
  const close = async (): Promise<void> => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { ownerUrl: server.url, close };
}
