import { Client } from 'pg';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { config as words } from '#lib/texts';
import { loadReference } from './reference/load.js';

/** `npm run db:seed`, as the owner of the database: the reference data, as often as wanted. Demo data is for `npm start` alone. */
async function main(): Promise<void> {
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  const client = new Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await loadReference((sql, params) => client.query(sql, params));
    console.log(words.seeded);
  } catch (error) {
    console.error(words.notSeeded);
    console.error(String(error));
    process.exitCode = 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}

void main();
