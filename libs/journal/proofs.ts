import { type Asks } from './asks.js';
import { type Leaf, type Root, drawerOf, drawers, emptyDrawer, leafHash, merkle, pathOf } from './domain/seal.js';
import { rootsOfDays } from './roots.queries.js';

/** Shows that a root seals a chain as far as `seq`, without the other chains. */
export interface Proof extends Leaf {
  readonly root: number;
  /** Neighbours up to the tree of the root, each with its side. */
  readonly path: readonly string[];
}

const inDrawer = `
  select distinct on (chain collate "C") chain, seq, hash from journal_leaf where drawer = $1 and root_no <= $2
  order by chain collate "C", root_no desc`;
const drawersThen = `
  select d.hash from generate_series(0, ${drawers - 1}) n
  left join lateral (select hash from journal_drawer where drawer = n and root_no <= $1 order by root_no desc limit 1) d on true order by n`;

/** A root, and whether it seals a certain chain at all. */
export interface RootOver {
  readonly root: Root;
  readonly sealed: boolean;
}

/** The root of each day and the newest, oldest first. */
export async function rootsOver(asks: Asks, chain: string): Promise<RootOver[]> {
  const [first] = await asks.query<{ no: number | null }>('select min(root_no) as no from journal_leaf where chain = $1', [chain]);
  return (await rootsOfDays(asks)).map((root) => ({ root, sealed: first?.no != null && root.no >= first.no }));
}

/** For each of these roots its proof of the chain, where it seals it. */
export async function proofsOf(asks: Asks, chain: string, over: readonly RootOver[]): Promise<(Proof | null)[]> {
  const proofs: (Proof | null)[] = [];
  for (const { root, sealed } of over) proofs.push(sealed ? await proofAt(asks, root, chain) : null);
  return proofs;
}

async function proofAt(asks: Asks, root: Root, chain: string): Promise<Proof | null> {
  const drawer = drawerOf(chain);
  const leaves = await asks.query<Leaf>(inDrawer, [drawer, root.no]);
  const at = leaves.findIndex((leaf) => leaf.chain === chain);
  const leaf = leaves[at];
  if (!leaf) return null;
  const inside = leaves.map(leafHash);
  const all = (await asks.query<{ hash: string | null }>(drawersThen, [root.no])).map(({ hash }) => hash ?? emptyDrawer);
  // Where somebody has changed leaves, the drawer no longer gives the tree of the root, and the outside tool says so.
  all[drawer] = merkle(inside);
  return { root: root.no, ...leaf, path: [...pathOf(inside, at), ...pathOf(all, drawer)] };
}
