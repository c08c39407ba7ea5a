import { inOne, maintaining } from './connected.js';
import type { RingSettings } from './registry.js';
import { caseNoOfKey, resealingOf } from './renew.js';
import { leftOf } from './reseal.js';
import type { Progress } from './wrapping.js';

/** A renewal that was asked for, and how far it is: the data keys wrapped by a master key, or the rows of a case sealed with a data key. */
export interface Renewal extends Progress {
  readonly key: string;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

const columns = 'key, done, asked_at as "askedAt", ended_at as "endedAt"';

/**
 * To master keys, the latest first.
 * @param databaseUrl as the owner of the database
 */
export const renewals = ({ databaseUrl }: RingSettings): Promise<Renewal[]> =>
  maintaining(databaseUrl, async (client) => {
    const { rows } = await client.query<Renewal>(
      `select ${columns}, case when key = newest_master() then keys_left() else 0 end as left from key_renewal where what = 'wrap' order by asked_at desc`,
    );
    return rows;
  });

export interface TextRenewals {
  readonly ended: number;
  /** How many wait or are under way. */
  readonly open: number;
  /** The first of them, with the number of the case; null: of the house. */
  readonly first: readonly (Renewal & { readonly caseNo: string | null })[];
}

/** To data keys. */
export const textRenewals = ({ databaseUrl }: RingSettings, most = 20): Promise<TextRenewals> =>
  maintaining(databaseUrl, (client) =>
    inOne(client, async (asks) => {
      const [count] = await asks.query<{ ended: number; open: number }>(
        `select count(ended_at)::int as ended, (count(*) - count(ended_at))::int as open from key_renewal where what = 'texts'`,
      );
      const rows = await asks.query<Omit<Renewal, 'left'> & { caseNo: string | null }>(
        `select ${columns}, ${caseNoOfKey} as "caseNo"
         from key_renewal where what = 'texts' and ended_at is null order by not_before, id limit $1`,
        [most],
      );
      const first = [];
      for (const row of rows) first.push({ ...row, left: await leftOf(asks, resealingOf(row.key)) });
      return { ...count!, first };
    }),
  );
