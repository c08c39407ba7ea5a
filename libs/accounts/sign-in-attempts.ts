import type { Tx } from '#lib/database';
import { addressHash } from './address.js';
import type { Caller } from './caller.js';
import { isKnownDevice } from './devices.js';
import type { Tries } from './domain/slow-down.js';
import { fingerprint } from './tokens.js';

export interface Attempt {
  readonly addressHash: string;
  readonly accountHash: string;
  /** The browser is one the person was let in with: it is counted by itself, wherever it is. */
  readonly known: boolean;
}

/**
 * What a try at something of a person is counted under. `what` stands for the account and what is tried; `personId` is null where there is
 * no such account, which makes no difference to be seen.
 */
export async function attemptAt(tx: Tx, what: string, personId: string | null, caller: Caller): Promise<Attempt> {
  const known = await isKnownDevice(tx, personId, caller.device);
  return known
    ? { addressHash: fingerprint(`device ${caller.device}`), accountHash: fingerprint(`${what} ${caller.device}`), known }
    : { addressHash: addressHash(caller.address), accountHash: fingerprint(what), known };
}

/** What stands in the table: keyed, because who steals it has the addresses to try at hand. */
const prints = (tx: Tx, attempt: Attempt) => [
  tx.vault.print('attempt.address', attempt.addressHash),
  tx.vault.print('attempt.account', attempt.accountHash),
];
/** More of one address are not looked at: the answer is held back as long as it ever is. */
const enough = 200;

/** One after the other for an account, so that attempts sent at the same moment see each other. Times are real, never training time. */
export async function triesBefore(tx: Tx, attempt: Attempt): Promise<Tries> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [attempt.accountHash]);
  const [row] = await tx.query<Tries>(
    `with its as (
       select address_hash = $1 as here, extract(epoch from clock_timestamp() - at)::float8 as age
         from sign_in_attempt where account_hash = $2 and at > clock_timestamp() - interval '1 day'
     ), of_address as (
       select from sign_in_attempt where address_hash = $1 and at > clock_timestamp() - interval '15 minutes' limit ${enough}
     )
     select count(*) filter (where here and age < 3600)::int as pair, coalesce(min(age) filter (where here), 0) as "sincePair",
            (select count(*)::int from of_address) as address, count(*) filter (where age < 900)::int as account,
            count(*)::int as today, coalesce(min(age), 0) as "sinceToday"
       from its`,
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
