import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { Client } from 'pg';
import { ConfigProblem, type Environment, loadConfig } from '#lib/config';
import { type Account, accounts, inWords, standingOf } from '#lib/database';
import { type Finding, found, looked } from './finding.js';

const shortest = 16;

export type Settings = Readonly<Partial<Record<Account, Environment>>>;

/** The settings of each app as its service gets them: `<app>.env` in a folder (systemd's EnvironmentFile, docker's env_file). */
export const settingsIn = (folder: string | undefined): Settings =>
  Object.fromEntries(
    accounts.flatMap((app): [Account, Environment][] => {
      const file = folder === undefined ? undefined : path.join(folder, `${app}.env`);
      return file !== undefined && existsSync(file) ? [[app, parseEnv(readFileSync(file, 'utf8'))]] : [];
    }),
  );

/** Each app with its own settings: are they taken, is its account its own, does it speak with PostgreSQL itself; and no two passwords alike. */
export async function lookAtApps(settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const app of accounts) {
    const environment = settings[app];
    if (environment === undefined) findings.push(found('settings', 'warn', { app }));
    else findings.push(...(await lookAt(app, environment)));
  }
  return [...findings, ...passwords(settings)];
}

async function lookAt(app: Account, environment: Environment): Promise<Finding[]> {
  try {
    loadConfig(app, environment);
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

function passwords(settings: Settings): Finding[] {
  const known = Object.values(settings).flatMap((environment) => {
    try {
      return [new URL(environment['DATABASE_URL'] ?? '').password];
    } catch {
      return [];
    }
  });
  if (known.length === 0) return [];
  const weak = known.some((one) => one.length < shortest);
  const alike = new Set(known).size < known.length;
  return [found('passwords', weak || alike ? 'bad' : 'ok', { shortest })];
}
