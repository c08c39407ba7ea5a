import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { ensureAccounts, ownerAddress, runMigrations } from '#lib/database';
import { type Asks, type NewEntry, append, canonical, emptyHead, groundOf, link } from '#lib/journal';
import { newId } from '#lib/kernel';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { type Leaf, drawerOf, drawers, emptyDrawer, leafHash, merkle, rootHash } from '../../libs/journal/domain/seal.js';

/** What chaining costs beside a bare insert of the same rows, and how long the outside tool is at 1,000,000 entries and with how much memory. */
const entries = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const perChain = 1_000;
const rootsMade = 30;
const transactions = 400;
const rounds = 7;
const limits = { ratio: 1.3, seconds: 60, heap: 24 };
const tool = path.join(__dirname, '../../../libs/journal/verify/yorisoi-verify.mjs');
const person = newId();

/** The hour before the root that will seal it. */
const writtenAt = (n: number): Date => new Date(sealedOn(sealedAt.findIndex((last) => n < last) + 1).getTime() - 3_600_000 + n);
const sealedAt = Array.from({ length: rootsMade }, (_, n) => Math.ceil(((n + 1) * perChain) / rootsMade));
const sealedOn = (root: number): Date => new Date(Date.UTC(2026, 2, 9 + root));

const today = Date.now();
/** Of today: the database takes no other from an app. */
const entryOf = (caseId: string, n: number, at = new Date(today + n)): NewEntry => {
  const who = { personId: person, role: 'founder', organisationId: person, zone: 'console', ground: groundOf('founder') };
  return { caseId, at, content: { at: at.toISOString(), event: 'read', ...who, facts: { what: 'case-page', n } } };
};

const bareInsert = `insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
  select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[])`;

/** The same transactions, with the rows worked out before the clock runs; by the owner, since no app may insert them. */
async function bare(client: Client, each: number): Promise<number> {
  const chain = newId();
  const all = Array.from({ length: transactions * each }, (_, n) => entryOf(chain, n));
  const links = link(
    emptyHead,
    all.map(({ content }) => canonical(content)),
  );
  const began = performance.now();
  for (let at = 0; at < all.length; at += each) {
    const rows = links.slice(at, at + each);
    await client.query('begin');
    await client.query(bareInsert, [
      rows.map(() => chain),
      rows.map(({ seq }) => seq),
      all.slice(at, at + each).map((one) => one.at.toISOString()),
      rows.map(() => chain),
      rows.map(({ content }) => content),
      rows.map(({ previousHash }) => previousHash),
      rows.map(({ hash }) => hash),
    ]);
    await client.query('commit');
  }
  return performance.now() - began;
}

