import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoAccounts } from '../demo.js';
import { type Origins, originsOn } from '../origins.js';
import { isFree } from '../ports.js';

/** The house the tour goes through: the one that runs, or one of its own in a folder that is thrown away. */
export interface TourHouse {
  readonly origins: Origins;
  readonly demo: DemoAccounts;
  readonly own: boolean;
  leave(): Promise<void>;
}

const accountsIn = (data: string): DemoAccounts => JSON.parse(readFileSync(path.join(data, 'demo-accounts.json'), 'utf8')) as DemoAccounts;

export async function enterHouse(data: string, portBase: number): Promise<TourHouse> {
  const origins = originsOn(portBase);
  if (await answers(`${origins.api}/health`)) return { origins, demo: accountsIn(data), own: false, leave: async () => undefined };
  return ownHouse();
}

async function ownHouse(): Promise<TourHouse> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-tour-'));
  const portBase = await freePortBase();
  const child = spawn(process.execPath, [path.join(__dirname, '..', 'main.js')], {
    env: { ...process.env, DATABASE_URL: undefined, YORISOI_DATA: data, YORISOI_PORT_BASE: String(portBase) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const leave = async () => {
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  const origins = originsOn(portBase);
  for (let waited = 0; child.exitCode === null && waited < 120; waited++) {
    if ((await answers(`${origins.api}/health`)) && (await answers(`${origins.inbox}/mails.json`)) && existsAccounts(data))
      return { origins, demo: accountsIn(data), own: true, leave };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await leave();
  throw new Error('The house for the tour did not start.');
}

const existsAccounts = (data: string): boolean => {
  try {
    return accountsIn(data).apiTokens.length > 0;
  } catch {
    return false;
  }
};

async function freePortBase(): Promise<number> {
  for (let base = 20_000 + 10 * Math.floor(Math.random() * 3000); ; base += 10) {
    const free = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => isFree(base + at)));
    if (free.every(Boolean)) return base;
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
