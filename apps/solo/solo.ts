import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '#lib/kernel';
import { ensureAccounts } from '#lib/database';
import { startChild } from './child.js';
import { type DemoAccounts, accountsFile, prepareWithDemo } from './demo.js';
import { refuseForeignDatabase } from './database.js';
import { ringFile } from './files.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { Ends } from './ends.js';
import { takeLock } from './lock.js';
import { originsOn, refuseTakenPorts } from './origins.js';
import { appPlans, type House, mailCatcherPlan } from './plans.js';
import type { Facts } from './tell.js';

export interface SoloSettings {
  readonly data: string;
  readonly portBase: number;
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly surroundings: Readonly<Record<string, string | undefined>>;
  readonly say: (code: string, facts?: Facts) => void;
  /** The database is lost for good while running. */
  readonly onLost: (why: Error) => void;
}

export interface Solo {
  readonly house: House;
  readonly demo: DemoAccounts | undefined;
  /** Starts the apps anew from the files as they are now; the database goes on running. */
  restart(): Promise<void>;
}

/** Starts everything a newcomer needs on one machine. Whatever has been started is noted in `ends`, also where it then refuses. */
export async function startSolo(settings: SoloSettings, ends: Ends): Promise<Solo> {
  const { portBase, databaseUrl, say, onLost } = settings;
  const data = folderFor(settings.data);
  const lock = takeLock(data);
  ends.add(() => lock.giveBack());
  await refuseTakenPorts(portBase, lock.wasStale ? 12_000 : 0);
  const house: House = { data, portBase, origins: originsOn(portBase), redisUrl: settings.redisUrl, surroundings: settings.surroundings };

  say('starting-database');
  if (databaseUrl) await refuseForeignDatabase(databaseUrl);
  const ownerUrl = databaseUrl ?? (await ownDatabase());
  async function ownDatabase(): Promise<string> {
    const postgres = await startEmbeddedPostgres({ data, say, onLost });
    ends.add(() => postgres.stop());
    return postgres.url;
  }
  ends.throwIfAsked();
  const catcher = startChild(mailCatcherPlan(house), { say });
  ends.add(() => catcher.stop());

  const keyRing = ringFile(data);
  const seed = async (databaseUrl: string) => (await import('../../seeds/demo/index.js')).seedDemo({ databaseUrl, keyRing });
  const demo = await prepareWithDemo({ ownerUrl, embedded: !databaseUrl, data, origins: house.origins, seed, say });
  ends.throwIfAsked();

  say('starting-apps');
  const apps = appPlans(house, await ensureAccounts(ownerUrl)).map((plan) => startChild(plan, { say }));
  ends.add(() => Promise.all(apps.map((app) => app.stop())));
  const children = [catcher, ...apps];
  await Promise.race([ends.asked, Promise.all(children.map((child) => child.ready))]);
  if (demo) say('accounts-file', { file: accountsFile(data) });
  return { house, demo, restart: async () => void (await Promise.all(children.map((child) => child.restart()))) };
}

function folderFor(data: string): string {
  const folder = path.resolve(data);
  try {
    // Root hands the database in it to an unprivileged account, which has to pass through; everything else in it is closed.
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    throw new Refused('data-not-writable', { folder, code: (error as NodeJS.ErrnoException).code });
  }
}
