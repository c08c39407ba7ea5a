import type { QueryRunner } from 'typeorm';
import { type AccountName, accounts } from './rights.js';

/**
 * Row-level security: libs/cases/case.scope.ts, said a second time in SQL. Who acts stands in settings of the transaction (UnitOfWork sets
 * them); what a setting may make of an account is fixed here, account by account. See docs/decisions/row-security.md.
 */
export const actorIn = (name: 'person' | 'role' | 'organisation' | 'today'): string => `current_setting('yorisoi.${name}', true)`;

/** Each stands in a subquery of its own, so that it is worked out once per statement and not once per row. */
const organisationAs = (...roles: readonly string[]): string =>
  `(select case when ${actorIn('role')} in (${quoted(roles)}) then nullif(${actorIn('organisation')}, '')::uuid end)`;
const actsAs = (...roles: readonly string[]): string => `(select ${actorIn('role')} in (${quoted(roles)}))`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const system = actsAs('system');
/** The owner of the tables is subject too, and sees rows only where the connection says what it is for (`ownerAddress` in libs/database). */
const maintenance = `(select current_setting('yorisoi.maintenance', true) = 'on')`;
const me = `(select nullif(${actorIn('person')}, '')::uuid)`;

/** The relations of a person to a case, as conditions on survey_case. */
const founder = `founder_id = ${organisationAs('founder', 'founderHead')}`;
const school = `school_id = ${organisationAs('school')}`;
const prefecture = `(overridden or serious) and founder_id = any ((select array(select o.id from organisation o where o.parent_id = ${organisationAs('prefecture')}))::uuid[])`;
const reader = `consented and ${organisationAs('reader')} is not null`;
const within = (cases: string) => (key: string) => `${key} = any ((select ${cases}())::uuid[])`;
const relative = within('cases_of_relative');
const member = within('cases_of_member');
/** Opened by two people for a while, to read only. */
const opened = within('cases_of_break_glass');
const committee = (key: string): string => anyOf(member(key), opened(key));

/** Which relations count for which account, whatever its settings say. */
const sees: Readonly<Record<AccountName, string>> = {
  yorisoi_console: anyOf(founder, school, prefecture, reader),
  yorisoi_family: relative('id'),
  yorisoi_committee: committee('id'),
  yorisoi_api: anyOf(founder, school, prefecture, reader, relative('id')),
  yorisoi_worker: system,
};
const changes: Readonly<Record<AccountName, string>> = {
  ...sees,
  yorisoi_console: anyOf(founder, school),
  yorisoi_committee: member('id'),
  yorisoi_api: anyOf(founder, school, relative('id')),
};
const schoolOfFounder = 'exists (select from organisation o where o.id = school_id and o.parent_id = founder_id)';
const reports = `(${anyOf(founder, school)}) and ${schoolOfFounder}`;
const rolesOf: Readonly<Record<AccountName, readonly string[]>> = {
  yorisoi_console: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator'],
  yorisoi_family: ['relative'],
  yorisoi_committee: ['committeeMember', 'secretariat', 'breakGlass'],
  yorisoi_api: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator', 'relative'],
  yorisoi_worker: ['system'],
};
/** Prefecture, readers and whoever was let in by an opening look on; they write nothing about a case. */
const writers = ['school', 'founder', 'founderHead', 'relative', 'committeeMember', 'secretariat'];

function anyOf(...conditions: readonly string[]): string {
  return conditions.map((condition) => `(${condition})`).join(' or ');
}

/** How the rows of a table belong to a case. */
export type Belongs =
  | { readonly by: 'id' | 'case_id' | 'person_id' }
  /** Rows without a case are of the house and not case data. */
  | { readonly by: 'case_id or none' }
  /** Entries about any case by whoever acts: also about one that is lost by the very act, or was refused. */
  | { readonly by: 'journal' }
  /** By a row of another table, which is seen after its own policies. */
  | { readonly through: string; readonly by: string };

