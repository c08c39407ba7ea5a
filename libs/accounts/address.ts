import { networkOf } from '#lib/kernel';
import { fingerprint } from './tokens.js';

/** What stands for the address of a caller in the table of attempts; the address itself is not stored. */
export const addressHash = (address: string): string => fingerprint(networkOf(address));

/** An address as its account is counted under, whether there is one or not. */
export const tidyAccount = (email: string): string => email.trim().normalize('NFKC').toLowerCase();
