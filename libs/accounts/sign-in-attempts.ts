import type { Tx } from '#lib/database';
import type { Failures } from './domain/slow-down.js';

export interface Attempt {
  readonly addressHash: string;
  readonly accountHash: string;
}

/** What stands in the table: keyed, because who steals it has the addresses to try at hand. */
const addressPrint = (tx: Tx, { addressHash }: Attempt): string => tx.vault.print('attempt.address', addressHash);
const accountPrint = (tx: Tx, { accountHash }: Attempt): string => tx.vault.print('attempt.account', accountHash);
const prints = (tx: Tx, attempt: Attempt) => [addressPrint(tx, attempt), accountPrint(tx, attempt)];

/** One after the other for an account, so that attempts sent at the same moment see each other. Times are real, never training time. */
export async function failuresBefore(tx: Tx, attempt: Attempt): Promise<Failures> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [attempt.accountHash]);
  const [row] = await tx.query<Failures>(
    `with recent as (
       select at, address_hash = $1 as here, account_hash = $2 as it, at > clock_timestamp() - interval '15 minutes' as late
         from sign_in_attempt
        where (address_hash = $1 or account_hash = $2) and at > clock_timestamp() - interval '1 hour'
     ), ages as (select *, extract(epoch from clock_timestamp() - at)::float8 as age from recent)
     select count(*) filter (where here and it)::int as pair, coalesce(min(age) filter (where here and it), 0) as "sincePair",
            count(*) filter (where here and late)::int as address, coalesce(min(age) filter (where here and late), 0) as "sinceAddress",
            count(*) filter (where it and late)::int as account
       from ages`,
    prints(tx, attempt),
  );
  return row!;
}

/** Every attempt counts as failed until it has succeeded. */
export async function noteAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.change('insert into sign_in_attempt (address_hash, account_hash, at) values ($1, $2, clock_timestamp())', prints(tx, attempt));
}

export async function forgetAttempts(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.change('delete from sign_in_attempt where address_hash = $1 and account_hash = $2', prints(tx, attempt));
}

/** How many tries at an account there were in the last day, from wherever. */
export async function triesToday(tx: Tx, attempt: Attempt): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from sign_in_attempt where account_hash = $1 and at > clock_timestamp() - interval '1 day'`,
    [accountPrint(tx, attempt)],
  );
  return row!.n;
}
