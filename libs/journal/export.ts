import { type Asks } from './asks.js';
import { type Head, type Link } from './domain/chain.js';
import { type Leaf } from './domain/seal.js';
import { proofAt } from './proofs.js';
import { type RootOfDay, rootsAfter } from './roots.queries.js';

const page = 1_000;
/** The outside tool takes this number; 2: an export of one chain holds every root, not those of days alone. */
const format = 2;
const line = (row: object): string => `${JSON.stringify(row)}\n`;

interface Count {
  chains: number;
  entries: number;
  roots: number;
}

/** A transaction for each piece that is read, or one for all of them. */
export type Reading = <T>(piece: (asks: Asks) => Promise<T>) => Promise<T>;

/** How far a chain has come, and what its head says of it. */
interface Reach extends Head {
  readonly chain: string;
  /** Number of the last entry that is there. */
  readonly last: number;
}

/** A chain as one transaction saw it: what is written out of it, however long that takes. */
export interface Extent extends Reach {
  /** Number of the newest root, and of the first that seals the chain; null where there is none. */
  readonly newest: number | null;
  readonly firstOver: number | null;
  /** Hashes of roots somebody holds: under each there is a proof, also where it is not the first of its day. */
  readonly held: readonly string[];
}

/**
 * The whole journal as lines of JSON, for the outside tool: roots with what they seal, then every chain with its entries. Read a page at a
 * time; `asks` must see one state of the database throughout (REPEATABLE READ).
 */
export async function* exportAll(asks: Asks): AsyncGenerator<string> {
  const count: Count = { chains: 0, entries: 0, roots: 0 };
  yield line({ yorisoi: 'journal', format, scope: 'all' });
  for await (const { ofDay: _, ...root } of everyRoot(asks)) {
    count.roots += 1;
    yield line({ root });
    for (const leaf of await leavesOf(asks, root.no)) yield line({ leaf });
  }
  for (const { chain } of await chainsIn(asks)) yield* chainLines((piece) => piece(asks), await reachOf(asks, chain), count);
  yield line({ end: count });
}

/** What `exportChain` will write out. The roots are asked first: none of them can seal more than the chain is then found to have. */
export async function extentOf(asks: Asks, chain: string, held: readonly string[] = []): Promise<Extent> {
  const [over] = await asks.query<Pick<Extent, 'newest' | 'firstOver'>>(
    `select (select max(no) from journal_root) as newest, (select min(root_no) from journal_leaf where chain = $1) as "firstOver"`,
    [chain],
  );
  return { ...over!, held, ...(await reachOf(asks, chain)) };
}

/**
 * One chain with all roots, so that each that somebody holds binds those before it, and the way from the chain to the first root of each
 * day, to the newest and to those of `extent.held`. Entries and roots are only added, so what lies within `extent` stays as the transaction
 * saw it that asked for it. It is read a page at a time, when somebody takes it: no transaction waits for a slow reader, and none is left
 * by one who breaks off. A chain that is closed to the reader meanwhile ends in an error.
 */
export async function* exportChain(reading: Reading, extent: Extent): AsyncGenerator<string> {
  const { chain, newest, firstOver, held } = extent;
  const count: Count = { chains: 0, entries: 0, roots: newest ?? 0 };
  yield line({ yorisoi: 'journal', format, scope: 'case' });
  for (let after = 0; after < (newest ?? 0);) {
    const roots = await reading((asks) => rootsAfter(asks, after, page));
    for (const { ofDay, ...root } of roots) {
      if (root.no > newest!) break;
      yield line({ root });
      const proven = firstOver !== null && root.no >= firstOver && (ofDay || root.no === newest || held.includes(root.hash));
      const proof = proven ? await reading((asks) => proofAt(asks, root, chain)) : null;
      if (proof) yield line({ proof });
    }
    if (roots.length === 0) break;
    after = roots.at(-1)!.no;
  }
  yield* chainLines(reading, extent, count);
  yield line({ end: count });
}

async function* chainLines(reading: Reading, { last, ...head }: Reach, count: Count): AsyncGenerator<string> {
  const { chain, seq, hash } = head;
  count.chains += 1;
  yield line({ chain, seq, hash });
  for (let after = 0; after < last;) {
    const entries = await reading((asks) => entriesAfter(asks, chain, after, last));
    if (entries.length === 0) throw new Error('The chain was closed while it was written out.');
    count.entries += entries.length;
    yield entries.map(({ previousHash, ...entry }) => line({ ...entry, previous: previousHash })).join('');
    after = entries.at(-1)!.seq;
  }
}

async function reachOf(asks: Asks, chain: string): Promise<Reach> {
  const [found] = await asks.query<Head & { last: number }>(
    `select coalesce(h.seq, 0) as seq, coalesce(h.hash, '') as hash,
       coalesce((select max(seq) from journal_entry where chain = $1), 0) as last
     from (select) one left join journal_head h on h.chain = $1`,
    [chain],
  );
  return { chain, ...found! };
}

const entriesAfter = (asks: Asks, chain: string, after: number, last: number): Promise<Link[]> =>
  asks.query<Link>(
    `select seq, content, previous_hash as "previousHash", hash from journal_entry
     where chain = $1 and seq > $2 and seq <= $3 order by seq limit ${page}`,
    [chain, after, last],
  );

async function* everyRoot(asks: Asks): AsyncGenerator<RootOfDay> {
  for (let after = 0; ;) {
    const roots = await rootsAfter(asks, after, page);
    yield* roots;
    if (roots.length < page) return;
    after = roots.at(-1)!.no;
  }
}

const leavesOf = (asks: Asks, no: number): Promise<Leaf[]> =>
  asks.query<Leaf>('select chain, seq, hash from journal_leaf where root_no = $1 order by chain', [no]);

/** A chain whose head was taken away is still there by its entries. */
const chainsIn = (asks: Asks): Promise<{ chain: string }[]> =>
  asks.query<{ chain: string }>(
    `select chain from journal_head union all
     (select distinct chain from journal_entry e where not exists (select from journal_head h where h.chain = e.chain))`,
  );
