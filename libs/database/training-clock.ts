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

  /** Sets the clock forward for every later unit of work. Refuses: `clock-backwards`, `clock-too-far` (after the year 2100). */
  async setForward(tx: Tx, to: Date): Promise<void> {
    if (Number.isNaN(to.getTime()) || to.getUTCFullYear() > lastYear) throw new Refused('clock-too-far', { lastYear });
    const seconds = (to.getTime() - Date.now()) / 1000;
    const moved = await tx.change(
      `insert into training_clock as clock (id, ahead, set_at) values (1, make_interval(secs => $1), clock_timestamp())
       on conflict (id) do update set ahead = excluded.ahead, set_at = excluded.set_at where clock.ahead <= excluded.ahead`,
      [seconds],
    );
    if (moved !== 1 || to < tx.now) throw new Refused('clock-backwards');
  }
}
