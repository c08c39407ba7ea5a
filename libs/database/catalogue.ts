import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Everything the database itself says about our schemas, one line a thing, sorted; what belongs to an extension of the operator is not ours.
 * TypeORM sees but a part of it. Any account may ask: PostgreSQL's catalogues are open to all.
 */
export async function catalogueOf(query: (sql: string) => Promise<readonly { line: string }[]>): Promise<string> {
  const lines: string[] = [];
  for (const part of parts) for (const { line } of await query(part)) lines.push(line.replace(/\s+/g, ' ').trim());
  return `${lines.sort().join('\n')}\n`;
}

const ours = `n.nspname in ('public', 'deliberation')`;
const extended = (oid: string) => `exists (select from pg_depend x where x.objid = ${oid} and x.deptype = 'e')`;
const notes = `c.relname <> 'migration' and ${ours} and not ${extended('c.oid')}`;
const notesOfFunctions = `${ours} and not ${extended('p.oid')}`;
const named = (oid: string) => `${oid}::regclass::text`;

const tablesAndViews = `
  select format('%s %s%s%s', case c.relkind when 'v' then 'view' else 'table' end, ${named('c.oid')},
    coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''),
    case when c.relkind = 'v' then ': ' || regexp_replace(pg_get_viewdef(c.oid), '\\m(act|survey_case|relative)\\.', '', 'g') else
      case when c.relrowsecurity then ' row security' else '' end || case when c.relforcerowsecurity then ' forced' else '' end end) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') and ${notes}`;

const columns = `
  select format('column %s.%s %s%s%s', ${named('c.oid')}, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and ${notes}`;

const indexes = `
  select 'index ' || pg_get_indexdef(i.indexrelid) as line
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${notes}`;

/** PostgreSQL 18 keeps "not null" as a constraint too ('n'); it is on the column's line already. */
const constraints = `
  select format('constraint %s %s: %s', ${named('c.oid')}, k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype not in ('n', 't') and ${notes}`;

const triggers = `
  select format('trigger %s%s', pg_get_triggerdef(t.oid), case t.tgenabled when 'O' then '' else ' state ' || t.tgenabled::text end) as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${notes}`;

const functions = `
  select 'function ' || pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${notesOfFunctions}`;

const policies = `
  select format('policy %s on %s %s for %s to %s using (%s) check (%s)', policyname, schemaname || '.' || tablename, permissive, cmd, replace(roles::text, tableowner, 'owner'), qual, with_check) as line
  from pg_policies join pg_tables using (schemaname, tablename) where schemaname in ('public', 'deliberation')`;

const comments = `
  select format('comment %s%s: %s', ${named('c.oid')}, coalesce('.' || a.attname, ''), d.description) as line
  from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0 where c.relkind in ('r', 'p', 'v', 'm') and ${notes}`;

const privileges = `string_agg(lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end, ', ' order by x.privilege_type)`;
const grantee = `case x.grantee when 0 then 'public' else x.grantee::regrole::text end`;

const tableGrants = `
  select format('grant %s: %s on %s', ${grantee}, ${privileges}, ${named('c.oid')}) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) x where x.grantee <> c.relowner and ${notes} group by x.grantee, c.oid`;

const columnGrants = `
  select format('grant %s: %s (%s) on %s', g.who, g.privilege, string_agg(g.attname, ', ' order by g.attnum), ${named('g.oid')}) as line
  from (select ${grantee} as who, lower(x.privilege_type) as privilege, a.attname, a.attnum, c.oid
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) x
    where x.grantee <> c.relowner and ${notes}) g group by g.who, g.privilege, g.oid`;

const schemaGrants = `
  select format('grant %s: %s on schema %s', ${grantee}, ${privileges}, n.nspname) as line
  from pg_namespace n, aclexplode(n.nspacl) x where x.grantee <> n.nspowner and ${ours} group by x.grantee, n.oid, n.nspname`;

const functionGrants = `
  select format('grant %s: %s on function %s', ${grantee}, ${privileges}, p.oid::regprocedure) as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
  where x.grantee <> p.proowner and ${notesOfFunctions} group by x.grantee, p.oid`;

/** From version 16 on a membership itself says whether it is held all the time, and whether it may be handed on. */
const how = `case when to_jsonb(m) ->> 'inherit_option' = 'true' then ' with inherit' else '' end || case when m.admin_option then ' with admin' else '' end`;

const accounts = `
  select format('account %s%s%s%s', r.rolname, case when r.rolinherit then ' inherits' else '' end,
    case when r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication then ' POWERFUL' else '' end,
    coalesce(' may become ' || (select string_agg(distinct m.roleid::regrole::text || ${how}, ', ') from pg_auth_members m where m.member = r.oid), '')) as line
  from pg_roles r where r.rolname in ('yorisoi_console', 'yorisoi_family', 'yorisoi_committee', 'yorisoi_api', 'yorisoi_worker')`;

const parts = [
  tablesAndViews,
  columns,
  indexes,
  constraints,
  triggers,
  functions,
  policies,
  comments,
  tableGrants,
  columnGrants,
  schemaGrants,
  functionGrants,
  accounts,
];

/** The catalogue a database has that was migrated by this version: `migrations/catalogue.txt`, which a rule test keeps true. */
export const expectedCatalogue = (): string[] => readFileSync(join(packageRoot(), 'migrations/catalogue.txt'), 'utf8').trim().split('\n');

/** The tables among it, as PostgreSQL names them where nothing but `public` is searched. */
export const expectedTables = (): string[] => expectedCatalogue().flatMap((line) => /^table (\S+)/.exec(line)?.[1] ?? []);

/** From the source as from dist. */
function packageRoot(at = __dirname): string {
  if (existsSync(join(at, 'package-lock.json'))) return at;
  if (dirname(at) === at) throw new Error('package-lock.json not found above libs/database');
  return packageRoot(dirname(at));
}
