import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client, types } from 'pg';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { type Asks, exportAll, exportChain, extentOf } from '#lib/journal';
import { ownerAddress } from './owner-address.js';

const bigint = 20;
types.setTypeParser(bigint, Number);

/**
 * `npm run journal:export -- [--case <id> [--root <64 digits>]…] [--out <file>[.gz]]`: the journal as JSON Lines for `yorisoi-verify.mjs`, to
 * a file or to standard output. `--root`: a root somebody holds that is not the first of its day; the case is shown under it too. As the owner
 * of the database, or any account that reads the journal; it only reads, in one state of the database.
 */
async function main(args: readonly string[]): Promise<void> {
  const all = (name: string): string[] => args.filter((_, at) => args[at - 1] === name);
  const option = (name: string): string | undefined => all(name).at(-1);
  const [caseId, out] = [option('--case'), option('--out')];
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  const client = new Client({ connectionString: ownerAddress(databaseUrl), options: '-c idle_in_transaction_session_timeout=0' });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const asks: Asks = {
      query: async <T>(sql: string, params: readonly unknown[] = []) => (await client.query(sql, [...params])).rows as T[],
    };
    const lines = caseId === undefined ? exportAll(asks) : exportChain((piece) => piece(asks), await extentOf(asks, caseId, all('--root')));
    const to = out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 });
    if (out?.endsWith('.gz')) await pipeline(lines, createGzip(), to);
    else await pipeline(lines, to, { end: out !== undefined });
  } finally {
    await client.end();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
