import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { ensureAccounts, runMigrations } from '../../libs/database/index.js';
export async function freshDatabase() {
  const base = process.env['DEV_PG']!;
  const name = `t_${randomBytes(5).toString('hex')}`;
  const c = new Client({ connectionString: base });
  await c.connect();
  await c.query(`create database ${name}`);
  await c.end();
  const url = new URL(base);
  url.pathname = name;
  await runMigrations(url.href);
  const urls = await ensureAccounts(url.href, () => 'secret');
  return { ownerUrl: url.href, urls, drop: async () => undefined };
}
