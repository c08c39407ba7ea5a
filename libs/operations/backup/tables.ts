import { type Client } from 'pg';
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
  // The policies themselves may have been changed.
  const { rows: hiding } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where ${ours} and c.relrowsecurity and c.relforcerowsecurity
       and (not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and c.relowner = any (p.polroles) and p.polpermissive)
         or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive))`,
  );
  if (hiding.length > 0) throw new BackupProblem('hidden', { table: hiding[0]!.name });
}
