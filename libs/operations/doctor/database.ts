import { Client } from 'pg';
import { accountName, accounts, catalogueOf, compareCatalogue, migrationsOf, ownerAddress } from '#lib/database';
import { type Finding, found, levelOf, looked } from './finding.js';

const hour = 3_600;
const oldest = 150_000;

/** What the owner of the database sees of it: version, walls, accounts, what it writes into its log, its clock, and whether the worker is at work. */
export const lookAtDatabase = (ownerUrl: string): Promise<Finding[]> =>
  looked('database', {}, async () => {
    const client = new Client({ connectionString: ownerAddress(ownerUrl), connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
    const ask = async <Row>(sql: string, params: unknown[] = []) => (await client.query(sql, params)).rows as Row[];
    try {
      const findings: Finding[] = [];
      for (const part of [version, clock, logging, migrated, walls, roles, trust(ownerUrl), demo, upkeep, worker])
        findings.push(...(await looked('database', {}, () => part(ask))));
      return findings;
    } finally {
      await client.end();
    }
  });

type Ask = <Row>(sql: string, params?: unknown[]) => Promise<Row[]>;

async function version(ask: Ask): Promise<Finding[]> {
  const [row] = await ask<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  return [found('database-version', row!.number < oldest ? 'bad' : 'ok', { version: row!.version })];
}

async function clock(ask: Ask): Promise<Finding[]> {
  const before = Date.now();
  const [row] = await ask<{ now: Date }>('select clock_timestamp() as now');
  const between = (before + Date.now()) / 2;
  const seconds = Math.round(Math.abs(row!.now.getTime() - between) / 1000);
  return [found('clock-database', levelOf(seconds, 2, 60), { seconds })];
}

/** Settings of a server of one's own that would write values of statements into its log: docs/security.md. */
async function logging(ask: Ask): Promise<Finding[]> {
  const wanted: Readonly<Record<string, (is: string) => boolean>> = {
    log_error_verbosity: (is) => is === 'terse',
    log_min_error_statement: (is) => is === 'panic',
    log_parameter_max_length_on_error: (is) => is === '0',
    log_statement: (is) => is === 'none' || is === 'ddl',
    log_min_duration_statement: (is) => is === '-1',
    log_min_duration_sample: (is) => is === '-1',
    log_transaction_sample_rate: (is) => Number(is) === 0,
  };
  // What an account or a database says for itself counts beside what this session has.
  const rows = await ask<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name = any ($1)
     union select split_part(line, '=', 1), substr(line, position('=' in line) + 1) from pg_db_role_setting s, unnest(s.setconfig) line
       where s.setdatabase in (0, (select oid from pg_database where datname = current_database())) and split_part(line, '=', 1) = any ($1)`,
    [Object.keys(wanted)],
  );
  const names = rows.filter(({ name, setting }) => !wanted[name]!(setting)).map(({ name, setting }) => `${name}=${setting}`);
  return [found('logging', names.length > 0 ? 'warn' : 'ok', { names: names.join(', ') })];
}

async function migrated(ask: Ask): Promise<Finding[]> {
  const rows = await ask<{ name: string }>('select name from migration');
  const { missing, foreign } = migrationsOf(rows.map(({ name }) => name));
  return [found('migrations', missing.length + foreign.length > 0 ? 'bad' : 'ok', { names: [...missing, ...foreign].join(', ') })];
}

async function walls(ask: Ask): Promise<Finding[]> {
  const now = (await catalogueOf((sql) => ask<{ line: string }>(sql))).trim().split('\n');
  const unlike = compareCatalogue(now).flatMap(({ lines }) => lines);
  return [found('walls', unlike.length > 0 ? 'bad' : 'ok', { names: unlike.join('; ') })];
}

async function roles(ask: Ask): Promise<Finding[]> {
  const rows = await ask<{ name: string; login: boolean; powerful: boolean }>(
    `select rolname as name, rolcanlogin as login, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as powerful from pg_roles
     where rolname = any ($1)`,
    [accounts.map(accountName)],
  );
  return accounts.map(accountName).map((name) => {
    const row = rows.find((one) => one.name === name);
    return found(row?.powerful ? 'account-powerful' : 'account', row?.login && !row.powerful ? 'ok' : 'bad', { account: name });
  });
}

/** Asked with a password nobody has: a server that lets that in asks nobody (pg_hba.conf `trust`). */
const trust = (ownerUrl: string) => async (): Promise<Finding[]> => {
  const url = Object.assign(new URL(ownerUrl), { username: accountName('committee'), password: 'nobody-has-this-password' });
  url.searchParams.delete('options');
  const client = new Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  const letIn = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return [found('password-asked', letIn ? 'bad' : 'ok')];
};

async function demo(ask: Ask): Promise<Finding[]> {
  const [row] = await ask<{ demo: boolean; ahead: boolean }>(
    `select exists (select from installation where name = 'demo') as demo, exists (select from training_clock where ahead > interval '0') as ahead`,
  );
  return [found('demo', row!.demo || row!.ahead ? 'bad' : 'ok')];
}

async function upkeep(ask: Ask): Promise<Finding[]> {
  const rows = await ask<{ what: string; hours: number }>(
    `select what, (extract(epoch from clock_timestamp() - at) / 3600)::float8 as hours from upkeep where what in ('backup', 'drill')`,
  );
  const hoursOf = (what: string): number => rows.find((row) => row.what === what)?.hours ?? Infinity;
  const [backup, drill] = [hoursOf('backup'), hoursOf('drill')];
  const age = (hours: number): string => (hours === Infinity ? '–' : String(Math.floor(hours / 24)));
  const left = await ask<{ name: string }>(
    `select datname as name from pg_database d where datname like 'yorisoi\\_drill\\_%' and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
  );
  return [
    ...(left.length > 0 ? [found('drill-left', 'bad', { names: left.map(({ name }) => name).join(', ') })] : []),
    found('backup', levelOf(backup, 26, 7 * 24), { days: age(backup) }),
    found('drill', levelOf(drill, 100 * 24, Infinity) === 'ok' ? 'ok' : 'warn', { days: age(drill) }),
  ];
}

/** What waits longer than it would if a worker were at it. Counts only. */
async function worker(ask: Ask): Promise<Finding[]> {
  const [row] = await ask<{ jobs: number; mails: number; limits: number; sealed: number | null; entries: boolean }>(
    `select (select count(*)::int from outbox where relayed_at is null and created_at < now() - interval '10 minutes') as jobs,
       (select count(*)::int from mail where sent_at is null and refused_at is null and not_before < now() - interval '2 hours') as mails,
       (select count(*)::int from deadline where next_reminder_at < now() - interval '2 hours') as limits,
       (select extract(epoch from now() - max(made_at))::float8 from journal_root) as sealed, exists (select from journal_entry) as entries`,
  );
  const { jobs, mails, limits, sealed, entries } = row!;
  const late = entries && (sealed === null || sealed > 26 * hour);
  return [
    found('worker-jobs', jobs > 0 ? 'bad' : 'ok', { count: jobs }),
    found('worker-mails', mails > 0 ? 'bad' : 'ok', { count: mails }),
    found('worker-limits', limits > 0 ? 'bad' : 'ok', { count: limits }),
    found('worker-seals', late ? 'bad' : 'ok', { hours: sealed === null ? '–' : Math.floor(sealed / hour) }),
  ];
}
