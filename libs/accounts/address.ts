import { networkOf } from '#lib/kernel';
import { fingerprint } from './tokens.js';

/** What stands for the address of a caller in the table of attempts; the address itself is not stored. */
export const addressHash = (address: string): string => fingerprint(networkOf(address));

/** What stands for an account in the table of attempts, whether there is one or not. */
export const accountHash = (email: string): string => fingerprint(email.trim().normalize('NFKC').toLowerCase());
