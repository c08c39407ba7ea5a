import { exitOnBadConfig, loadConfig } from '#lib/config';
import { makeBackup } from './backup/backup.js';
import { both, failed } from './say.js';

/** `npm run backup -- --out DIR`: as the owner of the database. */
async function main(args: readonly string[]): Promise<void> {
  const folder = args[0] === '--out' ? args[1] : undefined;
  if (folder === undefined || args.length > 2) {
    console.error(both('usageBackup'));
    process.exitCode = 1;
    return;
  }
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  const { file, tables, rows } = await makeBackup(databaseUrl, folder);
  console.log(`${both('made', { file, tables, rows })}\n${both('ring')}`);
}

main(process.argv.slice(2)).catch(failed);
