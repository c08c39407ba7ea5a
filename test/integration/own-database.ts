import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Account, ensureAccounts, runMigrations } from '#lib/database';

export interface TestDatabase { readonly ownerUrl: string; readonly urls: Readonly<Record<Account, string>>; close(): Promise<void> }
export async function testDatabase(): Promise<TestDatabase> {
  const base = process.env['OWN_PG'] ?? 'postgres://postgres@127.0.0.1:55418';
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = async (sql: string) => { const c = new Client({ connectionString: `${base}/postgres` }); await c.connect(); await c.query(sql); await c.end(); };
  await admin(`create database ${name}`);
  const ownerUrl = `${base}/${name}`;
  await runMigrations(ownerUrl);
  const urls = await ensureAccounts(ownerUrl, () => 'x');
  return { ownerUrl, urls, close: () => admin(`drop database ${name} with (force)`) };
}
