/** Failed attempts that count now, by what they have in common with the attempt at hand. Times are seconds that have passed. */
export interface Failures {
  /** Same address and same account, within the last hour. */
  readonly pair: number;
  readonly sincePair: number;
  /** Same address, any account, within the last 15 minutes. */
  readonly address: number;
  readonly sinceAddress: number;
  /** Same account, any address, within the last 15 minutes. */
  readonly account: number;
}

const freeForPair = 4;
const longestForPair = 300;
const freeForAddress = 60;
const pauseForAddress = 15;
const freeForAccount = 30;

/**
 * Seconds until this address may try this account again; 0 = now.
 * Doubles with each failure (5 s, 10 s, … at most 5 minutes) and counts for the pair only, so that nobody can shut another
 * person out by failing from elsewhere. An address that fails with many accounts (a whole office may stand behind one) pauses briefly.
 */
export function secondsToWait(failures: Failures): number {
  const over = failures.pair - freeForPair;
  const pair = over > 0 ? Math.min(5 * 2 ** (over - 1), longestForPair) - failures.sincePair : 0;
  const address = failures.address >= freeForAddress ? pauseForAddress - failures.sinceAddress : 0;
  return Math.max(0, Math.ceil(Math.max(pair, address)));
}

/**
 * Milliseconds an answer is held back when one account is tried from many addresses: grows to 2 s and never becomes a refusal,
 * so the person it belongs to still gets in.
 */
export const millisecondsToHold = ({ account }: Failures): number => Math.max(0, Math.min(2000, (account - freeForAccount) * 100));
