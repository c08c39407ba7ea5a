import { exitOnBadConfig, loadConfig } from '#lib/config';
import { accountName, accounts } from '#lib/database';
import { config as configWords } from '#lib/texts';
import { drill, restoreBackup } from './backup/restore.js';
import { both, failed } from './say.js';

/** `npm run restore -- FILE [--drill]`: as the owner of an empty database; with --drill, as the owner of the one in use, which stays as it is. */
async function main(args: readonly string[]): Promise<void> {
  const [file, how, ...more] = args;
  if (file === undefined || more.length > 0 || (how !== undefined && how !== '--drill')) {
    console.error(both('usageRestore'));
    process.exitCode = 1;
    return;
  }
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  if (how === '--drill') {
    const { rows, tables } = await drill(databaseUrl, file);
    return console.log(both('drilled', { rows, tables }));
  }
  const { rows, tables, applied } = await restoreBackup(databaseUrl, file);
  const newer = applied.length > 0 ? [both('applied', { names: applied.join(', ') })] : [];
  const passwords = accounts.map((account) => configWords.accounts.example(accountName(account)));
  console.log([both('restored', { rows, tables }), ...newer, both('asItWas'), both('accounts'), ...passwords].join('\n'));
}

main(process.argv.slice(2)).catch(failed);
