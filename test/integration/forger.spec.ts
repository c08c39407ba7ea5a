import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import {
  type Chain,
  type House,
  type SealedRoot,
  asText,
  contentAt,
  day,
  exported,
  hour,
  linesOfChain,
  lived,
  minute,
  rootsOf,
  timeIn,
} from '../support/journal-model.js';
import { outsider } from '../support/outside.js';

jest.setTimeout(300_000);

const outside = outsider();
afterAll(() => outside.leave());

const begin = Date.now() - 60 * day;
const happening = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 2_000 })),
  chain: fc.nat(2),
  off: fc.integer({ min: -4, max: 4 }),
});
const lives = fc.array(happening, { minLength: 12, maxLength: 40 }).map((happenings) => lived(happenings, begin));

/** A house, one of its chains, the roots somebody outside has kept: among them one that seals at least three entries of the chain. */
interface Scene {
  readonly house: House;
  readonly chain: Chain;
  readonly roots: readonly SealedRoot[];
  readonly kept: SealedRoot;
  readonly sealed: number;
  /** Any number, to choose by. */
  readonly at: number;
  readonly whole: boolean;
  /** Short, where a test fails: the seed gives the rest. */
  readonly [fc.toStringMethod]: () => string;
}
const scenes: fc.Arbitrary<Scene> = fc
  .record({ house: lives, pick: fc.nat(), at: fc.nat(), whole: fc.boolean() })
  .map(({ house, pick, at, whole }): Scene | undefined => {
    const roots = rootsOf(house);
    const fit = roots
      .filter(({ ofDay }) => ofDay)
      .flatMap((kept) => kept.under.filter(({ seq }) => seq >= 3).map(({ chain, seq }) => ({ kept, chain, sealed: seq })));
    const found = fit[pick % Math.max(fit.length, 1)];
    return (
      found && {
        [fc.toStringMethod]: () => `${found.chain} under root ${found.kept.no} as far as ${found.sealed}`,
        house,
        roots,
        kept: found.kept,
        sealed: found.sealed,
        at,
        whole,
        chain: house.chains.find(({ name }) => name === found.chain)!,
      }
    );
  })
  .filter((scene): scene is Scene => scene !== undefined);

const asked = ({ whole, chain }: Pick<Scene, 'whole' | 'chain'>) => (whole ? {} : { of: chain.name });
const trueLines = ({ house, whole, chain }: Scene) => exported(house, whole ? undefined : chain.name) as Record<string, never>[];
const without = (contents: readonly string[], n: number) => contents.filter((_, at) => at !== n);
const changed = (content: string) => content.replace('case-page', 'other');

/** What somebody with all keys can make of a chain whose first `sealed` entries a kept root has sealed. */
const deeds: Readonly<Record<string, (contents: readonly string[], sealed: number, at: number) => readonly string[]>> = {
  edit: (contents, sealed, at) => contents.map((content, n) => (n === at % sealed ? changed(content) : content)),
  delete: (contents, sealed, at) => without(contents, at % sealed),
  insert: (contents, sealed, at) => contents.toSpliced(at % sealed, 0, changed(contents[at % sealed]!)),
  swap: (contents, sealed, at) => {
    const n = at % (sealed - 1);
    return contents.toSpliced(n, 2, contents[n + 1]!, contents[n]!);
  },
  'cut the end': (contents, sealed, at) => contents.slice(0, at % sealed),
  'date back': (contents, sealed, at) =>
    contents.map((content, n) => (n === at % sealed ? contentAt(timeIn(content) - 3 * minute, 9_999) : content)),
  'date everything to now': (contents) => contents.slice(1).map((_, n) => contentAt(Date.now() - 10 * minute, n)),
};

