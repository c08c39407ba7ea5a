/** Tries that count now, by what they have in common with the one at hand. Times are seconds that have passed. */
export interface Tries {
  /** Same browser, or same address where the browser is not known, and same account, within the last hour. */
  readonly pair: number;
  readonly sincePair: number;
  /** Same address, any account, within the last 15 minutes. */
  readonly address: number;
  /** Same account, any browser that is not known, within the last 15 minutes; the same of the last day, and since the last of them. */
  readonly account: number;
  readonly today: number;
  readonly sinceToday: number;
}

/** What browsers a person never used may try at the person's account together. */
export interface Bound {
  /** Tries in a day that nothing stands in the way of. */
  readonly free: number;
  /** Seconds between two of those that follow. */
  readonly pause: number;
}
/** Passwords: a thousand and one in half a minute, so at most 3,880 a day, from however many addresses. */
export const passwords: Bound = { free: 1_000, pause: 30 };
/** Codes of six digits, which only who has the password gets to try. */
export const codes: Bound = { free: 60, pause: 900 };
/** Letters with a code, each to the same mailbox. */
export const letters: Bound = { free: 10, pause: 900 };

const freeForPair = 4;
const longestForPair = 300;
const freeForAddress = 60;
const freeForAccount = 30;

/**
 * Seconds until this may be tried again; 0 = now. Doubles with each failure of the pair (5 s, 10 s, … at most 5 minutes), and counts for the
 * pair only. Browsers a person never used have a common bound besides, wide enough that nobody reaches it by hand; a browser the
 * person was let in with is asked about itself alone, so nothing anybody does elsewhere keeps the person out.
 */
export function secondsToWait(tries: Tries, bound: Bound, known: boolean): number {
  const over = tries.pair - freeForPair;
  const pair = over > 0 ? Math.min(5 * 2 ** (over - 1), longestForPair) - tries.sincePair : 0;
  const crowd = !known && tries.today >= bound.free ? bound.pause - tries.sinceToday : 0;
  return Math.max(0, Math.ceil(Math.max(pair, crowd)));
}

/**
 * Milliseconds an answer is held back while one account is tried from many addresses, or many accounts from one: grows to 2 s and never
 * becomes a refusal, so a class or an office behind one address still gets in.
 */
export const millisecondsToHold = ({ account, address }: Pick<Tries, 'account' | 'address'>, known: boolean): number =>
  known ? 0 : Math.max(0, Math.min(2_000, Math.max((account - freeForAccount) * 100, (address - freeForAddress) * 20)));
