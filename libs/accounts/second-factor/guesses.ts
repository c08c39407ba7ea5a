import type { Tx } from '#lib/database';
import type { Caller } from '../caller.js';
import { type Bound, codes, secondsToWait } from '../domain/slow-down.js';
import { type Attempt, attemptAt, noteAttempt, triesBefore } from '../sign-in-attempts.js';

/**
 * Counts one try at something of a person and answers the seconds to wait before it may be looked at; 0 = now. Tries from strange browsers have
 * a common bound; those from a browser the person has used are slowed by themselves.
 */
export async function tryAt(
  tx: Tx,
  what: string,
  personId: string,
  caller: Caller,
  bound: Bound,
): Promise<{ readonly seconds: number; readonly attempt: Attempt }> {
  const attempt = await attemptAt(tx, `${what}:${personId}`, personId, caller);
  const seconds = secondsToWait(await triesBefore(tx, attempt), bound, attempt.known);
  if (seconds === 0) await noteAttempt(tx, attempt);
  return { seconds, attempt };
}

/** One try at a code of the second factor: whoever guesses knows the password already. */
export const guess = (tx: Tx, personId: string, caller: Caller) => tryAt(tx, 'second', personId, caller, codes);
