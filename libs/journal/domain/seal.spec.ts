import fc from 'fast-check';
import { sha256 } from './chain.js';
import { drawerOf, drawers, emptyDrawer, leafHash, merkle, pathOf, rootHash } from './seal.js';

const hashes = fc.array(fc.string().map(sha256), { minLength: 1, maxLength: 40 });
const climb = (hash: string, path: readonly string[]): string =>
  path.reduce(
    (below, step) => sha256(step.startsWith('L') ? `node\n${step.slice(1)}\n${below}` : `node\n${below}\n${step.slice(1)}`),
    hash,
  );

describe('the tree over the heads of all chains', () => {
  it('hashes pair by pair, and lets one that is left over go up as it is', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(sha256) as [string, string, string];
    expect(merkle([a, b, c])).toBe(sha256(`node\n${sha256(`node\n${a}\n${b}`)}\n${c}`));
    expect(merkle([])).toBe(emptyDrawer);
  });
  it('is reached from every leaf by its path, and from nothing else', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), (row, n) => {
        const at = n % row.length;
        const path = pathOf(row, at);
        expect(climb(row[at]!, path)).toBe(merkle(row));
        expect(climb(sha256('another'), path)).not.toBe(merkle(row));
      }),
    );
  });
  it('changes with every leaf', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), (row, n) => {
        const at = n % row.length;
        expect(merkle(row.map((one, m) => (m === at ? sha256(one) : one)))).not.toBe(merkle(row));
      }),
    );
  });
});

it('puts every chain into one of the drawers', () => {
  const used = new Set(Array.from({ length: 20_000 }, (_, n) => drawerOf(`person/${n}`)));
  expect(used.size).toBe(drawers);
  expect([Math.min(...used), Math.max(...used)]).toEqual([0, drawers - 1]);
});

it('a leaf and a root hash everything they say', () => {
  const leaf = { chain: 'a', seq: 1, hash: 'h' };
  const root = { no: 1, madeAt: '2026-02-01T00:00:00.000Z', previous: '', tree: 't' };
  const leaves = [leaf, { ...leaf, chain: 'b' }, { ...leaf, seq: 2 }, { ...leaf, hash: 'i' }].map(leafHash);
  const roots = [
    root,
    { ...root, no: 2 },
    { ...root, madeAt: '2026-02-02T00:00:00.000Z' },
    { ...root, previous: 'p' },
    { ...root, tree: 'u' },
  ];
  expect(new Set(leaves).size).toBe(4);
  expect(new Set(roots.map(rootHash)).size).toBe(5);
});
