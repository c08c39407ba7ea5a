import { existsSync } from 'node:fs';
import path from 'node:path';
import { Refused, tokyoDate } from '#lib/kernel';
import { makeKeyRing, sealPlain } from '#lib/vault';
import { prepareDatabase, readDemoMark, recreateDatabase, setDemoMark } from './database.js';
import { readJson, ringFile, writeWhole } from './files.js';
import type { Origins } from './origins.js';
import type { DemoAccount as SeededAccount, DemoToken } from '../../seeds/demo/people.js';

export interface DemoAccount extends SeededAccount {
  readonly url: string;
}
/** What `<data>/demo-accounts.json` holds. The passwords are made by the seed and stand nowhere else in the clear. */
export interface DemoAccounts {
  readonly accounts: readonly DemoAccount[];
  readonly apiTokens: readonly DemoToken[];
}

export const accountsFile = (data: string): string => path.join(data, 'demo-accounts.json');

interface Place {
  readonly ownerUrl: string;
  /** Our own PostgreSQL may be emptied to begin again; another's may not. */
  readonly embedded: boolean;
  readonly data: string;
  readonly origins: Origins;
  readonly seed: (ownerUrl: string) => Promise<{ accounts: readonly SeededAccount[]; apiTokens: readonly DemoToken[] }>;
  readonly say: (code: string, facts?: Record<string, unknown>) => void;
}

/**
 * Tables, reference data and, the first time, demo data. Seeding goes through the services in many transactions: it is
 * marked before and after, so that one broken off is seen and done again from the beginning. The apps have not been
 * started then, so nothing of a person's can be lost. Answers the accounts, where their file is still there.
 */
export async function prepareWithDemo({ ownerUrl, embedded, data, origins, seed, say }: Place): Promise<DemoAccounts | undefined> {
  const mark = await readDemoMark(ownerUrl);
  if (mark === 'begun') {
    if (!embedded) throw new Refused('seed-half-done');
    say('starting-over-demo');
    await recreateDatabase(ownerUrl);
  }
  await prepareDatabase(ownerUrl);
  const ring = { databaseUrl: ownerUrl, keyRing: ringFile(data) };
  await makeKeyRing(ring, tokyoDate(new Date()));
  await sealPlain(ring);
  const file = accountsFile(data);
  if (mark === 'done') {
    if (existsSync(file)) return store(file, origins, readJson<DemoAccounts>(file)!);
    say('no-accounts-file', { file });
    return undefined;
  }
  say('starting-demo');
  await setDemoMark(ownerUrl, 'begun');
  const made = store(file, origins, await seed(ownerUrl));
  await setDemoMark(ownerUrl, 'done');
  return made;
}

/** The addresses are those of this start: the ports may have been moved since. */
function store(
  file: string,
  origins: Origins,
  { accounts, apiTokens }: { accounts: readonly SeededAccount[]; apiTokens: readonly DemoToken[] },
): DemoAccounts {
  const whole = {
    accounts: accounts.map(({ app, email, password, role, organisation }) => ({
      app,
      url: origins[app],
      email,
      password,
      role,
      organisation,
    })),
    apiTokens,
  };
  writeWhole(file, `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}
