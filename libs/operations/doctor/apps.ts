import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { Client } from 'pg';
import { ConfigProblem, type Environment, loadConfig } from '#lib/config';
import { type Account, accounts, inWords, standingOf } from '#lib/database';
import { type Finding, found, looked } from './finding.js';

const shortest = 16;

export type Settings = Readonly<Partial<Record<Account, Environment>>>;

/**
 * The settings of each app as its service gets them: `<app>.env` in a folder (systemd's EnvironmentFile, docker's env_file); and what could not be
 * read. A folder that is not there is a slip of the pen, after which nothing would be looked at.
 */
export function settingsIn(folder: string | undefined): { settings: Settings; unread: Finding[] } {
  if (folder === undefined) return { settings: {}, unread: [] };
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return { settings: {}, unread: [found('settings-read', 'bad', { name: folder })] };
  const [settings, unread]: [Partial<Record<Account, Environment>>, Finding[]] = [{}, []];
  for (const app of accounts)
    try {
      settings[app] = parseEnv(readFileSync(path.join(folder, `${app}.env`), 'utf8'));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') unread.push(found('settings-read', 'bad', { name: `${app}.env` }));
    }
  return { settings, unread };
}

/** Each app with its own settings: are they taken, is its account its own, does it speak with PostgreSQL itself; and no two passwords alike. */
export async function lookAtApps(settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const app of accounts) {
    const environment = settings[app];
    if (environment === undefined) findings.push(found('settings', 'warn', { app }));
    else findings.push(...(await lookAt(app, environment)));
  }
  return [...findings, ...links(settings), ...passwords(settings)];
}

/** Where links in mails and on paper lead is where the apps are. */
function links(settings: Settings): Finding[] {
  const said = (app: Account, name: string): string | undefined => settings[app]?.[name]?.trim() || undefined;
  const pairs = (['console', 'worker'] as const).flatMap((from) =>
    (['console', 'family', 'committee'] as const).map((to) => {
      const variable = to === 'console' ? 'YORISOI_ORIGIN' : `YORISOI_${to.toUpperCase()}_ORIGIN`;
      return { from, to, variable, leads: said(from, variable), is: said(to, 'YORISOI_ORIGIN') };
    }),
  );
  return pairs
    .filter(({ leads, is }) => leads !== undefined && is !== undefined)
    .map(({ from, to, variable, leads, is }) => found('links', leads === is ? 'ok' : 'bad', { app: from, to, variable }));
}

async function lookAt(app: Account, environment: Environment): Promise<Finding[]> {
  try {
    // An app that runs for trying asks for nothing of what production asks for.
    if (loadConfig(app, environment).mode !== 'production') return [found('mode', 'bad', { app })];
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return error.sentences.map((problem, at) => found('settings', 'bad', { app, problem, english: error.english[at]! }));
  }
  const url = environment['DATABASE_URL']!.trim();
  return [
    found('settings', 'ok', { app }),
    ...(await looked('connection', { app }, async () => {
      const problems = (await standingOf(url, app)).map(inWords);
      return problems.length > 0
        ? problems.map(([problem, english]) => found('connection', 'bad', { app, why: problem, english }))
        : [found('connection', 'ok', { app })];
    })),
    ...(await looked('pooling', { app }, async () => [found('pooling', (await sharesBackend(url)) ? 'bad' : 'ok', { app })])),
  ];
}

/** Two sessions open at once with one and the same server process: something in between hands it around. */
async function sharesBackend(url: string): Promise<boolean> {
  const two = [0, 1].map(() => new Client({ connectionString: url, connectionTimeoutMillis: 10_000 }));
  try {
    const pids: number[] = [];
    for (const client of two) {
      client.on('error', () => undefined);
      await client.connect();
      pids.push((await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid);
    }
    return pids[0] === pids[1];
  } finally {
    await Promise.all(two.map((client) => client.end().catch(() => undefined)));
  }
}

/** No two alike, none short, and none that is a name somebody would guess. */
function passwords(settings: Settings): Finding[] {
  const known = accounts.flatMap((app) => {
    try {
      const { username, password } = new URL(settings[app]?.['DATABASE_URL'] ?? '');
      return [{ name: decodeURIComponent(username), password: decodeURIComponent(password) }];
    } catch {
      return [];
    }
  });
  if (known.length === 0) return [];
  const weak = known.some(({ name, password }) => password.length < shortest || (name !== '' && password.includes(name)));
  const alike = new Set(known.map(({ password }) => password)).size < known.length;
  return [found('passwords', weak || alike ? 'bad' : 'ok', { shortest })];
}