/** How it is then written out. The roots are the true ones, which somebody holds, or made anew with everything. */
const writings: Readonly<Record<string, (scene: Scene, forged: Chain) => object[]>> = {
  'with everything made anew': ({ house, whole, chain }, forged) => {
    const chains = house.chains.map((one) => (one === chain ? forged : one));
    return exported({ ...house, chains }, whole ? undefined : chain.name);
  },
  'under the true roots and what they hold': (scene, forged) => withChain(trueLines(scene), scene.chain, forged),
  'under the true roots, which say nothing of it': (scene, forged) =>
    withChain(trueLines(scene), scene.chain, forged).filter(
      (line) => !('proof' in line) && !('leaf' in line && (line.leaf as { chain: string }).chain === forged.name),
    ),
  'under the true roots, without the kept one saying anything': (scene, forged) =>
    withChain(trueLines(scene), scene.chain, forged).filter(
      (line) => !('proof' in line && (line.proof as { root: number }).root >= scene.kept.no),
    ),
  'under the true roots, with leaves and proofs that fit what is forged': (scene, forged) => {
    const { house, whole, chain, roots } = scene;
    const made = { ...house, chains: house.chains.map((one) => (one === chain ? forged : one)) };
    return exported(made, whole ? undefined : chain.name).map((line) => {
      const root = 'root' in line ? roots.find(({ no }) => no === (line.root as { no: number }).no) : undefined;
      if (!root) return line;
      const { no, madeAt, previous, tree, hash } = root;
      return { root: { no, madeAt, previous, tree, hash } };
    });
  },
  'with a young chain behind it': (scene, forged) => [
    ...withChain(trueLines(scene), scene.chain, forged).slice(0, -1),
    ...linesOfChain({ name: '00000000-0000-4000-8000-000000000000', contents: [contentAt(Date.now(), 1)] }),
    { end: { chains: 2, entries: forged.contents.length + 1, roots: scene.roots.length } },
  ],
  'with the true chain beside it': (scene, forged) => [
    ...withChain(trueLines(scene), scene.chain, forged).slice(0, -1),
    ...linesOfChain(scene.chain),
    { end: { chains: 2, entries: forged.contents.length + scene.chain.contents.length, roots: scene.roots.length } },
  ],
  'by another scope': (scene, forged) => {
    const [head, ...lines] = withChain(trueLines(scene), scene.chain, forged).filter((line) => !('proof' in line) && !('leaf' in line));
    return [{ ...head, scope: scene.whole ? 'case' : 'all' }, ...lines];
  },
};

/** The lines with the forged chain in place of the true one, counted right. */
function withChain(lines: readonly Record<string, unknown>[], chain: Chain, forged: Chain): object[] {
  const from = lines.findIndex((line) => line['chain'] === chain.name);
  const end = (lines.at(-1) as { end: { entries: number } }).end;
  const less = chain.contents.length - forged.contents.length;
  return [
    ...lines.toSpliced(from, chain.contents.length + 1, ...(linesOfChain(forged) as never[])).slice(0, -1),
    { end: { ...end, entries: end.entries - less } },
  ];
}

const verdictOn = (scene: Scene, text: string | Buffer, { zipped = false } = {}) =>
  outside.verify(text, [scene.kept.hash], { ...asked(scene), zipped });

/** Some houses for each kind; the seed is told where one fails. */
const each = (runs: number, scene: fc.Arbitrary<Scene>, holds: (scene: Scene) => Promise<void>) =>
  fc.assert(fc.asyncProperty(scene, holds), { numRuns: runs, endOnFailure: true });

describe('an honest export passes', () => {
  it('of houses that grew in every way, whole or of one chain, with any of the roots of days', () =>
    fc.assert(
      fc.asyncProperty(lives, fc.nat(), fc.boolean(), async (house, pick, whole) => {
        const roots = rootsOf(house);
        const chain = house.chains[pick % house.chains.length]!;
        const days = roots.filter(({ ofDay, no }) => ofDay && (pick >> no) % 3 !== 0);
        const { code, found, said } = await outside.verify(
          asText(exported(house, whole ? undefined : chain.name)),
          days.map(({ hash }) => hash),
          asked({ whole, chain }),
        );
        const sealed = days.some(({ under }) => under.some((leaf) => whole || leaf.chain === chain.name));
        expect([found, code, said]).toEqual([[], sealed ? 0 : 2, said]);
      }),
      { numRuns: 60, endOnFailure: true },
    ));
  it('and says how far the kept root proves it, and that what follows is not proven', () =>
    each(10, scenes, async (scene) => {
      const { code, said } = await verdictOn(scene, asText(trueLines(scene)));
      expect(code).toBe(0);
      const all = scene.whole ? scene.kept.under.reduce((sum, { seq }) => sum + seq, 0) : scene.sealed;
      expect(said).toContain(`Your roots show it up to no. ${scene.kept.no}`);
      expect(said).toContain(`: ${all} entries`);
    }));
});

