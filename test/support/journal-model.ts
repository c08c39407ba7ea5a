import { type Link, canonical, emptyHead, link } from '#lib/journal';
import { newId } from '#lib/kernel';
import {
  type Leaf,
  type Root,
  drawerOf,
  drawers,
  emptyDrawer,
  leafHash,
  merkle,
  pathOf,
  rootHash,
} from '../../libs/journal/domain/seal.js';

/** What was written of a case, or of a person: contents in their order. */
export interface Chain {
  readonly name: string;
  readonly contents: readonly string[];
}
/** How far each chain had come when a root was made: what the house knew then. */
export interface Sealing {
  readonly madeAt: number;
  readonly lengths: Readonly<Record<string, number>>;
}
export interface House {
  readonly chains: readonly Chain[];
  readonly sealings: readonly Sealing[];
}
export interface SealedRoot extends Root {
  readonly ofDay: boolean;
  /** The last leaf of each chain under it. */
  readonly under: readonly Leaf[];
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
const daysSince = (at: number): number => Math.floor((at + 9 * hour) / day);

export const contentAt = (at: number, n: number): string =>
  canonical({ at: new Date(at).toISOString(), event: 'read', facts: { n, what: 'case-page' }, role: 'founder' });
export const timeIn = (content: string): number => Date.parse((JSON.parse(content) as { at: string }).at);

/** One thing that happens: after so many minutes somebody writes to one of the chains, with a clock so many minutes off. */
export interface Happening {
  readonly after: number;
  readonly chain: number;
  readonly off: number;
}

/** The house as it grows, with a worker that seals each hour where something was written, and each day. */
export function lived(happenings: readonly Happening[], begin: number): House {
  const names = Array.from({ length: 3 }, newId);
  const contents = new Map<string, string[]>();
  const sealings: Sealing[] = [];
  let [now, nextSeal, written, lastDay] = [begin, begin + hour, 0, 0];
  for (const [n, { after, chain, off }] of happenings.entries()) {
    now += after * minute;
    for (; nextSeal <= now; nextSeal += hour) {
      if (written === 0 && daysSince(nextSeal) === lastDay) continue;
      sealings.push({ madeAt: nextSeal, lengths: Object.fromEntries([...contents].map(([name, all]) => [name, all.length])) });
      [written, lastDay] = [0, daysSince(nextSeal)];
    }
    const name = names[chain % names.length]!;
    contents.set(name, [...(contents.get(name) ?? []), contentAt(now + off * minute, n)]);
    written += 1;
  }
  return { chains: [...contents].map(([name, all]) => ({ name, contents: all })), sealings };
}

export const linksOf = ({ contents }: Chain): Link[] => link(emptyHead, contents);

/** The tree over the drawers in parts of 32, nearly all of which are empty and hashed once. */
const emptyPart = merkle(Array.from({ length: 32 }, () => emptyDrawer));
const partsOf = (tops: readonly string[]) => Array.from({ length: drawers / 32 }, (_, n) => tops.slice(n * 32, n * 32 + 32));
const topOf = (part: readonly string[]): string => (part.every((top) => top === emptyDrawer) ? emptyPart : merkle(part));
const topsOfParts = (tops: readonly string[]): string[] => partsOf(tops).map(topOf);
const pathOfDrawer = (tops: readonly string[], at: number): string[] => [
  ...pathOf(partsOf(tops)[at >> 5]!, at & 31),
  ...pathOf(topsOfParts(tops), at >> 5),
];

const treeOf = (leaves: readonly Leaf[]) => {
  const inside = (drawer: number) => leaves.filter(({ chain }) => drawerOf(chain) === drawer).sort((a, b) => (a.chain < b.chain ? -1 : 1));
  const used = new Map([...new Set(leaves.map(({ chain }) => drawerOf(chain)))].map((drawer) => [drawer, inside(drawer)]));
  return { used, tops: Array.from({ length: drawers }, (_, n) => (used.has(n) ? merkle(used.get(n)!.map(leafHash)) : emptyDrawer)) };
};

const known = new WeakMap<House, readonly SealedRoot[]>();
export function rootsOf(house: House): readonly SealedRoot[] {
  const roots = known.get(house) ?? rootsMade(house);
  known.set(house, roots);
  return roots;
}
function rootsMade({ chains, sealings }: House): SealedRoot[] {
  const links = new Map(chains.map((chain) => [chain.name, linksOf(chain)]));
  const roots: SealedRoot[] = [];
  for (const { madeAt, lengths } of sealings) {
    const under = chains.flatMap(({ name }) => {
      const last = links.get(name)![(lengths[name] ?? 0) - 1];
      return last ? [{ chain: name, seq: last.seq, hash: last.hash }] : [];
    });
    const former = roots.at(-1);
    const root = {
      no: roots.length + 1,
      madeAt: new Date(madeAt).toISOString(),
      previous: former?.hash ?? '',
      tree: merkle(topsOfParts(treeOf(under).tops)),
    };
    const ofDay = !former || daysSince(Date.parse(former.madeAt)) !== daysSince(madeAt);
    roots.push({ ...root, hash: rootHash(root), ofDay, under });
  }
  return roots;
}

const plain = ({ no, madeAt, previous, tree, hash }: Root) => ({ root: { no, madeAt, previous, tree, hash } });

export function proofOf({ no, under }: SealedRoot, chain: string): object | null {
  const leaf = under.find((one) => one.chain === chain);
  if (!leaf) return null;
  const { used, tops } = treeOf(under);
  const inside = used.get(drawerOf(chain))!;
  return { root: no, ...leaf, path: [...pathOf(inside.map(leafHash), inside.indexOf(leaf)), ...pathOfDrawer(tops, drawerOf(chain))] };
}

export const linesOfChain = (chain: Chain): object[] => {
  const links = linksOf(chain);
  return [
    { chain: chain.name, seq: links.length, hash: links.at(-1)?.hash ?? '' },
    ...links.map(({ seq, content, previousHash, hash }) => ({ seq, content, hash, previous: previousHash })),
  ];
};

export const asText = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** The export as the house writes it: of everything, or of one chain. */
export function exported(house: House, of?: string, roots = rootsOf(house)): object[] {
  const chains = house.chains.filter(({ name }) => of === undefined || name === of);
  const grown = ({ under }: SealedRoot, n: number): object[] =>
    under
      .filter(({ chain, seq }) => (n ? roots[n - 1]!.under.find((one) => one.chain === chain)?.seq : 0) !== seq)
      .sort((a, b) => (a.chain < b.chain ? -1 : 1))
      .map((leaf) => ({ leaf }));
  const shown = (root: SealedRoot): object[] => {
    const proof = of !== undefined && (root.ofDay || root === roots.at(-1)) ? proofOf(root, of) : null;
    return proof ? [{ proof }] : [];
  };
  return [
    { yorisoi: 'journal', format: 2, scope: of === undefined ? 'all' : 'case' },
    ...roots.flatMap((root, n) => [plain(root), ...(of === undefined ? grown(root, n) : shown(root))]),
    ...chains.flatMap(linesOfChain),
    { end: { chains: chains.length, entries: chains.reduce((sum, { contents }) => sum + contents.length, 0), roots: roots.length } },
  ];
}
