import { accountName, accounts } from '#lib/database';
import { securedTables } from '../../migrations/index.js';
import { ownerForAll } from '../support/database.js';

jest.setTimeout(60_000);

/** Tables with a key to case data that are left open, each with its reason. */
const leftOpen: Readonly<Record<string, string>> = {};
/** Tables that are closed without a key to a case. */
const closedBesides = ['idempotency'];

const owner = ownerForAll();

const ours = `relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'deliberation')`;
const names = async (sql: string, params: readonly unknown[] = []): Promise<string[]> =>
  (await owner.query<{ name: string }>(sql, [...params])).map(({ name }) => name).sort();

/** Tables with a column case_id, and every table with a foreign key to one of them or to survey_case, however far. */
const carryCases = () =>
  names(
    `with recursive carrying as (
       select c.oid from pg_class c where ${ours} and (relname = 'survey_case'
         or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped))
       union select k.conrelid from pg_constraint k join carrying on k.confrelid = carrying.oid where k.contype = 'f'
     ) select oid::regclass::text as name from carrying`,
  );

describe('row security', () => {
  it('is forced on every table that carries case data, and on no other', async () => {
    const carrying = await carryCases();
    expect(carrying).toEqual(expect.arrayContaining(['act', 'deliberation.draft', 'reminder', 'survey_case']));
    const expected = [...new Set([...carrying, ...closedBesides])].filter((table) => !(table in leftOpen)).sort();
    expect(
      await names(`select oid::regclass::text as name from pg_class where ${ours} and relrowsecurity and relforcerowsecurity`),
    ).toEqual(expected);
    expect(Object.keys(securedTables).sort()).toEqual(expected);
  });
  it('has no exception that is none', async () => {
    const carrying = await carryCases();
    expect(Object.keys(leftOpen).filter((table) => !carrying.includes(table))).toEqual([]);
  });

  it.each(Object.keys(securedTables))(
    'of %s has a policy that opens exactly what each account is granted, and one for the owner',
    async (table) => {
      const granted = await names(
        `select account || ' ' || verb as name from unnest($1::text[]) account, unnest(array['select', 'insert', 'update', 'delete']) verb
       where case verb when 'delete' then has_table_privilege(account, $2, verb) else has_any_column_privilege(account, $2, verb) end`,
        [accounts.map(accountName), table],
      );
      const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
      const policies = await names(
        `select case when roles = array[current_user] then 'owner' else array_to_string(roles, ',') end || ' ' || lower(cmd) as name
       from pg_policies where schemaname = $1 and tablename = $2 and permissive = 'PERMISSIVE'`, // A restrictive one only narrows these.
        [schema, name],
      );
      expect(policies).toEqual([...granted, 'owner all'].sort());
    },
  );
});

describe('the functions that look past the policies', () => {
  it('are few, belong to the owner, and have their search path pinned', async () => {
    const found = await owner.query<object[]>(
      `select proname as name, proowner::regrole::text = current_user as owned, proconfig as settings, pronargs as arguments from pg_proc
       where prosecdef and pronamespace::regnamespace::text in ('public', 'deliberation') order by 1`,
    );
    const pinned = { owned: true, settings: ['search_path=pg_catalog, public, pg_temp'], arguments: 0 };
    expect(found).toEqual([
      { name: 'cases_of_break_glass', ...pinned },
      { name: 'cases_of_member', ...pinned },
      { name: 'cases_of_relative', ...pinned },
      { name: 'cases_of_representative', ...pinned },
      // Ids of who chairs a committee of one founder: see docs/decisions/two-persons.md.
      { name: 'chairs_of', ...pinned, arguments: 1 },
      // What one person did to others' ways in, from the journal: see docs/decisions/two-persons.md.
      { name: 'deeds_of', ...pinned, arguments: 1 },
      // Whether a flag of a case, a limit or the state moves by what this transaction enters; triggers, which nobody calls.
      { name: 'flags_by_what_is_entered', ...pinned },
      // The only way into the journal; it looks at what an account brings: see docs/decisions/accounts-are-walls.md.
      { name: 'journal_append', ...pinned, arguments: 4 },
      // How many data keys wait to be wrapped anew, those that do, and their new wrapping: see docs/decisions/sealed.md.
      { name: 'keys_left', ...pinned },
      { name: 'keys_to_wrap', ...pinned, arguments: 1 },
      { name: 'limits_by_what_is_entered', ...pinned },
      // Whose rows are hers who acts, and who acts for her: see docs/decisions/row-security.md.
      { name: 'own_ids', ...pinned },
      { name: 'own_representatives', ...pinned },
      // The hash of a password, of people of the app that asks: see docs/decisions/accounts-are-walls.md.
      { name: 'password_of', ...pinned, arguments: 1 },
      // Who belongs to a case, likewise.
      { name: 'people_by_what_is_entered', ...pinned },
      // Answers yes or no about one person, for letters: see docs/decisions/family-letter.md.
      { name: 'relative_elsewhere', ...pinned, arguments: 2 },
      // Who all relatives of her case are, by their ids alone.
      { name: 'relatives_of_all', ...pinned, arguments: 1 },
      { name: 'state_by_a_step', ...pinned },
      // Which ways to sign in a person has, and nothing of what they are.
      { name: 'ways_of', ...pinned, arguments: 1 },
      // What all relatives of her case said that takes all of them.
      { name: 'words_of_all', ...pinned, arguments: 1 },
      { name: 'wrap_keys', ...pinned, arguments: 5 },
    ]);
  });
});
