import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { CommitteeModule } from '../../apps/committee/committee.module.js';
import { pagesOfCommittee } from '../../apps/committee/frame.js';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { FamilyModule } from '../../apps/family/family.module.js';
import { pagesOfFamily } from '../../apps/family/frame.js';
import { testKeyRing } from './key-ring.js';
import type { TestDatabase } from './database.js';
import { visitors } from './visitor.js';

export const committeeOrigin = 'https://iinkai.example.jp';
const settings = { training: false, mode: 'production', secureCookies: false, secondFactor: 'whoHasOne', keyRing: testKeyRing } as const;

/** All apps people and programs reach, in this process, over one database. What goes wrong inside them is kept in `faults`. */
export async function toldApps({ urls }: TestDatabase) {
  const faults: string[] = [];
  const log = (line: string) => faults.push(line);
  const web = {
    console: await buildWeb({
      ...pagesOfConsole,
      module: ConsoleModule.for({ ...settings, committeeOrigin, databaseUrl: urls.console }),
      log,
    }),
    committee: await buildWeb({ ...pagesOfCommittee, module: CommitteeModule.for({ ...settings, databaseUrl: urls.committee }), log }),
    family: await buildWeb({ ...pagesOfFamily, module: FamilyModule.for({ ...settings, databaseUrl: urls.family }), log }),
    api: await buildWeb({ app: 'api', module: ApiModule.for({ databaseUrl: urls.api, training: false, keyRing: testKeyRing }), log }),
  } satisfies Record<string, NestFastifyApplication>;
  return {
    ...web,
    faults,
    at: (app: 'console' | 'committee' | 'family') => visitors(() => web[app]),
    close: async () => {
      for (const app of Object.values(web)) await app.close();
    },
  };
}
export type ToldApps = Awaited<ReturnType<typeof toldApps>>;
