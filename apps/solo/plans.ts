import path from 'node:path';
import type { Account } from '#lib/database';
import type { ChildPlan } from './child.js';
import { ringFile } from './files.js';
import { type Listener, type Origins, portOf } from './origins.js';

export interface House {
  readonly data: string;
  readonly portBase: number;
  readonly origins: Origins;
  readonly redisUrl?: string | undefined;
  /** What every child inherits: no settings of ours among it. */
  readonly surroundings: Readonly<Record<string, string | undefined>>;
}

const mailFrom = 'Yorisoi <yorisoi@yorisoi.example>';

export function mailCatcherPlan(house: House): ChildPlan {
  const args = [path.join(house.data, 'mail'), String(portOf(house.portBase, 'inbox')), String(portOf(house.portBase, 'smtp'))];
  return { ...planOf(house, 'inbox', path.join(__dirname, 'mail-catcher.js'), {}), args };
}

/** console, family, committee, api and worker, each with its own database account and nothing it does not need. */
export function appPlans(house: House, accounts: Readonly<Record<Account, string>>): ChildPlan[] {
  const pages = (['console', 'family', 'committee', 'api'] as const).map((app) =>
    planOf(house, app, appMain(app), {
      DATABASE_URL: accounts[app],
      YORISOI_KEY_RING: ringFile(house.data),
      PORT: String(portOf(house.portBase, app)),
      HOST: '127.0.0.1',
      YORISOI_ORIGIN: house.origins[app],
      ...(app === 'console' ? forConsole(house) : {}),
    }),
  );
  const worker = planOf(house, 'worker', appMain('worker'), {
    DATABASE_URL: accounts.worker,
    YORISOI_KEY_RING: ringFile(house.data),
    SMTP_URL: house.origins.smtp,
    MAIL_FROM: mailFrom,
    YORISOI_ORIGIN: house.origins.console,
    YORISOI_FAMILY_ORIGIN: house.origins.family,
    YORISOI_COMMITTEE_ORIGIN: house.origins.committee,
    ...(house.redisUrl ? { REDIS_URL: house.redisUrl } : {}),
  });
  return [...pages, worker];
}

function forConsole({ origins, surroundings }: House): Record<string, string> {
  const oidc = surroundings['YORISOI_OIDC'];
  return {
    YORISOI_FAMILY_ORIGIN: origins.family,
    YORISOI_COMMITTEE_ORIGIN: origins.committee,
    ...(oidc === undefined ? {} : { YORISOI_OIDC: oidc }),
  };
}

/** What of the surroundings reaches the children, and the pace at which they may be asked. */
const passedOn = [
  ...['PATH', 'HOME', 'LANG', 'TZ', 'NODE_OPTIONS', 'NODE_ENV'],
  ...['YORISOI_READS_PER_MINUTE', 'YORISOI_WRITES_PER_MINUTE', 'YORISOI_STRANGERS_PER_MINUTE', 'YORISOI_CONNECTIONS_PER_ADDRESS'],
];

const appMain = (app: string): string => path.join(__dirname, '..', app, 'main.js');

function planOf(house: House, name: Listener | 'worker', script: string, own: Record<string, string>): ChildPlan {
  const inherited = Object.fromEntries(
    passedOn.map((one) => [one, house.surroundings[one]]).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return {
    name,
    script,
    env: { ...inherited, NODE_COMPILE_CACHE: path.join(house.data, 'cache'), YORISOI_MODE: 'solo', YORISOI_TRAINING: 'on', ...own },
    ...(name === 'worker' ? {} : { health: `${house.origins[name]}/health` }),
    logFile: path.join(house.data, 'logs', `${name}.log`),
  };
}