async function ours(client: Client, each: number): Promise<number> {
  const chain = newId();
  const all = Array.from({ length: transactions * each }, (_, n) => entryOf(chain, n));
  const asks: Asks = {
    query: async <T>(sql: string, params: readonly unknown[] = []) => (await client.query(sql, [...params])).rows as T[],
  };
  const began = performance.now();
  for (let at = 0; at < all.length; at += each) {
    await client.query('begin');
    await append(asks, all.slice(at, at + each));
    await client.query('commit');
  }
  return performance.now() - began;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function measureAppend(ownerUrl: string, url: string): Promise<void> {
  const four = (connectionString: string) => Array.from({ length: 4 }, () => new Client({ connectionString }));
  const [owners, clients] = [four(ownerAddress(ownerUrl)), four(url)];
  for (const client of [...owners, ...clients]) await client.connect();
  for (const [lanes, each] of [
    [1, 1],
    [1, 3],
    [4, 1],
  ] as const) {
    const ratios: number[] = [];
    let [plain, chained] = [0, 0];
    for (let round = 0; round <= rounds; round++) {
      const lane = (of: readonly Client[], doing: typeof bare) => Promise.all(of.slice(0, lanes).map((client) => doing(client, each)));
      plain = Math.max(...(await lane(owners, bare)));
      chained = Math.max(...(await lane(clients, ours)));
      if (round > 0) ratios.push(chained / plain); // The first round warms the server up.
    }
    const micros = (milliseconds: number) => ((milliseconds / transactions) * 1000).toFixed(0);
    console.log(
      `append, ${each} ${each === 1 ? 'entry' : 'entries'} a transaction, ${lanes} at once: ratio ${median(ratios).toFixed(2)} (target <= ${limits.ratio}; last round ${micros(plain)} and ${micros(chained)} µs a transaction)`,
    );
  }
  for (const client of [...owners, ...clients]) await client.end();
}

/** An export as the house writes it, with roots over all chains at so many moments; answers the last root. */
async function writeExport(file: string, count: number): Promise<string> {
  const chains = Array.from({ length: Math.ceil(count / perChain) }, newId).sort();
  const linksOf = (chain: string) =>
    link(
      emptyHead,
      Array.from({ length: perChain }, (_, n) => canonical(entryOf(chain, n, writtenAt(n)).content)),
    );
  const leaves: Leaf[][] = sealedAt.map(() => []);
  for (const chain of chains) {
    const links = linksOf(chain);
    for (const [n, seq] of sealedAt.entries()) leaves[n]!.push({ chain, seq, hash: links[seq - 1]!.hash });
  }
  const to = createWriteStream(file);
  const write = async (...rows: object[]) => {
    if (!to.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(to, 'drain');
  };
  await write({ yorisoi: 'journal', format: 2, scope: 'all' });
  let previous = '';
  for (const [n, sealed] of leaves.entries()) {
    const inside = new Map<number, string[]>();
    for (const leaf of sealed) inside.set(drawerOf(leaf.chain), [...(inside.get(drawerOf(leaf.chain)) ?? []), leafHash(leaf)]);
    const tree = merkle(Array.from({ length: drawers }, (_, drawer) => (inside.has(drawer) ? merkle(inside.get(drawer)!) : emptyDrawer)));
    const root = { no: n + 1, madeAt: sealedOn(n + 1).toISOString(), previous, tree };
    previous = rootHash(root);
    await write({ root: { ...root, hash: previous } }, ...sealed.map((leaf) => ({ leaf })));
  }
  for (const chain of chains) {
    const links = linksOf(chain);
    await write({ chain, seq: perChain, hash: links.at(-1)!.hash });
    await write(...links.map(({ seq, content, previousHash, hash }) => ({ seq, content, hash, previous: previousHash })));
  }
  await write({ end: { chains: chains.length, entries: chains.length * perChain, roots: rootsMade } });
  to.end();
  await once(to, 'finish');
  return previous;
}

interface Stats {
  readonly seconds: number;
  /** The most the process took. */
  readonly megabytes: number;
  readonly heap: number;
}
async function verified(file: string, root: string, node: readonly string[] = []): Promise<Stats> {
  const { stdout } = await promisify(execFile)(process.execPath, [...node, tool, file, '--root', root, '--stats'], { env: {} });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Stats;
}

async function measureVerifying(folder: string): Promise<void> {
  for (const count of [entries / 10, entries]) {
    const file = path.join(folder, 'export.jsonl');
    const root = await writeExport(file, count);
    const size = `${count.toLocaleString('en')} entries in ${(count / perChain).toLocaleString('en')} chains under ${rootsMade} roots`;
    const freely = await verified(file, root);
    const target = count === entries ? ` (target <= ${limits.seconds} s)` : '';
    console.log(`verifying ${size}: ${freely.seconds.toFixed(1)} s${target}, ${freely.megabytes.toFixed(0)} MB`);
    // What Node takes when nobody limits it is not yet collected rather than kept; a small heap shows what has to be kept.
    const tight = await verified(file, root, [`--max-old-space-size=${limits.heap}`, '--max-semi-space-size=1']);
    console.log(
      `the same with a heap of at most ${limits.heap} MB: ${tight.seconds.toFixed(1)} s, ${tight.megabytes.toFixed(0)} MB, of it heap at the end ${tight.heap.toFixed(0)} MB`,
    );
  }
}

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-bench-'));
  chmodSync(data, 0o711); // PostgreSQL runs as another account where we are root.
  const server = await startEmbeddedPostgres({ data });
  try {
    await runMigrations(server.url);
    await measureAppend(server.url, (await ensureAccounts(server.url)).console);
    await measureVerifying(data);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
