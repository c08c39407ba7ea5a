import { sha256 } from './chain.js';

/** What a root says of a chain: how far it had come. */
export interface Leaf {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}
export interface Root {
  readonly no: number;
  /** ISO 8601, UTC. Real time, also where a training clock runs. */
  readonly madeAt: string;
  /** Hash of the root before it; empty for the first. */
  readonly previous: string;
  readonly tree: string;
  readonly hash: string;
}

/** The leaves lie in so many drawers, so that a root costs what has changed and not what there is. */
export const drawers = 1024;
export const emptyDrawer = sha256('empty');

/** The drawer of a chain: the first ten bits of the hash of its name. The table of heads computes the same. */
export const drawerOf = (chain: string): number => Number.parseInt(sha256(chain).slice(0, 3), 16) >> 2;

const node = (left: string, right: string): string => sha256(`node\n${left}\n${right}`);
export const leafHash = ({ chain, seq, hash }: Leaf): string => sha256(`leaf\n${chain}\n${seq}\n${hash}`);

const above = (row: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(row.length / 2) }, (_, n) => {
    const [left = '', right] = [row[2 * n], row[2 * n + 1]];
    return right === undefined ? left : node(left, right);
  });

/** The Merkle tree over hashes in their order, pair by pair; one left over goes up as it is. */
export function merkle(hashes: readonly string[]): string {
  let row = hashes;
  while (row.length > 1) row = above(row);
  return row[0] ?? emptyDrawer;
}

/** The neighbours on the way from one hash to the top, each marked with its side: what shows that the hash lies under the tree. */
export function pathOf(hashes: readonly string[], at: number): string[] {
  const path: string[] = [];
  for (let row = hashes; row.length > 1; row = above(row), at >>= 1) {
    const beside = row[at ^ 1];
    if (beside !== undefined) path.push(`${at % 2 ? 'L' : 'R'}${beside}`);
  }
  return path;
}

/** The hash of a root, over everything it says and the root before it. */
export const rootHash = ({ no, madeAt, previous, tree }: Omit<Root, 'hash'>): string =>
  sha256(`root\n${no}\n${madeAt}\n${previous}\n${tree}`);
