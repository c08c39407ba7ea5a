import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { drawProcedure } from '../../libs/cases/draw.js';
import { wordsOfDrawing } from '../../libs/cases/draw.words.js';
import { tellProcedure } from '../../libs/cases/tell.js';
import { stateNames } from '../../libs/cases/domain/states.js';
import { stepNames, stepOf } from '../../libs/cases/domain/steps.js';
import { variables } from '../../libs/config/environment.js';
import { filesIn, foldersIn, read, root } from './sources.js';

const unique = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);
const exists = (file: string): boolean => existsSync(path.join(root, file));

const pages = ['README.md', 'README.ja.md', ...filesIn(['docs'], /\.md$/)];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

describe('the procedure in the docs', () => {
  const drawing = drawProcedure(wordsOfDrawing);
  it('is drawn as the table says: otherwise run `npm run procedure:draw`', () => expect(read('docs/procedure.svg') === drawing).toBe(true));
  it('is written out as the table says: otherwise run `npm run procedure:draw`', () =>
    expect(read('docs/procedure.md') === tellProcedure()).toBe(true));
  it('shows every state once, and an arrow from each state a step starts from', () => {
    for (const state of stateNames) expect(drawing.split(`>${state}<`)).toHaveLength(2);
    expect(drawing.match(/<path [^>]*marker-end/g)).toHaveLength(stepNames.flatMap((step) => stepOf(step).from).length);
  });
  it('marks where a case stands', () => {
    const marked = drawProcedure(wordsOfDrawing, 'NOT_MOVED');
    expect(marked).not.toBe(drawing);
    expect(marked.match(/fill="#00118f"/g)).toHaveLength(1);
  });
});

describe('the page on the architecture', () => {
  const text = read('docs/architecture.md');
  const named = (top: string) => unique(matches(text, new RegExp(`^\\| \`${top}/([a-z-]+)\` \\|`, 'gm')));
  it('lists every lib there is and none that is not', () => expect(named('libs')).toEqual(foldersIn('libs')));
  it('lists every app there is and none that is not', () => expect(named('apps')).toEqual(foldersIn('apps')));
  it('is one page', () => expect(text.split('\n').length).toBeLessThan(90));
});

describe.each(pages)('%s', (page) => {
  const text = read(page);
  it('names only files and folders that exist', () => {
    const named = matches(text, /`((?:apps|libs|test|docs|seeds|migrations)\/[\w./-]*)`/g);
    const linked = matches(text, /\]\((?!https?:|#)([^)#]+)\)/g).map((to) => path.join(path.dirname(page), to));
    expect(unique([...named, ...linked]).filter((file) => !exists(file))).toEqual([]);
  });
  it('names only commands that exist', () => {
    const named = unique(matches(text, /npm run ([\w:-]+)/g));
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('the scripts', () => {
  it('start programs that exist', () => {
    const files = matches(Object.values(scripts).join('\n'), /\bnode (\S+)/g).map((file) => file.replace(/^dist\//, ''));
    expect(files.filter((file) => !exists(file) && !exists(file.replace(/\.js$/, '.ts')))).toEqual([]);
  });
  it('are all told in README.md', () => {
    const text = read('README.md');
    const short: readonly string[] = ['start', 'test'];
    expect(Object.keys(scripts).filter((name) => !text.includes(short.includes(name) ? `npm ${name}` : `npm run ${name}`))).toEqual([]);
  });
});

it('no text tells anybody to fetch a program by a name that is not in our own package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const ours = Object.keys({ ...dependencies, ...devDependencies });
  const told = [...pages, ...filesIn(['libs', 'apps', 'test'], /\.(tsx?|mjs)$/)].flatMap((file) =>
    matches(read(file), /(?:npx|npm exec|npm create|bunx|(?:pnpm|yarn) dlx)(?: -{1,2}[\w-]+)* ([@\w][\w@/.-]*)/g).map(
      (name) => `${file}: ${name}`,
    ),
  );
  expect(told.filter((one) => !ours.includes(one.split(': ')[1]!))).toEqual([]);
  expect(JSON.parse(read('package.json'))).toMatchObject({ private: true });
  expect(JSON.parse(read('package.json'))).not.toHaveProperty('bin');
});

it.each(['README.md', 'README.ja.md'])('%s says the SHA-256 of the tool for auditors as it is', (page) =>
  expect(matches(read(page), /^([0-9a-f]{64})$/gm)).toEqual([
    createHash('sha256').update(read('libs/journal/verify/yorisoi-verify.mjs')).digest('hex'),
  ]),
);

describe('the page on security', () => {
  const rows = /## Who could want what\n([\s\S]*?)\n## /
    .exec(read('docs/security.md'))![1]!
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const seenIn = (row: string): string[] => matches(row.split(' | ').at(-1)!, /`([^`]+)`/g);
  const claims = rows.slice(2);
  it('names for each claim a test that exists', () => {
    expect(claims.length).toBeGreaterThan(15);
    const bare = claims.filter((row) => !seenIn(row).some((file) => /\.spec\.tsx?$/.test(file)));
    expect(bare).toEqual([]);
    expect(unique(claims.flatMap(seenIn)).filter((file) => !exists(file))).toEqual([]);
  });
});

it('README.md explains every setting there is and none that is not', () => {
  const text = read('README.md');
  const named = matches(text, /^\| (`[A-Z_`, ]+`) \|/gm).flatMap((cell) => matches(cell, /`([A-Z_]+)`/g));
  expect(unique(named)).toEqual(unique(Object.values(variables)));
});

it('each decision has its question and its decision', () => {
  const decisions = filesIn(['docs/decisions'], /\.md$/);
  expect(decisions.length).toBeGreaterThan(8);
  expect(decisions.filter((file) => !/^# .+\n\n\*\*Question\.\*\*[\s\S]+\n\*\*Decision\.\*\*/.test(read(file)))).toEqual([]);
});
