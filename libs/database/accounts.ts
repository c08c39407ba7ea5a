import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Zone } from '#lib/kernel';
import { withoutOptions } from './owner-address.js';

/** Each zone has its own database account, `yorisoi_<zone>`. */
export type Account = Zone;
export const accounts = ['console', 'family', 'committee', 'api', 'worker'] as const satisfies readonly Account[];
export const accountName = (account: Account): string => `yorisoi_${account}`;

const freshPassword = (): string => randomBytes(24).toString('base64url');

/**
 * Opens the accounts for sign-in and answers the address each app connects with. The passwords are new at every call and stand nowhere but
 * in the answer; whoever calls it twice on one server locks out the apps of the first. `password` replaces the random one.
 */
export async function ensureAccounts(
  ownerUrl: string,
  password: (account: Account) => string = freshPassword,
): Promise<Record<Account, string>> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const pairs: [Account, string][] = [];
    for (const account of accounts) {
      const secret = password(account);
      await changingSharedRow(() => client.query(`alter role ${accountName(account)} login password ${client.escapeLiteral(secret)}`));
      pairs.push([account, urlFor(ownerUrl, accountName(account), secret)]);
    }
    return Object.fromEntries(pairs) as Record<Account, string>;
  } finally {
    await client.end();
  }
}

function urlFor(ownerUrl: string, user: string, password: string): string {
  const url = new URL(withoutOptions(ownerUrl));
  url.username = user;
  url.password = password;
  return url.href;
}

/** Accounts are shared by all databases of a server; two sessions changing one at the same moment is an error for the second. */
async function changingSharedRow(change: () => Promise<unknown>): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await change();
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof Error && /tuple concurrently (updated|deleted)/.test(error.message))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 40));
    }
  }
}
