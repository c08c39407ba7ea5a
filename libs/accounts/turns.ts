import { Refused } from '#lib/kernel';

type Going = () => void;

/**
 * Lets so many go at once and the others wait, one of each `from` after the other, so that whoever sends many waits behind themselves.
 * Refuses: `too-many-requests` where one `from` has so many waiting, or all strangers together ten times as many; who is `known` is never refused for others.
 */
export class Turns {
  private readonly lanes = new Map<string, Going[]>();
  private going = 0;
  private waiting = 0;

  constructor(
    private readonly atOnce: number,
    private readonly mostOfOne: number,
  ) {}

  async take<T>(from: string, doing: () => Promise<T>, known = false): Promise<T> {
    if (this.going >= this.atOnce) await this.turn(from, known);
    else this.going += 1;
    try {
      return await doing();
    } finally {
      this.next();
    }
  }

  private turn(from: string, known: boolean): Promise<void> {
    const lane = this.lanes.get(from) ?? [];
    if (lane.length >= this.mostOfOne || (!known && this.waiting >= 10 * this.mostOfOne))
      throw new Refused('too-many-requests', { retryAfter: 5 });
    this.lanes.set(from, lane);
    this.waiting += 1;
    return new Promise((go) => void lane.push(go));
  }

  /** Hands the place to the lane that has waited longest since its last turn; a lane that has had one goes to the end. */
  private next(): void {
    const [first] = this.lanes;
    if (!first) return void (this.going -= 1);
    const [from, lane] = first;
    this.lanes.delete(from);
    const go = lane.shift()!;
    if (lane.length > 0) this.lanes.set(from, lane);
    this.waiting -= 1;
    go();
  }
}
