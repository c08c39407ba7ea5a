import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildWeb } from '#lib/web';
import { ConsoleModule, type ConsoleSettings } from '../../../apps/console/console.module.js';
import { pagesOfConsole } from '../../../apps/console/pages.js';
import { testKeyRing } from '../../support/key-ring.js';
import { type Attacker } from '../attacker.js';

/** A console over the same database, set up as in production and not as in the demo, for as long as something is tried on it. */
export async function atConsole<T>(
  { four }: Attacker,
  settings: Partial<ConsoleSettings>,
  doing: (console: NestFastifyApplication) => Promise<T>,
): Promise<T> {
  const app = await buildWeb({
    ...pagesOfConsole,
    module: ConsoleModule.for({
      ...{ databaseUrl: four.urls.console, keyRing: testKeyRing, training: false, mode: 'production', secureCookies: false },
      secondFactor: 'whoHasOne',
      familyOrigin: 'https://kazoku.example.jp',
      limits: { reads: 600, writes: 120, strangers: 1_200 },
      ...settings,
    }),
    log: () => undefined,
  });
  try {
    return await doing(app);
  } finally {
    await app.close();
  }
}