/** A case that was forged to look younger than every kept root is found or, as nothing then shows it at all, not proven. */
describe.each(Object.entries(deeds))('to %s does not pass', (_, deed) => {
  it.each(Object.entries(writings))('%s', (__, write) =>
    each(4, scenes, async (scene) => {
      const forged = { ...scene.chain, contents: deed(scene.chain.contents, scene.sealed, scene.at) };
      const lines = write(scene, forged);
      const { code, said } = await verdictOn(scene, asText(lines));
      const young = forged.contents.every((content) => timeIn(content) > Date.parse(scene.kept.madeAt) - 10 * minute);
      const nothing = !scene.whole && young && said.includes('nothing is proven');
      expect([nothing && code === 2 ? 1 : code, said]).toEqual([1, said]);
    }),
  );
});

describe('besides the tool finds', () => {
  const hidden = async (name: string, forge: (scene: Scene) => string | Buffer, kinds = scenes, runs = 6) =>
    each(runs, kinds, async (scene) => {
      const { code, said } = await verdictOn(scene, forge(scene));
      expect([name, code, said]).toEqual([name, 1, said]);
    });
  const ofCase = scenes.map((scene) => ({ ...scene, whole: false }));
  const ofAll = scenes.map((scene) => ({ ...scene, whole: true }));

  it('an entry dated back by days and written before a root that then was kept', () =>
    each(12, scenes, async (scene) => {
      const { house, chain, whole } = scene;
      const last = house.sealings.at(-1)!;
      const back = { ...chain, contents: [...chain.contents, contentAt(begin - (scene.at % 40) * day - hour, 1)] };
      const sealings = [
        ...house.sealings,
        { madeAt: last.madeAt + 2 * day, lengths: { ...last.lengths, [chain.name]: back.contents.length } },
      ];
      const later = { chains: house.chains.map((one) => (one === chain ? back : one)), sealings };
      const roots = rootsOf(later);
      const text = asText(exported(later, whole ? undefined : chain.name));
      const { found } = await outside.verify(text, [roots.at(-1)!.hash], asked(scene));
      expect(found).toContainEqual(expect.stringMatching(new RegExp(`^(back|dated) ${chain.name} `)));
    }));
  it('a chain that was quiet, and then wrote into its past', () =>
    each(8, scenes, async (scene) => {
      const name = scene.chain.name;
      const quiet = { name, contents: [contentAt(begin, 1), contentAt(begin + 6 * day, 2)] };
      const sealings = Array.from({ length: 10 }, (_, n) => ({ madeAt: begin + (n + 1) * day, lengths: { [name]: n < 8 ? 1 : 2 } }));
      const house = { chains: [quiet], sealings };
      const text = asText(exported(house, scene.whole ? undefined : name));
      expect((await outside.verify(text, [rootsOf(house).at(-1)!.hash], asked(scene))).found).toEqual([`dated ${name} 2`]);
    }));
  it('an older export in place of the newest', () =>
    hidden('replayed', ({ house, whole, chain, kept }) =>
      asText(exported({ ...house, sealings: house.sealings.slice(0, kept.no - 1) }, whole ? undefined : chain.name)),
    ));
  it('a chain under another name', () =>
    hidden('renamed', (scene) => asText(trueLines(scene)).replaceAll(scene.chain.name, '00000000-0000-4000-8000-000000000000')));
  it('the export of another case', () =>
    hidden('another', ({ house, chain }) => asText(exported(house, house.chains.find((one) => one !== chain)?.name ?? 'none')), ofCase));
  it('a chain split into two, or left out', async () => {
    const split = ({ house, chain }: Scene) => [
      ...house.chains.filter((one) => one !== chain),
      { ...chain, contents: chain.contents.slice(0, 1) },
      { name: '00000000-0000-4000-8000-000000000000', contents: chain.contents.slice(1) },
    ];
    const lines = (scene: Scene, chains: readonly Chain[]) => {
      const roots = trueLines(scene).filter((line) => 'root' in line || 'leaf' in line);
      return asText([
        { yorisoi: 'journal', format: 2, scope: 'all' },
        ...roots,
        ...chains.flatMap(linesOfChain),
        { end: { chains: chains.length, entries: chains.reduce((sum, one) => sum + one.contents.length, 0), roots: scene.roots.length } },
      ]);
    };
    await hidden('split', (scene) => lines(scene, split(scene)), ofAll);
    await hidden(
      'left out',
      (scene) =>
        lines(
          scene,
          scene.house.chains.filter((one) => one !== scene.chain),
        ),
      ofAll,
    );
  });
  it('a root left out, repeated, in another order, or dated otherwise', async () => {
    const roots = (change: (lines: string[], at: number) => string[]) => (scene: Scene) => {
      const lines = asText(trueLines(scene)).trimEnd().split('\n');
      return `${change(
        lines,
        lines.findIndex((line) => line.includes(scene.kept.hash) && line.startsWith('{"root"')),
      ).join('\n')}\n`;
    };
    await hidden(
      'out',
      roots((lines, at) => lines.toSpliced(at, 1)),
    );
    await hidden(
      'twice',
      roots((lines, at) => lines.toSpliced(at, 0, lines[at]!)),
    );
    await hidden(
      'dated',
      roots((lines, at) => lines.with(at, lines[at]!.replace(/T\d\d/, 'T24'))),
    );
    await hidden(
      'earlier',
      roots((lines, at) => lines.with(at, lines[at]!.replace(/"madeAt":"\d{4}/, '"madeAt":"2001'))),
    );
  });
  it('a proof that is of another root, twice, or in another drawer', async () => {
    const proofs = (change: (proof: { root: number; path: string[] }, lines: object[]) => object) => (scene: Scene) => {
      const lines = trueLines(scene) as object[];
      return asText(
        lines.map((line) => ('proof' in line ? { proof: change(line.proof as { root: number; path: string[] }, lines) } : line)),
      );
    };
    await hidden(
      'path',
      proofs((proof) => ({ ...proof, path: proof.path.slice(1) })),
      ofCase,
    );
    await hidden(
      'sides',
      proofs((proof) => ({ ...proof, path: proof.path.map((step) => (step[0] === 'L' ? 'R' : 'L') + step.slice(1)) })),
      ofCase,
    );
    await hidden(
      'root',
      proofs((proof) => ({ ...proof, root: proof.root + 1 })),
      ofCase,
    );
    await hidden('twice', (scene) => asText(trueLines(scene).flatMap((line) => ('proof' in line ? [line, line] : [line]))), ofCase);
  });
  it('every line that is written in another way than an export writes it', async () => {
    const ways: Readonly<Record<string, (text: string, lines: string[], at: number) => string>> = {
      'other line ends': (text) => text.replaceAll('\n', '\r\n'),
      'a mark at the beginning': (text) => `\ufeff${text}`,
      'an empty line': (text) => text.replace('\n', '\n\n'),
      'a line after the end': (text, lines) => `${text}${lines[1]!}\n`,
      'no end of the last line': (text) => text.trimEnd(),
      'two exports': (text) => text + text,
      'a number as text': (text) => text.replace('"seq":1,', '"seq":"1",'),
      'a number otherwise': (text) => text.replace('"seq":1,', '"seq":1.0,'),
      'a name twice': (text) => text.replace('{"seq":1,', '{"seq":2,"seq":1,'),
      'a field more': (text) => text.replace('{"seq":1,', '{"seq":1,"note":"",'),
      'another order': (text) => text.replace(/\{"seq":1,"content":("(?:[^"\\]|\\.)*")/, '{"content":$1,"seq":1'),
      'a blank': (text) => text.replace('{"seq":1,', '{ "seq":1,'),
      'a letter escaped': (text) => text.replace('case-page', '\\u0063ase-page'),
      'no head': (_, lines) => `${lines.slice(1).join('\n')}\n`,
      'a head twice': (text, lines) => `${lines[0]!}\n${text}`,
      'an array': (text) => text.replace('{"seq":1,', '[{"seq":1,'),
      'a list in depth': (text, lines) => `${lines[0]!}\n${'['.repeat(200_000)}\n${text}`,
      'a huge line': (text, lines) => `${lines[0]!}\n{"x":"${'x'.repeat(6_000_000)}"}\n${text}`,
      'another count': (text) => text.replace(/"entries":\d+/, '"entries":1'),
    };
    for (const [name, way] of Object.entries(ways))
      await hidden(name, (scene) => {
        const text = asText(trueLines(scene));
        const forged = way(text, text.split('\n'), scene.at);
        expect(forged).not.toBe(text);
        return forged;
      }, scenes, 2); // prettier-ignore
  });
  it('what is no UTF-8', () =>
    hidden('bytes', (scene) => {
      const bytes = Buffer.from(asText(trueLines(scene)));
      return Buffer.concat([
        bytes.subarray(0, bytes.indexOf('case-page')),
        Buffer.from([0xc3]),
        bytes.subarray(bytes.indexOf('case-page') + 1),
      ]);
    }));
  it('an entry whose time is none, whose content names a thing twice, or which comes from tomorrow', async () => {
    const last = (content: (at: number) => string) => (scene: Scene) => {
      const forged = { ...scene.chain, contents: [...scene.chain.contents, content(timeIn(scene.chain.contents.at(-1)!))] };
      return asText(withChain(trueLines(scene), scene.chain, forged));
    };
    await hidden(
      'none',
      last(() => '{"event":"read"}'),
    );
    await hidden(
      'no day',
      last(() => '{"at":"2026-02-30T00:00:00.000Z"}'),
    );
    await hidden(
      'leap second',
      last(() => '{"at":"2016-12-31T23:59:60.000Z"}'),
    );
    await hidden(
      'twice',
      last((at) => `{"at":"2000-01-01T00:00:00.000Z",${contentAt(at, 1).slice(1)}`),
    );
    await hidden(
      'no text',
      last(() => 'read'),
    );
    await hidden(
      'tomorrow',
      last(() => contentAt(Date.now() + day, 1)),
    );
  });
  it('what waits for a root for longer than it may', () =>
    hidden('late', ({ house, whole, chain }) => {
      const contents = [...chain.contents, contentAt(timeIn(chain.contents.at(-1)!) + 4 * hour, 1)];
      const cut = {
        chains: house.chains.map((one) => (one === chain ? { ...chain, contents } : one)),
        sealings: house.sealings.slice(0, 1),
      };
      const more = contents.length > (house.sealings[0]!.lengths[chain.name] ?? 0);
      return asText(exported(more ? cut : house, whole ? undefined : chain.name));
    }));
  it('more than one packed file, and what is packed to burst', () =>
    each(3, scenes, async (scene) => {
      const packed = gzipSync(asText(trueLines(scene)));
      const run = async (bytes: Buffer) =>
        (
          await outside.run([
            outside.keep('packed.gz', bytes),
            '--root',
            scene.kept.hash,
            ...(scene.whole ? [] : ['--case', scene.chain.name]),
          ])
        ).code;
      expect(await run(packed)).toBe(0);
      expect(await run(Buffer.concat([packed, packed]))).toBe(1);
      expect(await run(Buffer.concat([packed, Buffer.from('more')]))).toBeGreaterThan(0);
      expect(await run(packed.subarray(0, -20))).toBeGreaterThan(0);
      expect(await run(gzipSync(Buffer.alloc(300_000_000)))).toBe(1);
    }));
});

describe('what is asked', () => {
  it('must be proven by a root, up to the day that is asked for', () =>
    each(6, scenes, async (scene) => {
      const text = asText(trueLines(scene));
      const ask = (roots: readonly string[], ...more: string[]) => outside.verify(text, roots, { ...asked(scene), more });
      const days = (ahead: number) => new Date(Date.parse(scene.kept.madeAt) + 9 * hour + ahead * day).toISOString().slice(0, 10);
      expect((await ask([])).code).toBe(2);
      expect((await ask([scene.kept.hash], '--until', days(-1))).code).toBe(0);
      expect((await ask([scene.kept.hash], '--until', days(1))).found).toEqual([expect.stringMatching(/^until/)]);
      expect((await ask([scene.kept.hash], '--not-older-than', '1')).code).toBe(1);
      expect((await ask([scene.kept.hash], '--not-older-than', '9999')).code).toBe(0);
      expect((await ask(['0'.repeat(64)])).code).toBe(1);
      for (const wrong of [
        ['--root', 'x'],
        ['--root'],
        ['--until', '2026-02-30'],
        ['--not-older-than', '-1'],
        ['--case', '../x'],
        ['--what'],
        ['other.jsonl'],
      ])
        expect((await ask([scene.kept.hash], ...wrong)).code).toBe(2);
    }));
  it('of one case is not answered by the whole, nor the other way', () =>
    each(6, scenes, async (scene) => {
      const text = asText(trueLines({ ...scene, whole: !scene.whole }));
      expect((await verdictOn(scene, text)).code).toBe(1);
    }));
});
