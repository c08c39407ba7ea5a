import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { html } from '../../libs/web/http/render.js';
import { type House, type Kind, type Subject, buildHouse, kinds } from './pages/house.js';
import { weighFirstVisit } from './pages/first-visit.js';
import { get } from './pages/http.js';

/**
 * What a page of the console costs, asked for over HTTP and compressed, from the arrival of the request to the answer, beside the same SELECTs on one plain connection and the drawing of the same
 * components: at few and at many cases of one founder, taking turns, so that a busy machine is busy for all. And what the first visit of
 * the family's page weighs.
 */
const sizes = (process.env['BENCH_CASES'] ?? '1000,100000').split(',').map(Number);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1_000);
const warmUp = 50;
const limits = { ratio: 2, growth: 1.2, kilobytes: 30 };

type Times = Record<'page' | 'bare', number[]>;

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-bench-'));
  chmodSync(data, 0o711); // PostgreSQL runs as another account where we are root.
  const server = await startEmbeddedPostgres({ data, elsewhere: path.join(data, 'elsewhere') });
  const houses = new Map<number, House>();
  try {
    for (const size of sizes) {
      houses.set(size, await buildHouse(server.url, data, size));
      console.log(`filled: ${size.toLocaleString('en')} cases`);
    }
    const first = houses.get(sizes[0]!)!;
    const { kilobytes, files } = await weighFirstVisit(first.familyUrl, first.keyRing, first.relative);
    for (const kind of kinds) report(kind, await measure(kind, houses));
    const parts = files.map(([name, bytes]) => `${name} ${(bytes / 1_000).toFixed(1)}`).join(', ');
    console.log(`first visit of the family's page: ${kilobytes.toFixed(1)} kB compressed (${parts}), target <= ${limits.kilobytes} kB`);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    for (const house of houses.values()) await house.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measure(kind: Kind, houses: ReadonlyMap<number, House>): Promise<ReadonlyMap<number, Times>> {
  const times = new Map([...houses.keys()].map((size) => [size, { page: [], bare: [] } as Times]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [size, house] of houses) {
      const subjects = house.subjects[kind];
      const subject = subjects[(round + warmUp) % subjects.length]!;
      await get(subject.url, house.cookie);
      const page = house.took();
      const bare = await timed(() => drawBare(house, subject));
      if (round < 0) continue;
      times.get(size)!.page.push(page);
      times.get(size)!.bare.push(bare);
    }
  }
  return times;
}

async function drawBare({ bare, frame }: House, { statements, answer }: Subject): Promise<void> {
  for (const { text, values } of statements) await bare.query(text, [...values]);
  if (Buffer.from(html(frame, answer, () => undefined)).length < 1_000) throw new Error('the bare page is empty');
}

async function timed(doing: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await doing();
  return performance.now() - from;
}

function report(kind: Kind, times: ReadonlyMap<number, Times>): void {
  for (const [size, { page, bare }] of times) {
    const ratio = at(page, 0.5) / at(bare, 0.5);
    console.log(
      `${kind}, ${size.toLocaleString('en')} cases, ${page.length} requests: median ${ms(at(page, 0.5))}, p99 ${ms(at(page, 0.99))}; ` +
        `bare median ${ms(at(bare, 0.5))}, p99 ${ms(at(bare, 0.99))}; ratio ${ratio.toFixed(2)} (target <= ${limits.ratio})`,
    );
  }
  const p99 = [...times.values()].map(({ page }) => at(page, 0.99));
  console.log(
    `${kind}: p99 at ${sizes.at(-1)!.toLocaleString('en')} cases / p99 at ${sizes[0]!.toLocaleString('en')} cases ${(p99.at(-1)! / p99[0]!).toFixed(2)} (target <= ${limits.growth})`,
  );
}

const at = (times: readonly number[], part: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
const ms = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
