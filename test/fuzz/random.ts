/** Chance that can be told again: the same seed, the same course. */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  below = (limit: number): number => Math.floor(this.next() * limit);
  /** True that often. */
  in = (share: number): boolean => this.next() < share;
  shuffled = <T>(all: readonly T[]): T[] =>
    all
      .map((one) => [this.next(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  of = <T>(all: readonly T[]): T => all[this.below(all.length)]!;
}

/** The seed of a run: the one given, or one of the moment. Print it. */
export const seedOf = (given: string | undefined): number => (given === undefined ? Date.now() % 2_147_483_647 : Number(given));
