import { Refused } from '#lib/kernel';
import type { DataSource } from 'typeorm';
import { shareOf, within } from './domain/share.js';

/** Requests in a minute; 0 is no limit. */
export interface Limits {
  /** Of one account: what looks. */
  readonly reads: number;
  /** Of one account: what changes. */
  readonly writes: number;
  /** Of one address, by all who are not signed in. */
  readonly strangers: number;
}
export const noLimits: Limits = { reads: 0, writes: 0, strangers: 0 };

interface Share {
  left: number;
  /** By the clock of this process. */
  readonly until: number;
}
const kept = 50_000;

/**
 * Counts requests by the minute, for all processes together: each takes a share of what is allowed out of the database, uses it up by
 * itself and comes again. Who is signed in is counted as an account and never stands for an office behind one address.
 */
export class Pace {
  private readonly shares = new Map<string, Share>();
  private readonly taking = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: Pick<DataSource, 'query'>,
    private readonly limits: Limits = noLimits,
  ) {}

  /** Refuses: `too-many-requests`, with the seconds to wait. */
  async account(personId: string, method: string): Promise<void> {
    const looks = method === 'GET' || method === 'HEAD';
    await this.count(`${looks ? 'reads' : 'writes'} ${personId}`, looks ? this.limits.reads : this.limits.writes);
  }

  /** Refuses: `too-many-requests`, with the seconds to wait. The address comes as its fingerprint. */
  async stranger(addressHash: string): Promise<void> {
    await this.count(`stranger ${addressHash}`, this.limits.strangers);
  }

  /** A browser that was let in before, where the address it comes from has used up what it may. Refuses: `too-many-requests`. */
  async device(deviceHash: string): Promise<void> {
    await this.count(`device ${deviceHash}`, this.limits.writes);
  }

  private async count(who: string, limit: number): Promise<void> {
    if (limit === 0) return;
    for (;;) {
      const share = this.shares.get(who);
      const seconds = share ? (share.until - performance.now()) / 1000 : 0;
      if (!share || seconds <= 0) await this.take(who, limit);
      else if (share.left > 0) return void (share.left -= 1);
      else if (share.left === 0) await this.take(who, limit);
      else throw new Refused('too-many-requests', { retryAfter: Math.ceil(seconds) });
    }
  }

  /** One statement for all who wait for the same share. */
  private take(who: string, limit: number): Promise<void> {
    const taking =
      this.taking.get(who) ??
      this.ask(who, limit)
        .then((share) => void this.shares.set(who, share))
        .finally(() => this.taking.delete(who));
    this.taking.set(who, taking);
    return taking;
  }

  private async ask(who: string, limit: number): Promise<Share> {
    this.forget();
    const share = shareOf(limit);
    const [row] = await this.dataSource.query<{ counted: number; seconds: number }[]>(counting, [who, share]);
    const left = within(limit, share, row!.counted);
    // Below nothing: the limit is reached, and until the minute is over nobody need ask again.
    return { left: left === 0 ? -1 : left, until: performance.now() + row!.seconds * 1000 };
  }

  private forget(): void {
    if (this.shares.size < kept) return;
    for (const [who, { until }] of this.shares) if (until <= performance.now()) this.shares.delete(who);
    if (this.shares.size >= kept) this.shares.clear();
  }
}

/** Each app counts its own: its account reaches no other's counts (migrations/1764000000029-written-by-function.ts). */
const counting = `
insert into request_count as c (who, minute_at, counted) values (substr(session_user, 9) || ' ' || $1::text, date_trunc('minute', clock_timestamp()), $2)
on conflict (who, minute_at) do update set counted = c.counted + excluded.counted
returning counted, extract(epoch from minute_at + interval '1 minute' - clock_timestamp())::float8 as seconds`;
