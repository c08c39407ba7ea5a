import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../apps/solo/postgres/orphan.js';
import type { House } from './house.js';
import { until } from './until.js';

const targets = ['api', 'worker', 'console', 'inbox', 'postgres', 'everything'] as const;
type Target = (typeof targets)[number];

/** Kills one process of a house after the other, each at a random moment, and waits until it is back. */
export class Killer {
  private readonly killed: { readonly target: Target; readonly at: number; readonly backAfter: number }[] = [];
  private state: number;

  constructor(
    private readonly house: House,
    readonly seed: number,
  ) {
    this.state = seed + 1;
  }

  /** Kills while something happens, in an order and at moments given by the seed: every target twice, should it last. */
  async during<T>(happening: Promise<T>): Promise<T> {
    let over = false;
    const done = happening.finally(() => (over = true));
    done.catch(() => undefined);
    const began = Date.now();
    for (const target of [...this.shuffled(), ...this.shuffled()]) {
      await Promise.race([sleep(500 + this.random() * 3_000), done]);
      if (over) break;
      const at = Date.now();
      await this.kill(target);
      this.killed.push({ target, at: at - began, backAfter: Date.now() - at });
    }
    return done;
  }

  neverKilled = (): Target[] => targets.filter((target) => !this.killed.some((one) => one.target === target));

  report(): string {
    const lines = this.killed.map(
      ({ target, at, backAfter }) => `  ${(at / 1000).toFixed(1)} s ${target}, back after ${(backAfter / 1000).toFixed(1)} s`,
    );
    return [`killed, with seed ${this.seed}:`, ...lines].join('\n');
  }

  private async kill(target: Target): Promise<void> {
    if (target === 'everything') {
      for (const pid of this.house.pids) kill(pid);
      await this.house.start.ended();
      await this.house.again().ready();
      return;
    }
    // It may be coming back just now, after the database it needs was killed.
    await until(`${target} is there to be killed`, () => this.house.pidOf(target) !== undefined, 90_000);
    const pid = this.house.pidOf(target)!;
    kill(pid);
    await until(`${target} is gone`, () => !isAlive(pid));
    await until(`${target} is back`, async () => this.house.pidOf(target) !== undefined && (await this.serves(target)), 90_000);
  }

  private async serves(target: Exclude<Target, 'everything'>): Promise<boolean> {
    if (target === 'postgres')
      return this.house.query('select 1').then(
        () => true,
        () => false,
      );
    if (target === 'worker') return true;
    return fetch(`${this.house.origins[target]}/health`).then(
      (response) => response.ok,
      () => false,
    );
  }

  private shuffled(): Target[] {
    return targets
      .map((target) => ({ target, at: this.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ target }) => target);
  }

  /** mulberry32 */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was on its way out already.
  }
}
