import { type Asks } from './asks.js';
import { type Leaf, type Root, drawerOf, drawers, emptyDrawer, leafHash, merkle, pathOf } from './domain/seal.js';

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

/** The proof of a chain under a root that seals it; null where it does not. */
export async function proofAt(asks: Asks, root: Root, chain: string): Promise<Proof | null> {
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
