import { hash, verify } from '@node-rs/argon2';
import { Turns } from './turns.js';

/** argon2id, 19 MiB, two passes, one lane: the smallest setting OWASP recommends. */
export const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Longer input is refused before it is hashed. */
export const longestPassword = 200;

/** The hash of a password nobody has (32 random bytes, thrown away): an unknown account costs what a known one costs. */
export const nobody = '$argon2id$v=19$m=19456,t=2,p=1$IuZL3HpqGfy5xq+PXyJ2pA$6VFAJYkv5WZ/tOlh922OwxlHcPTj75o5PwIMDuqVLxw';

/** Keyboards write the same letters in different code points; full-width letters stay what they are. */
const asTyped = (password: string): string => password.normalize('NFC');

/** Hashing costs more than everything else anybody can ask for: two at once in a process, twenty waiting from one address. */
const turns = new Turns(2, 20);

export const hashPassword = (password: string): Promise<string> => hash(asTyped(password), passwordCost);

/** Who asks, as tries are counted. */
interface Asking {
  readonly addressHash: string;
  /** The browser is one the person was let in with. */
  readonly known: boolean;
}

/**
 * Whether the password is right. Costs the same where there is no account (`stored` undefined). Whoever sends many waits behind themselves, and
 * nobody who is known behind the crowd. Refuses: `too-many-requests`.
 */
export async function passwordIsRight(stored: string | undefined, password: string, { addressHash, known }: Asking): Promise<boolean> {
  const right = await turns.take(addressHash, () => verify(stored ?? nobody, asTyped(password)), known);
  return right && stored !== undefined;
}
