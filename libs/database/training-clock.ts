import type { DataSource } from 'typeorm';
import { Refused } from '#lib/kernel';
import { type Asks } from '#lib/journal';
import { Clock } from './clock.js';
import { type Tx } from './tx.js';

const lastYear = 2100;
const aheadOf = 'select extract(epoch from ahead)::float8 as seconds from training_clock where id = 1';

/** Solo mode only: the real time plus the step forward that stands in the database, so that every process obeys the same clock. */
export class TrainingClock extends Clock {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async now(asks?: Asks): Promise<Date> {
    const [row] = asks ? await asks.query<{ seconds: number }>(aheadOf) : await this.dataSource.query<{ seconds: number }[]>(aheadOf);
    return new Date(Date.now() + Math.round((row?.seconds ?? 0) * 1000));
  }

  /** Sets the clock forward for every later unit of work. Refuses: `clock-backwards` (also where the owner has not allowed it), `clock-too-far` (after the year 2100). */
  async setForward(tx: Tx, to: Date): Promise<void> {
    if (Number.isNaN(to.getTime()) || to.getUTCFullYear() > lastYear) throw new Refused('clock-too-far', { lastYear });
    const seconds = (to.getTime() - Date.now()) / 1000;
    const moved = await tx.change(
      'update training_clock set ahead = make_interval(secs => $1), set_at = clock_timestamp() where id = 1 and ahead <= make_interval(secs => $1)',
      [seconds],
    );
    if (moved !== 1 || to < tx.now) throw new Refused('clock-backwards');
  }
}

/**
 * Lets the apps of an installation for training set the clock forward: a row that only the owner can make. Without it no account moves time,
 * whatever an app believes its mode to be. Changes nothing where it was called before.
 */
export const allowTrainingClock = (asOwner: (sql: string) => Promise<unknown>): Promise<unknown> =>
  asOwner(`insert into training_clock (id, ahead, set_at) values (1, interval '0', clock_timestamp()) on conflict do nothing`);
