import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { type Account, accountName } from './accounts.js';
import { catalogueOf, expectedCatalogue } from './catalogue.js';

/** What is wrong with the way an app reaches its database. Sentences: libs/texts, `standing`. */
export type StandingCode =
  | 'other-account'
  | 'acts-as'
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
  | 'on-database'
  | 'session';
export interface StandingProblem {
  readonly code: StandingCode;
  /** Names of accounts, tables, rights and migrations; never an address or a password. */
  readonly facts: Readonly<Record<string, string>>;
}

interface Self {
  readonly name: string;
  readonly acts: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly powerful: boolean;
  readonly owned: number;
  readonly roles: readonly string[];
  readonly temporary: boolean;
  readonly create: boolean;
  readonly settings: readonly string[];
}

/** Every kind of thing somebody owns (tables, functions, schemas, types, the database); what is gone with the session is not counted. */
const owned = `select count(*)::int from pg_shdepend d where d.deptype = 'o' and d.refclassid = 'pg_authid'::regclass
    and d.dbid in (0, (select oid from pg_database where datname = current_database())) and pg_has_role(r.oid, d.refobjid, 'member')
    and not exists (select from pg_class c where d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relpersistence = 't')`;

/** What a session may not begin with: it would find other tables, or none of the triggers; and nobody's person is said beforehand. */
const settings = `select name from pg_settings where (name, setting) not in (('search_path', '"$user", public'), ('session_replication_role', 'origin'), ('row_security', 'on'))
      and name in ('search_path', 'session_replication_role', 'row_security')
    union select split_part(line, '=', 1) from pg_db_role_setting s, unnest(s.setconfig) line
      where s.setrole in (0, r.oid) and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and split_part(line, '=', 1) ~ '^(yorisoi[.]|role$|search_path$|session_replication_role$|row_security$)'
    union select name from unnest(array['maintenance', 'resealing', 'person', 'role', 'organisation', 'zone', 'today']) n, concat('yorisoi.', n) name
      where coalesce(current_setting(name, true), '') <> ''`;

/** `pg_has_role … 'member'` counts what is held through others too. */
const self = `
  select r.rolname as name, current_user as acts, r.rolsuper as superuser, r.rolbypassrls as bypasses, r.rolcreaterole or r.rolcreatedb or r.rolreplication as powerful,
    (${owned}) as owned, array(${settings}) as settings,
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
    [me.acts !== me.name, 'acts-as', { acts: me.acts }],
    [me.superuser, 'superuser'],
    [me.bypasses && !me.superuser, 'bypasses'],
    [me.powerful && !me.superuser, 'powerful'],
    [me.owned > 0 && !me.superuser, 'owner'],
    [others.length > 0 && !me.superuser, 'member', { roles: few(others) }],
    [me.settings.length > 0 && !me.superuser, 'session', { names: few(me.settings) }],
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

/** What an account may use outside of our schemas, and which settings that bind it it may change; what belongs to an extension is the operator's. */
const notOurs = (
  oid: string,
) => `n.nspname not in ('public', 'deliberation', 'bullmq', 'pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
    and has_schema_privilege(session_user, n.oid, 'usage') and not exists (select from pg_depend x where x.objid = ${oid} and x.deptype = 'e')`;
const beyond = `
  select 'table ' || c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${notOurs('c.oid')} and has_table_privilege(session_user, c.oid, 'select, insert, update, delete')
  union all select 'function ' || p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ${notOurs('p.oid')} and has_function_privilege(session_user, p.oid, 'execute')
  union all select format('%s on parameter %s', lower(x.privilege_type), parname) from pg_parameter_acl, aclexplode(paracl) x
    where x.grantee = 0 or pg_has_role(session_user, x.grantee, 'member')`;

async function ofCatalogue(client: Client, account: Account): Promise<StandingProblem[]> {
  const now = (await catalogueOf(async (sql) => (await client.query<{ line: string }>(sql)).rows)).trim().split('\n');
  const { rows: elsewhere } = await client.query<{ name: string }>(beyond);
  if (elsewhere.length > 0) return [{ code: 'rights-more', facts: { names: few(elsewhere.map(({ name }) => name)) } }];
  return compareCatalogue(now, account).map(({ code, lines }) => ({ code, facts: { names: few(lines) } }));
}

/**
 * What differs of the walls (forced row security, policies, triggers, functions, views that filter) and of the rights of an account, its own and everybody's. Without an account: of
 * all accounts. Other differences, as an index an operator added, are nobody's business.
 */
export function compareCatalogue(
  now: readonly string[],
  account?: Account,
): { readonly code: 'walls' | 'rights-more' | 'rights-less'; readonly lines: readonly string[] }[] {
  // Seen from all accounts, what somebody else may do with our tables counts too.
  const right = account === undefined ? /^(grant (yorisoi_\w+|public): |grant (?!.* on schema )|account )/ : rightOf(accountName(account));
  const wall = /^(policy |table .* row security|trigger |function |view )/;
  const [is, should] = [new Set(now.map(alike)), new Set(expectedCatalogue().map(alike))];
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

const rightOf = (name: string): RegExp => new RegExp(`^(grant (${name}|public): |account ${name}( |$))`);

/** One thing is written in one way, whichever version of PostgreSQL and zone of a session wrote it: 15 says in a view of which table each column is. */
const alike = (line: string): string =>
  (line.startsWith('view ') ? line.replace(/\b[a-z_]+\.(?=[a-z_])/g, '') : line).replace(
    /'(\d{4}-\d\d-\d\d) ([\d:]+)([+-]\d\d)'(?=::timestamp with time zone)/g,
    (_, day: string, hour: string, zone: string) => `'${new Date(`${day}T${hour}${zone}:00`).toISOString()}'`,
  );

const shortly = (line: string): string =>
  line
    .replace(/^(policy .+? on \S+).*/, '$1')
    .replace(/^function CREATE OR REPLACE (function [^(]+).*/i, '$1')
    .replace(/^trigger CREATE TRIGGER (\S+) .*? ON (\S+).*?( state .)?$/, 'trigger $1 on $2$3')
    .replace(/^(view \S+).*/, '$1')
    .slice(0, 120);
