import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { ensureAccounts, ownerAddress, runMigrations } from '#lib/database';
import { makeKeyRing } from '#lib/vault';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { appsOn, webApps } from '../support/four-apps.js';
import { type Attempt, attemptsOn, recordWays, waysOf } from '../support/ways.js';

/**
 * What whoever nobody knows can make an app do with one request: on every way of every app, with what is usual and what is hostile, the milliseconds
 * of processor of the app and the bytes that go out, beside a bare 404. Passwords are checked by a hash that is meant to cost, and stand apart.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const limit = 50;
const dearest = 5;

interface Cost {
  readonly what: string;
  readonly milliseconds: number;
  readonly bytes: number;
  readonly hashes: boolean;
}

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-bench-'));
  chmodSync(data, 0o711); // PostgreSQL runs as another account where we are root.
  const server = await startEmbeddedPostgres({ data, elsewhere: path.join(data, 'elsewhere') });
  const keyRing = path.join(data, 'key-ring.json');
  try {
    const apps = await appsOn(await demoOn(server.url, keyRing), keyRing, { prepare: recordWays, log: () => undefined });
    for (const name of webApps) report(name, await costsOf(apps[name], name === 'api'));
    for (const app of Object.values(apps)) await app.close();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function demoOn(url: string, keyRing: string) {
  await runMigrations(url);
  await makeKeyRing({ databaseUrl: url, keyRing }, 'bench');
  const accounts = await ensureAccounts(url, () => 'bench');
  const owner = new Client({ connectionString: ownerAddress(url) });
  await owner.connect();
  await loadReference((sql, params) => owner.query(sql, params)).finally(() => owner.end());
  await seedDemo({ databaseUrl: url, keyRing });
  return accounts;
}

async function costsOf(app: NestFastifyApplication, isApi: boolean): Promise<readonly Cost[]> {
  const costs: Cost[] = [await cost(app, 'a bare 404', { name: 'plain', asked: { method: 'GET', url: '/nobody/knows/this' } })];
  for (const way of await waysOf(app))
    for (const attempt of attemptsOn(way, isApi)) costs.push(await cost(app, `${way.method} ${way.url}, ${attempt.name}`, attempt));
  return costs;
}

let asked = 0;
/** Each time from another address, so that nothing is slowed down. The dearest round is left out: it is the machine's. */
async function cost(app: NestFastifyApplication, what: string, { asked: request }: Attempt): Promise<Cost> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = -1; round < rounds; round += 1) {
    const from = process.cpuUsage();
    const answer = await app.inject({ ...request, remoteAddress: `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}` });
    const { user, system } = process.cpuUsage(from);
    bytes = answer.rawPayload.length;
    if (round >= 0) times.push((user + system) / 1_000);
  }
  const milliseconds = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { what, milliseconds, bytes, hashes: /^POST \/sign-in,/.test(what) };
}

function report(name: string, [bare, ...costs]: readonly Cost[]): void {
  const inOrder = costs.filter(({ hashes }) => !hashes).sort((a, b) => b.milliseconds - a.milliseconds);
  console.log(`${name}: ${costs.length} attempts; ${lineOf(bare!)}; target <= ${limit} ms`);
  for (const one of inOrder.slice(0, dearest))
    console.log(`  ${lineOf(one)}, ${(one.milliseconds / bare!.milliseconds).toFixed(1)} times the 404`);
  for (const one of costs.filter(({ hashes }) => hashes)) console.log(`  with the hash of a password: ${lineOf(one)}`);
  const above = inOrder.filter(({ milliseconds }) => milliseconds > limit);
  console.log(above.length === 0 ? '  none above the target' : `  above the target: ${above.map(({ what }) => what).join('; ')}`);
}

const lineOf = ({ what, milliseconds, bytes }: Cost): string =>
  `${what}: ${milliseconds.toFixed(1)} ms, ${bytes.toLocaleString('en')} bytes`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