interface Conditions {
  readonly select: string;
  readonly insert: string;
  readonly update: string;
  readonly delete: string;
}
const always = (condition: string): Conditions => ({ select: condition, insert: condition, update: condition, delete: condition });
const visible = (account: AccountName, table: string): string =>
  account === 'yorisoi_family'
    ? relative(`${table}.case_id`)
    : account === 'yorisoi_committee'
      ? committee(`${table}.case_id`)
      : `exists (select from survey_case c where c.id = ${table}.case_id)`;
/** All who find a case read, and those of them write who do more than look on. */
const reading = (account: AccountName, select: string): Conditions => {
  const writing = rolesOf[account].filter((role) => writers.includes(role));
  const condition = writing.length === rolesOf[account].length ? select : `${actsAs(...writing)} and (${select})`;
  return { ...always(condition), select };
};

function conditions(account: AccountName, table: string, belongs: Belongs): Conditions {
  if (account === 'yorisoi_worker') return always(system);
  if ('through' in belongs) return reading(account, `exists (select from ${belongs.through} t where t.id = ${table}.${belongs.by})`);
  switch (belongs.by) {
    case 'id':
      return { select: sees[account], insert: reports, update: changes[account], delete: 'false' };
    case 'person_id':
      return always(`person_id = ${me}`);
    case 'case_id':
      return reading(account, visible(account, table));
    case 'case_id or none': {
      const { select, insert, ...more } = reading(account, visible(account, table));
      const orNone = (condition: string) => `case_id is null or (${condition})`;
      return { ...more, select: orNone(select), insert: orNone(insert) };
    }
    case 'journal':
      return {
        ...always('false'),
        select: `case_id is null or ${visible(account, table)}`,
        insert: `case_id is null or ${actsAs(...rolesOf[account])}`,
      };
  }
}

/**
 * The policies of the owner. Three views of his (released_act, contact_record, opened_by_office) are asked by the apps: their rows come under his policies, with
 * the app's name as current_user. And two functions of his find the cases of a person: they alone see that person's own rows.
 */
function ofOwner(table: string): string {
  const byView = accounts.map((account) => `when '${account}' then (${sees[account]})`).join(' ');
  if (table === 'survey_case') return `case current_user ${byView} else ${maintenance} end`;
  if (table === 'act')
    return `case when current_user in (${quoted(accounts)}) then exists (select from survey_case c where c.id = act.case_id) else ${maintenance} end`;
  const person = { relative: 'person_id', appointment: 'person_id', mandate: 'person_id', break_glass: 'asked_by' }[table];
  if (person) return `case when current_user <> session_user then ${person} = ${me} else ${maintenance} end`;
  // A family sees of the journal of its cases only what the view opened_by_office shows.
  if (table === 'journal_entry')
    return `case current_user when 'yorisoi_family' then ${relative('journal_entry.case_id')} else ${maintenance} end`;
  return maintenance;
}

const verbs = { select: 'reads', insert: 'adds', update: 'changes', delete: 'removes' } as const;
type Verb = keyof typeof verbs;

/** Closes a table and opens it again, for each account and privilege that is granted, to the rows the actor may have. */
export async function secureRows(runner: QueryRunner, table: string, belongs: Belongs): Promise<void> {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  await runner.query(`create policy owner_maintains on ${table} to current_user using (${ofOwner(table)})`);
  const held = (await runner.query(
    `select account, verb from unnest($1::text[]) account, unnest($2::text[]) verb
     where case verb when 'delete' then has_table_privilege(account, $3, verb) else has_any_column_privilege(account, $3, verb) end order by 1, 2`,
    [accounts, Object.keys(verbs), table],
  )) as { account: AccountName; verb: Verb }[];
  for (const { account, verb } of held) {
    const condition = conditions(account, table, belongs)[verb];
    const clause = { select: 'using', delete: 'using', insert: 'with check', update: 'using' }[verb];
    await runner.query(
      `create policy ${account.replace('yorisoi_', '')}_${verbs[verb]} on ${table} for ${verb} to ${account} ${clause} (${condition})`,
    );
  }
}
