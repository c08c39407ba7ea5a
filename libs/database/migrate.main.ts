import { config } from '#lib/texts';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { accountName, accounts } from './accounts.js';
import { DatabaseTooOld, runMigrations } from './migrate.js';

/** `npm run db:migrate`: as the owner of the database; says how to give the apps' accounts their passwords. */
async function main(): Promise<void> {
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  const words = config.accounts;
  try {
    const applied = await runMigrations(databaseUrl);
    console.log([words.applied(applied), '', words.heading, ...accounts.map((account) => words.example(accountName(account)))].join('\n'));
  } catch (error) {
    console.error(words.failed);
    console.error(error instanceof DatabaseTooOld ? words.tooOld(error.version) : String(error));
    process.exitCode = 1;
  }
}

void main();
