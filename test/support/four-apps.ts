import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { type WebOptions, buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { CommitteeModule } from '../../apps/committee/committee.module.js';
import { pagesOfCommittee } from '../../apps/committee/frame.js';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { FamilyModule } from '../../apps/family/family.module.js';
import { pagesOfFamily } from '../../apps/family/frame.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { allowTrainingClock } from '#lib/database';
import { type TestDatabase, testDatabase } from './database.js';
import { handedIn } from './form.js';
import { testKeyRing } from './key-ring.js';

export const pageApps = ['console', 'family', 'committee'] as const;
export const webApps = [...pageApps, 'api'] as const;
export type AnyWebApp = (typeof webApps)[number];

/** All four apps in this process over one database with the demo, each under its own account; `listen` gives them ports of their own. */
export interface FourApps {
  readonly app: Readonly<Record<AnyWebApp, NestFastifyApplication>>;
  readonly accounts: Awaited<ReturnType<typeof seedDemo>>['accounts'];
  readonly tokens: Awaited<ReturnType<typeof seedDemo>>['apiTokens'];
  /** What the apps said went wrong. */
  readonly faults: readonly string[];
  /** The cookie of somebody of the demo, by mailbox, signed in at their own app. */
  signedIn(mailbox: string): Promise<string>;
  listen(): Promise<Readonly<Record<AnyWebApp, number>>>;
  sql<Row = Record<string, string>>(text: string, params?: unknown[]): Promise<Row[]>;
  /** Where the owner and each app connect. */
  readonly ownerUrl: string;
  readonly urls: TestDatabase['urls'];
  close(): Promise<void>;
}

/** The four apps on a database that is there, each under its own account. */
export async function appsOn(
  urls: Readonly<Record<AnyWebApp, string>>,
  keyRing: string,
  common: Partial<WebOptions> = {},
): Promise<FourApps['app']> {
  const settings = (name: AnyWebApp) => ({
    databaseUrl: urls[name],
    keyRing,
    training: true,
    mode: 'solo' as const,
    secureCookies: common.secure ?? false,
  });
  return {
    console: await buildWeb({ ...pagesOfConsole, ...common, module: ConsoleModule.for(settings('console')) }),
    family: await buildWeb({ ...pagesOfFamily, ...common, module: FamilyModule.for(settings('family')) }),
    committee: await buildWeb({ ...pagesOfCommittee, ...common, module: CommitteeModule.for(settings('committee')) }),
    api: await buildWeb({ app: 'api', ...common, module: ApiModule.for(settings('api')) }),
  };
}

export async function startFourApps(more: Partial<WebOptions> = {}): Promise<FourApps> {
  const database: TestDatabase = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await loadReference((text, params) => owner.query(text, params));
  await allowTrainingClock((text) => owner.query(text));
  const { accounts, apiTokens: tokens } = await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing });
  const faults: string[] = [];
  const app = await appsOn(database.urls, testKeyRing, { log: (line: string) => void faults.push(line), ...more });
  const cookies = new Map<string, string>();
  return {
    app,
    accounts,
    tokens,
    faults,
    signedIn: async (mailbox) => {
      const known = cookies.get(mailbox);
      if (known) return known;
      const account = accounts.find(({ email }) => email.startsWith(`${mailbox}@`))!;
      const { email, password } = account;
      const answer = await app[account.app].inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password }) });
      if (answer.statusCode !== 303) throw new Error(`${mailbox} cannot sign in: ${answer.statusCode}`);
      const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
      cookies.set(mailbox, cookie);
      return cookie;
    },
    listen: async () => {
      const ports = {} as Record<AnyWebApp, number>;
      for (const name of webApps) {
        await app[name].listen(0, '127.0.0.1');
        ports[name] = Number(new URL(await app[name].getUrl()).port);
      }
      return ports;
    },
    ownerUrl: database.ownerUrl,
    urls: database.urls,
    sql: async <Row>(text: string, params: unknown[] = []) => (await owner.query(text, params)).rows as Row[],
    close: async () => {
      await Promise.all(Object.values(app).map((one) => one.close()));
      await owner.end();
      await database.close();
    },
  };
}
