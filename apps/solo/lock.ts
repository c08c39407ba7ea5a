import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '#lib/kernel';
import { readJson, writeWhole } from './files.js';

interface Holder {
  readonly pid: number;
  /** When the process began, so that a reused process number is not taken for the holder. */
  readonly began: string;
}

export interface Lock {
  /** The holder before us ended without giving it back: its children may still be on their way out. */
  readonly wasStale: boolean;
  giveBack(): void;
}

/** Makes sure only one process uses the folder; refuses with the holder's number. */
export function takeLock(folder: string, name = 'solo.lock'): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const lock = path.join(folder, name);
  const mine = path.join(folder, `${name}.${process.pid}`);
  writeWhole(mine, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) } satisfies Holder));
  let wasStale = false;
  try {
    for (let tries = 0; tries < 5; tries++) {
      if (linked(mine, lock)) return { wasStale, giveBack: () => giveBack(lock) };
      const holder = holderOf(lock);
      if (holder && beganAt(holder.pid) === holder.began) throw new Refused('already-running', { pid: holder.pid, folder });
      const stale = `${mine}.stale`;
      moved(lock, stale);
      // Somebody may have cured the lock between our look and our move: theirs is put back.
      const taken = holderOf(stale);
      if (taken && taken.pid !== holder?.pid) linked(stale, lock);
      rmSync(stale, { force: true });
      wasStale = true;
    }
    throw new Refused('already-running', { pid: holderOf(lock)?.pid ?? 0, folder });
  } finally {
    rmSync(mine, { force: true });
  }
}

/** When a process began, as text to compare; empty where there is no such process. */
export function beganAt(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
      return fields[0] === 'Z' ? '' : `${bootId()} ${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function holderOf(lock: string): Holder | undefined {
  try {
    return readJson<Holder>(lock);
  } catch {
    return undefined; // Unreadable: as good as stale.
  }
}

function giveBack(lock: string): void {
  if (holderOf(lock)?.pid === process.pid) rmSync(lock, { force: true });
}

const linked = (from: string, to: string): boolean => !failsWith('EEXIST', () => linkSync(from, to));
const moved = (from: string, to: string): boolean => !failsWith('ENOENT', () => renameSync(from, to));

function failsWith(code: string, act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return true;
    throw error;
  }
}
