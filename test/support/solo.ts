import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './until.js';

const root = path.resolve(__dirname, '../..');

export interface RunningSolo {
  readonly process: ChildProcess;
  readonly text: () => string;
  readonly ended: Promise<number | string>;
}

/** `npm start` as a person starts it, in a process of its own. */
export function startSolo(env: Readonly<Record<string, string>>): RunningSolo {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['apps/solo/start.mjs'], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown')));
  return { process: child, text: () => said, ended };
}

/** Waits for the table; fails at once with what was said where the start fails. */
export async function ready(solo: RunningSolo, milliseconds = 90_000): Promise<void> {
  await until('npm start is ready', () => solo.text().includes('Ready (') || solo.process.exitCode !== null, milliseconds);
  if (solo.process.exitCode !== null) throw new Error(`npm start ended with ${solo.process.exitCode}:\n${solo.text()}`);
}

/** Processes begun by this process, with their command lines. Linux only, as /proc is. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  return ids.map((id) => ({ pid: id, command: readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').join(' ') }));
}
