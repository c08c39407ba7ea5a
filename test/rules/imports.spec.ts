import path from 'node:path';
import * as map from './imports.js';
import { type Import, filesIn, finding, foldersIn, importsOf, isSpec, partOf, read, source } from './sources.js';

const all = filesIn(['apps', 'libs', 'seeds', 'migrations'], source);
const files = all.filter((file) => !isSpec(file));
const imports = importsOf(files);
const everyImport = importsOf(all);

const isRelative = ({ of }: Import): boolean => of.startsWith('.');
const target = ({ file, of }: Import): string => path.posix.join(path.posix.dirname(file), of);
const libOf = ({ of }: Import): string | undefined => /^#lib\/(.*)$/.exec(of)?.[1];
const allowed = (part: string): readonly string[] => {
  const [top = '', name = ''] = part.split('/');
  return (top === 'libs' ? map.libs[name] : top === 'apps' ? map.apps[name] : map.others[top]) ?? [];
};

/** Every way from a lib back to itself. */
function circlesIn(names: readonly string[], usedBy: (name: string) => readonly string[]): string[] {
  const walk = (name: string, way: readonly string[]): string[] => {
    if (name === way[0]) return [[...way, name].join(' → ')];
    return way.includes(name) ? [] : usedBy(name).flatMap((next) => walk(next, [...way, name]));
  };
  return names.flatMap((name) => walk(name, []));
}

describe('the map of imports', () => {
  it('is read beside enough code to mean something', () => expect(imports.length).toBeGreaterThan(800));
  it('sees types, re-exports and lazy imports too', () => {
    const of = (file: string) => imports.filter((one) => one.file === file).map((one) => one.of);
    expect(of('libs/kernel/index.ts')).toContain('./refused.js');
    expect(of('libs/queue/job-queue.ts')).toEqual(expect.arrayContaining(['bullmq', './backend.js']));
  });
  it('names every lib and app there is, and none that is not', () => {
    expect(Object.keys(map.libs).sort()).toEqual(foldersIn('libs'));
    expect(Object.keys(map.apps).sort()).toEqual(foldersIn('apps'));
    const named = [...Object.values(map.libs), ...Object.values(map.apps)].flat();
    expect(named.filter((name) => !Object.hasOwn(map.libs, name))).toEqual([]);
  });
  it('has no way round in a circle', () => {
    expect(circlesIn(Object.keys(map.libs), (lib) => map.libs[lib] ?? [])).toEqual([]);
    expect(circlesIn(['a', 'b', 'c'], (lib) => ({ a: ['b'], b: ['c'], c: ['b'] })[lib] ?? [])).toEqual(['b → c → b', 'c → b → c']);
  });
});

describe('a source file', () => {
  it('uses another lib only where the map says so', () => {
    const wrong = imports.filter((one) => {
      const lib = libOf(one);
      return lib !== undefined && !allowed(partOf(one.file)).includes(lib);
    });
    expect(wrong.map(finding)).toEqual([]);
  });
  it('uses another lib only through its index', () =>
    expect(
      everyImport.filter((one) => /^#lib\/.*\//.test(one.of) || (one.of.startsWith('#') && libOf(one) === undefined)).map(finding),
    ).toEqual([]));
  it('stays in its own part of the house', () => {
    const wrong = imports.filter(isRelative).filter((one) => {
      const [own, to] = [partOf(one.file), partOf(target(one))];
      return own !== to && !(map.beyond[own] ?? []).includes(to);
    });
    expect(wrong.map(finding)).toEqual([]);
  });
  it('names the file it uses with its ending', () =>
    expect(
      everyImport
        .filter(isRelative)
        .filter(({ of }) => !/\.(js|json)$/.test(of))
        .map(finding),
    ).toEqual([]));
  it('opens the committee’s room only where that is its task', () => {
    const mayOpen: readonly string[] = map.mayOpenDeliberations;
    expect(imports.filter((one) => libOf(one) === 'deliberations' && !mayOpen.includes(partOf(one.file))).map(finding)).toEqual([]);
    expect(Object.keys(map.libs).filter((lib) => map.libs[lib]!.includes('deliberations'))).toEqual(['house']);
  });
  it('looks at the environment only where a reason is named', () => {
    const looking = [...files, ...filesIn(['apps', 'libs', 'seeds'], /\.[cm]?js$/)].filter((file) =>
      /\bprocess\.env\b|\benv\b.*=.*\bprocess\b/.test(read(file)),
    );
    expect(looking.sort()).toEqual(Object.keys(map.mayReadEnvironment).sort());
  });
});

it('no lib uses another in a circle', () => {
  const uses = new Map<string, Set<string>>();
  for (const one of imports) {
    const [own, lib] = [partOf(one.file), libOf(one)];
    if (own.startsWith('libs/') && lib !== undefined) uses.set(own, (uses.get(own) ?? new Set()).add(`libs/${lib}`));
  }
  expect(circlesIn([...uses.keys()], (lib) => [...(uses.get(lib) ?? [])])).toEqual([]);
});

describe('a domain folder', () => {
  const inside = imports.filter(({ file }) => /\/domain\//.test(file));
  it('exists where the rules of the field are', () => {
    const folders = new Set(inside.map(({ file }) => partOf(file)));
    expect([...folders]).toEqual(expect.arrayContaining(['libs/cases', 'libs/deadlines', 'libs/journal']));
  });
  it('uses no framework, no other lib but kernel and calendar, nothing outside of itself', () => {
    const pure: readonly string[] = map.domainMayUse;
    const wrong = inside.filter((one) => {
      if (isRelative(one)) return !target(one).startsWith(`${/^.*?\/domain\//.exec(one.file)![0]}`);
      return !pure.includes(one.of) && !(map.domainExceptions[one.file] ?? []).includes(one.of);
    });
    expect(wrong.map(finding)).toEqual([]);
  });
  it('asks no clock, no chance and no environment', () => {
    const asking = files.filter(
      (file) =>
        /\/domain\//.test(file) && /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bprocess\.|\bfetch\(/.test(read(file)),
    );
    expect(asking).toEqual([]);
  });
});

it('nothing reads what lies outside of the project', () => {
  const text = filesIn(['apps', 'libs', 'seeds', 'migrations', 'test', 'docs'], /\.(tsx?|[cm]?js|json|css|md)$/).filter(
    (file) => file !== 'test/rules/imports.spec.ts',
  );
  const loose = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'jest.config.js', 'README.md', 'README.ja.md', '.ci/run'];
  expect([...text, ...loose].filter((file) => /\.\.\/shared\b|\/work\/(main|shared|\.library)/.test(read(file)))).toEqual([]);
});
