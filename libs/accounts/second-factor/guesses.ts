import type { Tx } from '#lib/database';
import { addressHash } from '../address.js';
import type { Caller } from '../caller.js';
import { isKnownDevice } from '../devices.js';
import { secondsToWait } from '../domain/slow-down.js';
import { type Attempt, failuresBefore, noteAttempt, triesToday } from '../sign-in-attempts.js';
import { fingerprint } from '../tokens.js';

/** Codes that browsers this person never used may try in a day, all together. The person's own browsers are counted apart and are not shut out. */
const freeForStrangers = 60;
const pauseForStrangers = 900;

/**
 * Counts one try at a code and answers the seconds to wait before it may be looked at; 0 = now. Whoever guesses knows the password already,
 * so tries from strange browsers have a common bound; those from a browser the person has used are slowed by themselves.
 */
export async function guess(tx: Tx, personId: string, caller: Caller): Promise<{ readonly seconds: number; readonly attempt: Attempt }> {
  const known = await isKnownDevice(tx, personId, caller.device);
  const attempt = {
    addressHash: addressHash(caller.address),
    accountHash: fingerprint(`second:${personId}:${known ? caller.device : 'strangers'}`),
  };
  const failures = await failuresBefore(tx, attempt);
  const crowd = known || (await triesToday(tx, attempt)) < freeForStrangers ? 0 : pauseForStrangers;
  const seconds = Math.max(secondsToWait(failures), crowd);
  if (seconds === 0) await noteAttempt(tx, attempt);
  return { seconds, attempt };
}
