import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { type Account, accountName } from './accounts.js';
import { catalogueOf, expectedCatalogue } from './catalogue.js';

/** What is wrong with the way an app reaches its database. Sentences: libs/texts, `standing`. */
export type StandingCode =
  | 'other-account'
  | 'superuser'
  | 'bypasses'
  | 'powerful'
  | 'owner'
  | 'member'
  | 'migrations-missing'
  | 'migrations-foreign'
  | 'walls'
  | 'rights-more'
  | 'rights-less'
  | 'on-database';
export interface StandingProblem {
  readonly code: StandingCode;
  /** Names of accounts, tables, rights and migrations; never an address or a password. */
  readonly facts: Readonly<Record<string, string>>;
}

interface Self {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly powerful: boolean;
  readonly owned: number;
  readonly roles: readonly string[];
  readonly temporary: boolean;
  readonly create: boolean;
}

/** `pg_has_role … 'member'` counts what is held through others too. */
const self = `
  select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcreaterole or r.rolcreatedb or r.rolreplication as powerful,
    (select count(*)::int from pg_class c where pg_has_role(r.oid, c.relowner, 'member') and c.relnamespace::regnamespace::text in ('public', 'deliberation', 'bullmq')) as owned,
    array(select o.rolname::text from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member') order by 1) as roles,
    has_database_privilege(r.oid, current_database(), 'temporary') as temporary, has_database_privilege(r.oid, current_database(), 'create') as create
  from pg_roles r where r.rolname = session_user`;

/** Roles an account may take on, and nothing else: see UnitOfWork. */
const mayBecome = (account: Account): readonly string[] => (account === 'api' ? [accountName('committee')] : []);

/** As many names as a person reads; the rest is a number. */
const few = (names: readonly string[]): string =>
  [...names.slice(0, 5), ...(names.length > 5 ? [`… (+${names.length - 5})`] : [])].join('; ');

/**
 * Everything that is wrong with an app's own connection: another account than its own, one that row security does not bind, one that owns
 * tables or may become somebody else, a database that was not brought to this version, and walls or rights that are not those of
 * `migrations/catalogue.txt`. Empty where all is as it should be. Throws what the driver throws where the database does not answer.
 */
export async function standingOf(databaseUrl: string, account: Account): Promise<StandingProblem[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const me = (await client.query<Self>(self)).rows[0]!;
    const problems = ofAccount(me, account);
    // Rights of a stranger say nothing about those of the app.
    if (problems.length === 0) problems.push(...(await ofMigrations(client)));
    if (problems.length === 0) problems.push(...(await ofCatalogue(client, account)));
    return problems;
  } finally {
    await client.end();
  }
}

function ofAccount(me: Self, account: Account): StandingProblem[] {
  const expected = accountName(account);
  const facts = { account: me.name, expected };
  const others = me.roles.filter((role) => !mayBecome(account).includes(role));
  const found: [boolean, StandingCode, Readonly<Record<string, string>>?][] = [
    [me.name !== expected, 'other-account'],
    [me.superuser, 'superuser'],
    [me.bypasses && !me.superuser, 'bypasses'],
    [me.powerful && !me.superuser, 'powerful'],
    [me.owned > 0 && !me.superuser, 'owner'],
    [others.length > 0 && !me.superuser, 'member', { roles: few(others) }],
    // The queue makes tables for a moment; no other app makes any.
    [(me.create || (me.temporary && account !== 'worker')) && me.name === expected && !me.superuser, 'on-database'],
  ];
  return found.filter(([is]) => is).map(([, code, more]) => ({ code, facts: { ...facts, ...more } }));
}

async function ofMigrations(client: Client): Promise<StandingProblem[]> {
  const applied = await client.query<{ name: string }>('select name from migration').then(
    ({ rows }) => rows.map(({ name }) => name),
    // 42P01 no such table, 42501 from before accounts could read it: never brought to this version.
    (error: { code?: string }): string[] | Promise<string[]> =>
      error.code === '42P01' || error.code === '42501' ? [] : Promise.reject(error as Error),
  );
  const { missing, foreign } = migrationsOf(applied);
  return [
    ...(missing.length > 0 ? [{ code: 'migrations-missing', facts: { names: few(missing) } } as const] : []),
    ...(foreign.length > 0 ? [{ code: 'migrations-foreign', facts: { names: few(foreign) } } as const] : []),
  ];
}

/** Which migrations of this version a database lacks, and which it has that this version does not know. */
export function migrationsOf(applied: readonly string[]): { readonly missing: readonly string[]; readonly foreign: readonly string[] } {
  const known: readonly string[] = migrations.map(({ name }) => name);
  return { missing: known.filter((name) => !applied.includes(name)), foreign: applied.filter((name) => !known.includes(name)) };
}

async function ofCatalogue(client: Client, account: Account): Promise<StandingProblem[]> {
  const now = (await catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows)).trim().split('\n');
  return compareCatalogue(now, account).map(({ code, lines }) => ({ code, facts: { names: few(lines) } }));
}

/**
 * What differs of the walls (forced row security, policies) and of the rights of an account, its own and everybody's. Without an account: of
 * all accounts. Other differences, as an index an operator added, are nobody's business.
 */
export function compareCatalogue(
  now: readonly string[],
  account?: Account,
): { readonly code: 'walls' | 'rights-more' | 'rights-less'; readonly lines: readonly string[] }[] {
  const who = account === undefined ? 'yorisoi_\\w+' : accountName(account);
  const right = new RegExp(`^(grant (${who}|public): |account (${who})( |$))`);
  const wall = /^(policy |table .* row security|function .* SECURITY DEFINER )/;
  const [is, should] = [new Set(now), new Set(expectedCatalogue())];
  const more = [...is].filter((line) => !should.has(line));
  const less = [...should].filter((line) => !is.has(line));
  // A grant with one right more is one line that is too much and one that is missing: the first says it.
  const objectOf = (line: string): string => line.replace(/: .* on /, ' on ').replace(/^(account \w+).*/, '$1');
  const tooMuch = more.filter((line) => right.test(line));
  const all = {
    walls: [...less, ...more].filter((line) => wall.test(line)).map(shortly),
    'rights-more': tooMuch,
    'rights-less': less.filter((line) => right.test(line) && !tooMuch.some((other: string) => objectOf(other) === objectOf(line))),
  } as const;
  return (['walls', 'rights-more', 'rights-less'] as const)
    .filter((code) => all[code].length > 0)
    .map((code) => ({ code, lines: all[code] }));
}

const shortly = (line: string): string =>
  line
    .replace(/^(policy .+? on \S+).*/, '$1')
    .replace(/^(function [^(]+).*/i, '$1')
    .slice(0, 120);
