import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { Tx } from '#lib/database';
import { buildWeb } from '#lib/web';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { readJson } from '../../apps/solo/files.js';
import { type Keys, keysFile, superuser } from '../../apps/solo/postgres/cluster.js';
import { type House, type Kind, buildHouse, kinds } from './pages/house.js';
import { type Served, get, served } from './pages/http.js';

/**
 * What the walls cost: case page and list of the console with scope, row-level security and the entry of the read in the journal, beside the
 * same pages under an account that row-level security does not bind and without the entry, taking turns on one database.
 */
const size = Number(process.env['BENCH_CASES'] ?? 100_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1_000);
const warmUp = 50;
const limit = 1.6;

let journalling = true;
const { writeJournal } = Tx.prototype;
Tx.prototype.writeJournal = function (): Promise<void> {
  return journalling ? writeJournal.call(this) : Promise.resolve();
};

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-bench-'));
  chmodSync(data, 0o711); // PostgreSQL runs as another account where we are root.
  const server = await startEmbeddedPostgres({ data, elsewhere: path.join(data, 'elsewhere') });
  let house: House | undefined;
  let open: Served | undefined;
  try {
    house = await buildHouse(server.url, data, size);
    open = await openConsole(house, data);
    console.log(`filled: ${size.toLocaleString('en')} cases; ${rounds.toLocaleString('en')} requests each`);
    for (const kind of kinds) report(kind, await measure(kind, house, open));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await open?.app.close();
    await house?.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** The console once more, under an account with its rights that no policy binds. Only a superuser can make one. */
async function openConsole({ consoleUrl, keyRing }: House, data: string): Promise<Served> {
  const url = Object.assign(new URL(consoleUrl), { username: 'bench_open', password: 'bench' });
  const address = Object.assign(new URL(url), { username: superuser, password: readJson<Keys>(keysFile(data))!.superuserPassword });
  const client = new Client({ connectionString: address.href });
  await client.connect();
  await client.query(`create role bench_open login inherit bypassrls password 'bench'`);
  await client.query('grant yorisoi_console to bench_open');
  await client.end();
  const settings = { databaseUrl: url.href, keyRing, training: false, mode: 'solo', secureCookies: false } as const;
  return served(buildWeb({ ...pagesOfConsole, module: ConsoleModule.for(settings) }));
}

interface Times {
  readonly walled: number[];
  readonly open: number[];
}

async function measure(kind: Kind, house: House, open: Served): Promise<Times> {
  const times: Times = { walled: [], open: [] };
  const subjects = house.subjects[kind];
  for (let round = -warmUp; round < rounds; round++) {
    const { url } = subjects[(round + warmUp) % subjects.length]!;
    const bare = Object.assign(new URL(url), { host: new URL(open.origin).host }).href;
    journalling = true;
    await get(url, house.cookie);
    const walled = house.took();
    journalling = false;
    await get(bare, house.cookie);
    if (round < 0) continue;
    times.walled.push(walled);
    times.open.push(open.took());
  }
  journalling = true;
  return times;
}

function report(kind: Kind, { walled, open }: Times): void {
  const ratio = median(walled) / median(open);
  console.log(
    `${kind}: median ${median(walled).toFixed(1)} ms, without ${median(open).toFixed(1)} ms; ratio ${ratio.toFixed(2)} (target <= ${limit})`,
  );
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
