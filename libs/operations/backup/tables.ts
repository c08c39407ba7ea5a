import { type Client } from 'pg';
import { expectedTables, migrationsOf } from '#lib/database';
import { BackupProblem } from './file.js';

const ours = `c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'deliberation') and c.relname <> 'migration'
  and not exists (select from pg_depend x where x.objid = c.oid and x.deptype = 'e')`;

export interface Table {
  /** With its schema, quoted. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** Our tables. The queue's are left out: what waits in it waits in our own rows too, and the worker puts it there again. */
export const tablesOf = async (client: Client): Promise<Table[]> =>
  (
    await client.query<Table>(
      `select format('%I.%I', c.relnamespace::regnamespace::text, c.relname) as name,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
       from pg_class c where ${ours} order by 1`,
    )
  ).rows;

export const sequencesOf = async (client: Client): Promise<{ name: string }[]> =>
  (
    await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, sequencename) as name from pg_sequences where schemaname in ('public', 'deliberation') and sequencename not like 'migration%' order by 1`,
    )
  ).rows;

/** Values as text are the same on every server, whatever it is set to. */
export const asText = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex';
  set idle_in_transaction_session_timeout = 0; set statement_timeout = 0`;

/**
 * Refuses who would not see every row: row security leaves out silently what it hides. Only the owner of all tables, on a connection that says
 * what it is for, sees them all (docs/decisions/row-security.md).
 */
export async function assertSeesAll(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; owned: boolean }>(
    `select c.oid::regclass::text as name, pg_has_role(session_user, c.relowner, 'usage') as owned from pg_class c where ${ours}`,
  );
  const foreign = rows.filter(({ owned }) => !owned);
  if (foreign.length > 0) throw new BackupProblem('not-owner', { table: foreign[0]!.name });
  const { rows: said } = await client.query<{ on: boolean }>(
    `select coalesce(current_setting('yorisoi.maintenance', true), '') = 'on' as on`,
  );
  if (!said[0]!.on) throw new BackupProblem('hidden');
  // The policies themselves may have been changed, or taken away, or others added.
  const { rows: policies } = await client.query<{ name: string; line: string }>(
    `select c.oid::regclass::text as name, coalesce(pg_get_expr(p.polqual, p.polrelid), '') as line from pg_class c
       left join pg_policy p on p.polrelid = c.oid and p.polcmd = '*' and p.polroles = array[c.relowner] and p.polpermissive
     where ${ours} and c.relrowsecurity and c.relforcerowsecurity`,
  );
  // What holds for the apps' accounts alone hides nothing from the owner.
  const { rows: restrictive } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_policy p on p.polrelid = c.oid where ${ours} and not p.polpermissive
       and exists (select from unnest(p.polroles) as r where r = 0 or pg_has_role(c.relowner, r, 'usage'))`,
  );
  const hiding = [...policies.filter(({ line }) => !showsOwner.test(line.replace(/\s+/g, ' ').trim())), ...restrictive];
  if (hiding.length > 0) throw new BackupProblem('hidden', { table: hiding[0]!.name });
}

/** What a policy of the owner says in every version of ours: all rows to a connection for maintenance; what stands before is of our accounts. */
const maintains = `\\( SELECT \\(current_setting\\('yorisoi\\.maintenance'::text, true\\) = 'on'::text\\)( AS "[^"]*")?\\)`;
const apps = `'yorisoi_(console|family|committee|api|worker)'::name`;
const inFunction = `\\(CURRENT_USER <> SESSION_USER\\)`;
const notMaintaining = `\\(current_setting\\('yorisoi\\.maintenance'::text, true\\) IS DISTINCT FROM 'on'::text\\)`;
const ofApps = `CASE (CURRENT_USER WHEN ${apps} THEN|WHEN (${inFunction}|\\(${inFunction} AND ${notMaintaining}\\)) THEN|WHEN \\(CURRENT_USER = ANY \\(ARRAY\\[${apps}(, ${apps})*\\]\\)\\) THEN) `;
const showsOwner = new RegExp(`^(${maintains}|${ofApps}.* ELSE ${maintains} END)$`);

/**
 * Refuses a table that none of our migrations made, where the database is of this version: a backup that holds it could not be put back.
 * @param applied names of the migrations of the database
 */
export async function assertOnlyOurs(client: Client, applied: readonly string[]): Promise<void> {
  const { missing, foreign } = migrationsOf(applied);
  if (missing.length + foreign.length > 0) return;
  const known = new Set(expectedTables());
  const { rows } = await client.query<{ name: string }>(`select c.oid::regclass::text as name from pg_class c where ${ours} order by 1`);
  const strange = rows.find(({ name }) => !known.has(name));
  if (strange) throw new BackupProblem('foreign-table', { table: strange.name });
}
