import { type Asks } from './asks.js';
import { type Head, type Link } from './domain/chain.js';
import { type Leaf, type Root } from './domain/seal.js';
import { proofsOf } from './proofs.js';
import { rootsAfter } from './roots.queries.js';

const page = 5_000;
const line = (row: object): string => `${JSON.stringify(row)}\n`;

interface Count {
  chains: number;
  entries: number;
  roots: number;
}

/**
 * The whole journal as lines of JSON, for the outside tool: roots with what they seal, then every chain with its entries. Read a page at a
 * time; `asks` must see one state of the database throughout (REPEATABLE READ).
 */
export async function* exportAll(asks: Asks): AsyncGenerator<string> {
  const count: Count = { chains: 0, entries: 0, roots: 0 };
  yield line({ yorisoi: 'journal', format: 1, scope: 'all' });
  for await (const root of everyRoot(asks)) {
    count.roots += 1;
    yield line({ root });
    for (const leaf of await leavesOf(asks, root.no)) yield line({ leaf });
  }
  for (const { chain } of await chainsIn(asks)) yield* chainLines(asks, chain, count);
  yield line({ end: count });
}

/** One chain with the roots of each day and, for each, the way from the chain to the root. */
export async function* exportChain(asks: Asks, chain: string): AsyncGenerator<string> {
  const count: Count = { chains: 0, entries: 0, roots: 0 };
  yield line({ yorisoi: 'journal', format: 1, scope: 'case' });
  for await (const { root, proof } of proofsOf(asks, chain)) {
    count.roots += 1;
    yield line({ root });
    if (proof) yield line({ proof });
  }
  yield* chainLines(asks, chain, count);
  yield line({ end: count });
}

async function* chainLines(asks: Asks, chain: string, count: Count): AsyncGenerator<string> {
  const [head = { seq: 0, hash: '' }] = await asks.query<Head>('select seq, hash from journal_head where chain = $1', [chain]);
  count.chains += 1;
  yield line({ chain, ...head });
  for (let after = 0; ;) {
    const entries = await asks.query<Link>(
      `select seq, content, previous_hash as "previousHash", hash from journal_entry where chain = $1 and seq > $2 order by seq limit ${page}`,
      [chain, after],
    );
    count.entries += entries.length;
    yield entries.map(({ seq, content, previousHash, hash }) => line({ seq, content, previous: previousHash, hash })).join('');
    if (entries.length < page) return;
    after = entries.at(-1)!.seq;
  }
}

async function* everyRoot(asks: Asks): AsyncGenerator<Root> {
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
