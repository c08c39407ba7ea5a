import { isIPv6 } from 'node:net';
import { fingerprint } from './tokens.js';

/** The first four groups of an IPv6 address: one household or office holds them all and may change the rest at will. */
function network(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** What stands for the address of a caller in the table of attempts; the address itself is not stored. */
export function addressHash(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return fingerprint(mapped ?? (isIPv6(address) ? network(address.split('%')[0]!) : address));
}

/** What stands for an account in the table of attempts, whether there is one or not. */
export const accountHash = (email: string): string => fingerprint(email.trim().normalize('NFKC').toLowerCase());
