import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#lib/kernel';
import { soloNames } from '#lib/texts';
import { isFree } from './ports.js';

/** What listens where: the console on the base, each of the others one further. */
export const listeners = ['console', 'family', 'committee', 'api', 'inbox', 'smtp'] as const;
export type Listener = (typeof listeners)[number];
export type Origins = Readonly<Record<Listener, string>>;

export const portOf = (base: number, name: Listener): number => base + listeners.indexOf(name);

export const originsOn = (base: number): Origins =>
  Object.fromEntries(listeners.map((name) => [name, `${name === 'smtp' ? 'smtp' : 'http'}://127.0.0.1:${portOf(base, name)}`])) as Origins;

/** Refuses `ports-taken` with every port in use and a base whose ports are all free; waits for what is about to end. */
export async function refuseTakenPorts(base: number, patienceMs = 0): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await sleep(100)) {
    const taken: string[] = [];
    for (const name of listeners) if (!(await isFree(portOf(base, name)))) taken.push(`${portOf(base, name)} (${soloNames[name]})`);
    if (taken.length === 0) return;
    if (Date.now() >= until) throw new Refused('ports-taken', { ports: taken.join(', '), free: await freeBase(base) });
  }
}

async function freeBase(base: number): Promise<number> {
  for (let other = base + 10; other <= 65_530; other += 10) {
    const free = await Promise.all(listeners.map((name) => isFree(portOf(other, name))));
    if (free.every(Boolean)) return other;
  }
  return 4100;
}
