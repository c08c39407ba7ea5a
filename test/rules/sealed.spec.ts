import { type DataSource } from 'typeorm';
import { openDataSource } from '#lib/database';
import { securedTables } from '../../migrations/1764000000010-row-security.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { literalsOf } from './literals.js';
import { filesIn, isSpec, source } from './sources.js';

jest.setTimeout(60_000);

/**
 * Texts about cases and people that stand in the clear, and why. Every other text column of these tables is sealed by the application and
 * says so in its comment (docs/decisions/sealed.md): a new one is decided here.
 */
const plain: Readonly<Record<string, readonly string[]>> = {
  'codes, which SQL finds cases, letters and deadlines by': [
    'survey_case.case_no',
    'survey_case.state',
    'act.name',
    'act.role',
    'case_state.step',
    'case_state.from_state',
    'case_state.to_state',
    'case_state.role',
    'relative.relation',
    'deliberation.standard_item.item',
    'deadline.rule',
    'deadline.subject',
    'deadline.counted_from',
    'deadline.last_lead',
    'deadline.calendar_version',
    'reminder.lead',
    'mail.kind',
    'mail.refused_why',
  ],
  'lists show it of many cases at once': ['survey_case.grade'],
  'prints, keyed or of long texts, and keys that are wrapped': [
    'released_draft.fingerprint',
    'final_report.fingerprint',
    'idempotency.fingerprint',
    'idempotency.key',
    'case_key.master_key',
    'case_key.wrapped',
    'person.email_index',
    'person.password_hash',
  ],
  'ids, codes and days alone': [
    'idempotency.result',
    'journal_entry.chain',
    'journal_entry.content',
    'journal_entry.previous_hash',
    'journal_entry.hash',
  ],
};

let database: TestDatabase;
let owner: DataSource;
beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
});
afterAll(async () => {
  await owner.destroy();
  await database.close();
});

/** Columns that can hold one of a few words and nothing else. */
const namesOfCodes = async (): Promise<string[]> =>
  (
    await owner.query<{ name: string }[]>(
      `select format('%s.%I', conrelid::regclass, attname) as name from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'c' and cardinality(conkey) = 1 and pg_get_constraintdef(oid) ~ '= ANY \\(ARRAY'`,
    )
  ).map(({ name }) => name);

it('every text about a case or a person is sealed, or is named here with a reason', async () => {
  const columns = await owner.query<{ name: string; sealed: boolean }[]>(
    `select format('%s.%I', attrelid::regclass, attname) as name, coalesce(col_description(attrelid, attnum) ~* 'sealed', false) as sealed
     from pg_attribute where attrelid = any($1::regclass[]) and attnum > 0 and not attisdropped and atttypid in ('text'::regtype, 'jsonb'::regtype)`,
    [['person', ...Object.keys(securedTables)]],
  );
  const open = columns.filter(({ sealed }) => !sealed).map(({ name }) => name);
  const codes = await namesOfCodes();
  const named = Object.values(plain).flat();
  expect(open.filter((name) => !named.includes(name) && !codes.includes(name))).toEqual([]);
  expect(named.filter((name) => columns.some((column) => column.name === name && column.sealed))).toEqual([]);
  expect(columns.length - open.length).toBeGreaterThan(12);
});

it('names and addresses of people are read and written where they are opened and sealed, and nowhere else', () => {
  const home = ['libs/accounts/', 'libs/mail/reader.ts'];
  const files = filesIn(['apps', 'libs', 'seeds'], source).filter((file) => !isSpec(file) && !home.some((place) => file.startsWith(place)));
  const raw = files.flatMap((file) => literalsOf(file)).filter(({ text }) => readsNames(text));
  expect(raw.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  expect(readsNames('select name from person where id = $1')).toBe(true);
  expect(readsNames('select p.id, p.email from role_grant g join person p on p.id = g.person_id')).toBe(true);
  expect(readsNames('select o.name from organisation o join person p on true')).toBe(false);
});

function readsNames(sql: string): boolean {
  const alias = /\b(?:from|join|into|update) person (?:as )?(?!where|set|on|order)([a-z]\w*)\b/.exec(sql)?.[1];
  if (alias) return new RegExp(`\\b${alias}\\.(name|email)\\b`).test(sql);
  return /\b(from|join|into|update) person\b/.test(sql) && /(?<![.\w])(name|email)(?!\w)/.test(sql);
}
