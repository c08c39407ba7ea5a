import { filesIn, isSpec, read } from './sources.js';

const files = filesIn(['apps', 'libs', 'seeds', 'migrations', 'test'], /\.(tsx?|[cm]?js|css)$/);
const linesOf = (file: string): number => read(file).split('\n').length - 1;
const longer =
  (most: number) =>
  (file: string): boolean =>
    linesOf(file) > most;

/** Files that are one list and not code, and why they are not cut in two. */
const lists: Readonly<Record<string, string>> = {
  'libs/texts/ja/console.ts': 'the sentences of one app',
  'libs/journal/verify/yorisoi-verify.mjs': 'one file, so that an outsider can copy and read it',
  'libs/texts/ja/family.ts': 'the sentences of one app',
  'migrations/1764000000001-foundation.ts': 'the first schema; migrations are not edited once they are released',
  'test/support/gallery.tsx': 'every component once',
};
/** Programs that a test needs and a machine may lack: the test then says by name that it was not run. */
const mayBeAbsent: Readonly<Record<string, RegExp>> = {
  'test/integration/queue.spec.ts': /redisIsHere/,
  'test/chaos/worker.spec.ts': /redisIsHere/,
  'test/e2e/start.spec.ts': /not run: no redis-server on this machine/,
};

describe('a file', () => {
  it('is short enough to be read: 250 lines at most', () => {
    expect(files.filter((file) => !isSpec(file) && !Object.hasOwn(lists, file)).filter(longer(250))).toEqual([]);
  });
  it('of tests, too, ends somewhere', () => expect(files.filter(isSpec).filter(longer(550))).toEqual([]));
  it('is named among the exceptions only while it exists', () =>
    expect(Object.keys(lists).filter((file) => !files.includes(file))).toEqual([]));
});

describe('a test', () => {
  const specs = files.filter(isSpec);
  const found = (pattern: RegExp) => specs.filter((file) => pattern.test(read(file)));

  it('is never the only one that runs', () => expect(found(/\b(it|test|describe)\.only\b|\b(fit|fdescribe)\(/)).toEqual([]));
  it('is never only planned', () => expect(found(/\b(it|test)\.(todo|failing)\b/)).toEqual([]));
  it('is skipped only where a program is absent, and then says so', () => {
    const skipping = found(/\b(it|test|describe)\.skip\b|\b(xit|xtest|xdescribe)\(|\bskipIf\b/);
    expect(skipping.filter((file) => !mayBeAbsent[file]?.test(read(file)))).toEqual([]);
  });
  it('expects something', () => expect(specs.filter((file) => !/\bexpect\(|\bassert/.test(read(file)))).toEqual([]));
});
