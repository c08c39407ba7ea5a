import { systemActor } from '#lib/kernel';
import type { Tx, UnitOfWork } from '#lib/database';
import type { JobQueue } from './job-queue.js';

export interface WaitingRow {
  readonly id: string;
  /** Since when it is due. A row that becomes due anew has another one and is asked for again at once. */
  readonly since: string;
}

/** Where the page after this row begins. */
export const waitingFrom = (after: WaitingRow | null): readonly [string, string] => [
  after?.since ?? '-infinity',
  after?.id ?? '00000000-0000-0000-0000-000000000000',
];

/** Rows whose work is due and not done, in the order of (since, id). The rows are the truth: the queue may lose everything. */
export interface WaitingWork {
  readonly job: string;
  find(tx: Tx, after: WaitingRow | null): Promise<readonly WaitingRow[]>;
}

/** Brings waiting work back to the queue: work whose hour has come, and work the queue has lost or given up. */
export class CatchUp {
  private asked = new Set<string>();
  private span = 0;

  /** `again`: milliseconds after which the same waiting row is asked for once more. */
  constructor(
    private readonly work: UnitOfWork,
    private readonly queue: JobQueue,
    private readonly sources: readonly WaitingWork[],
    private readonly again = 600_000,
  ) {}

  /** Asks for everything that waits; answers how many jobs were asked for. */
  async once(): Promise<number> {
    const span = Math.floor(Date.now() / this.again);
    if (span !== this.span) [this.span, this.asked] = [span, new Set()];
    let count = 0;
    for (const source of this.sources) count += await this.askFor(source);
    return count;
  }

  private async askFor({ job, find }: WaitingWork): Promise<number> {
    let count = 0;
    let after: WaitingRow | null = null;
    for (;;) {
      const rows: readonly WaitingRow[] = await this.work.run(systemActor('worker'), (tx) => find(tx, after));
      const last = rows.at(-1);
      if (!last) return count;
      const asks = rows
        .map(({ id, since }) => ({ key: `${id}.${since}.${this.span}`.replace(/[^\w.-]/g, '-'), job, id }))
        .filter(({ key }) => !this.asked.has(key));
      await this.queue.add(asks);
      for (const { key } of asks) this.asked.add(key);
      count += asks.length;
      after = last;
    }
  }
}
