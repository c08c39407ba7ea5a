// `npm run build`: sources to dist, when they are newer than what lies there. `--force` builds in any case.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = path.join(root, 'dist');
const mark = path.join(dist, '.built');
const folders = ['apps', 'libs', 'migrations', 'seeds', 'test/attack', 'test/bench', 'test/fuzz', 'test/support'];
const files = ['package.json', ...readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name))];

/** What a person can do something about: said without a stack. */
class Plain extends Error {}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Plain(
    `Node.js ${process.versions.node} では動きません。20.19 以降を入れてください。\n  Node.js ${process.versions.node} is too old: install 20.19 or newer.`,
  );
}

function checkPackages() {
  const missing = ['typescript', '@tailwindcss/cli', '@nestjs/core'].filter(
    (name) => !existsSync(path.join(root, 'node_modules', name, 'package.json')),
  );
  if (missing.length > 0)
    throw new Plain(
      `必要なパッケージ（${missing.join(', ')}）が入っていません。${root} で npm ci を実行してください。\n  Packages are missing (${missing.join(', ')}): run npm ci in ${root}.`,
    );
}

function* everyFile(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* everyFile(at);
    else yield at;
  }
}

/** Changes whenever a source does: paths, times and sizes, so that nothing has to be read. */
function fingerprint() {
  const hash = createHash('sha256');
  const sources = [...folders.flatMap((folder) => [...everyFile(path.join(root, folder))]), ...files.map((file) => path.join(root, file))];
  for (const file of sources) {
    if (/\.spec\.tsx?$/.test(file)) continue;
    const { mtimeMs, size } = statSync(file);
    hash.update(`${path.relative(root, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function run(what, script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Plain(`${what} が失敗しました。 / ${what} failed.\n${said.trim()}`)),
    );
  });
}

/** TypeScript leaves these where they are. */
const isAsset = (file) => /\.(json|svg)$/.test(file) || /libs[\\/]web[\\/]browser[\\/].*\.js$/.test(file);

function copyAssets() {
  for (const folder of ['apps', 'libs', 'seeds']) {
    for (const file of everyFile(path.join(root, folder))) {
      if (!isAsset(file)) continue;
      const to = path.join(dist, path.relative(root, file));
      mkdirSync(path.dirname(to), { recursive: true });
      copyFileSync(file, to);
    }
  }
}

/** A file whose source is gone would still be loaded by whoever lists a folder. */
function removeLeftovers() {
  for (const folder of folders) {
    for (const file of everyFile(path.join(dist, folder))) {
      const source = path.join(root, path.relative(dist, file)).replace(/(\.js)?\.map$/, '.js');
      const isThere = ['', '.ts', '.tsx'].some((ending) => existsSync(ending ? source.replace(/\.js$/, ending) : source));
      if (!isThere) rmSync(file);
    }
  }
}

async function everything() {
  mkdirSync(path.join(dist, 'libs/web/styles'), { recursive: true });
  await Promise.all([
    run('TypeScript', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json']),
    run('Tailwind CSS', '@tailwindcss/cli/dist/index.mjs', [
      '-i',
      'libs/web/styles/style.css',
      '-o',
      'dist/libs/web/styles/style.css',
      '--minify',
    ]),
  ]);
  copyAssets();
  removeLeftovers();
}

/** Builds where needed; answers whether it did. Refuses with a sentence and a cure. */
export async function build({ force = false } = {}) {
  checkNode();
  const now = fingerprint();
  const built = existsSync(mark) ? readFileSync(mark, 'utf8') : '';
  if (!force && built === now) return false;
  checkPackages();
  console.log('作成しています… / Building …');
  try {
    rmSync(mark, { force: true });
    await everything();
    writeFileSync(mark, now);
  } catch (error) {
    if (error?.code !== 'EACCES' && error?.code !== 'EPERM') throw error;
    throw new Plain(
      `${error.path ?? dist} に書き込めません。前に作成したアカウントで実行するか、${dist} を消してください。\n  ${error.path ?? dist} cannot be written: use the account that built it, or delete ${dist}.`,
    );
  }
  return true;
}

export function sayAndLeave(error) {
  console.error(error instanceof Plain ? error.message : error);
  process.exit(1);
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  build({ force: process.argv.includes('--force') }).then((did) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(did ? `作成しました（${seconds}秒）。 / Built in ${seconds} s.` : 'dist は最新です。 / dist is up to date.');
  }, sayAndLeave);
}
