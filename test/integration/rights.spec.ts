import { type DataSource } from 'typeorm';
import { type Account, Listeners, SystemClock, type Tx, UnitOfWork, accountName, accounts, openDataSource } from '#lib/database';
import { seal } from '#lib/journal';
import { type Actor, type Role, type Zone, newId } from '#lib/kernel';
import { rights } from '../../migrations/index.js';
import { type AccountName } from '../../migrations/rights.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let owner: DataSource;
const sources = {} as Record<Account, DataSource>;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  for (const account of accounts) sources[account] = await openDataSource(database.urls[account]);
});
afterAll(async () => {
  for (const source of [owner, ...Object.values(sources)]) await source.destroy();
  await database.close();
});

const work = (account: Account) => new UnitOfWork(sources[account], new SystemClock(), new Listeners(), testVault);
const actor = (zone: Zone, role: Role = 'founder'): Actor => ({ personId: newId(), role, organisationId: newId(), zone });
const answer = (source: DataSource, sql: string): Promise<string> =>
  source.query(sql).then(
    () => 'done',
    (error: { driverError?: { code?: string } }) => error.driverError?.code ?? String(error),
  );
const denied = '42501';

const privileges = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'] as const;
const onColumns = new Set<string>(['select', 'insert', 'update', 'references']);
const all = '*';

/** 'select (a, b), insert' → { select: ['a', 'b'], insert: ['*'] } */
function written(text: string | undefined): Record<string, string[]> {
  const parts = (text ?? '').matchAll(/(\w+)(?: \(([^)]*)\))?/g);
  return Object.fromEntries(Array.from(parts, ([, privilege, columns]) => [privilege!, columns?.split(', ').sort() ?? [all]]));
}

async function held(account: string, table: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const privilege of privileges) {
    const [whole] = await owner.query<{ has: boolean }[]>('select has_table_privilege($1, $2, $3) as has', [account, table, privilege]);
    if (whole!.has) found[privilege] = [all];
    else if (onColumns.has(privilege)) {
      const columns = await owner.query<{ name: string }[]>(
        `select attname as name from pg_attribute where attrelid = $2::regclass and attnum > 0 and not attisdropped and has_column_privilege($1, attrelid, attnum, $3)`,
        [account, table, privilege],
      );
      if (columns.length > 0) found[privilege] = columns.map((column) => column.name).sort();
    }
  }
  return found;
}

const tablesIn = async (schema: string): Promise<string[]> =>
  (
    await owner.query<{ name: string }[]>(
      `select oid::regclass::text as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
      [schema],
    )
  ).map((row) => row.name);

describe('the account', () => {
  it.each(accounts)('of %s may do what is written, and nothing else', async (account) => {
    const name = accountName(account) as AccountName;
    const tables = [...(await tablesIn('public')), ...(await tablesIn('deliberation'))];
    expect(tables).toEqual(expect.arrayContaining(Object.keys(rights[name])));
    for (const table of tables) expect({ [table]: await held(name, table) }).toEqual({ [table]: written(rights[name][table]) });
  });

  it.each(accounts)('of %s reaches the tables of the queue only if it is the worker', async (account) => {
    const worker = account === 'worker';
    const [usage] = await owner.query<{ has: boolean }[]>(`select has_schema_privilege($1, 'bullmq', 'usage') as has`, [
      accountName(account),
    ]);
    expect(usage!.has).toBe(worker);
    for (const table of await tablesIn('bullmq'))
      expect(await held(accountName(account), table)).toEqual(worker ? written('select, insert, update, delete') : {});
    const [functions] = await owner.query<{ n: number }[]>(
      `select count(*) as n from pg_proc where pronamespace = 'bullmq'::regnamespace and has_function_privilege($1, oid, 'execute') <> $2`,
      [accountName(account), worker],
    );
    expect(functions!.n).toBe(0);
  });

  it.each(accounts)('of %s makes no tables and no schemas', async (account) => {
    for (const sql of [
      'create table mine (id int)',
      'create schema mine',
      'create table deliberation.mine (id int)',
      'create table bullmq.mine (id int)',
    ])
      expect(await answer(sources[account], sql)).toBe(denied);
  });
  // The queue adds jobs in bulk through a temporary table.
  it.each(accounts)('of %s makes temporary tables only if it is the worker', async (account) => {
    expect(await answer(sources[account], 'create temporary table mine (id int)')).toBe(account === 'worker' ? 'done' : denied);
  });
});

describe('the committee’s room', () => {
  const rooms = ['deliberation.standard_item', 'deliberation.draft'];
  it.each(['console', 'family', 'api', 'worker'] as const)('is closed to %s', async (account) => {
    for (const room of rooms)
      for (const sql of [
        `select * from ${room}`,
        `select count(*) from ${room}`,
        `insert into ${room} default values`,
        `delete from ${room}`,
        `truncate ${room}`,
      ])
        expect(await answer(sources[account], sql)).toBe(denied);
  });
  it('is open to the committee’s own account, which may still not take anything away', async () => {
    for (const room of rooms)
      expect([await answer(sources.committee, `select * from ${room}`), await answer(sources.committee, `delete from ${room}`)]).toEqual([
        'done',
        denied,
      ]);
  });

  const look = (tx: Tx) => tx.query<{ who: string; n: number }>(`select current_user::text as who, count(*) as n from deliberation.draft`);
  it.each(['committeeMember', 'secretariat'] as const)('is entered by the api for one transaction of a %s', async (role) => {
    expect(await work('api').run(actor('api', role), look)).toEqual([{ who: 'yorisoi_committee', n: 0 }]);
    for (let n = 0; n < 12; n++) expect(await answer(sources.api, 'select * from deliberation.draft')).toBe(denied);
  });
  it.each(['founder', 'founderHead', 'school', 'prefecture', 'reader', 'administrator', 'system'] as const)(
    'is not entered by the api for a %s',
    async (role) => {
      await expect(work('api').run(actor('api', role), look)).rejects.toMatchObject({ driverError: { code: denied } });
    },
  );
  it('is not entered by another app that says it comes for a member', async () => {
    await expect(work('console').run(actor('console', 'committeeMember'), look)).rejects.toMatchObject({ driverError: { code: denied } });
    expect(await answer(sources.console, 'set role yorisoi_committee')).toBe(denied);
    expect(await answer(sources.family, 'set role yorisoi_committee')).toBe(denied);
  });
});

describe('what was done', () => {
  const changes = (table: string, column: string) => [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table}`,
  ];
  const lasting = [
    ['journal_entry', 'content'],
    ['act', 'name'],
    ['case_state', 'step'],
    ['journal_root', 'hash'],
    ['journal_leaf', 'hash'],
    ['journal_drawer', 'hash'],
  ] as const;

  it.each(accounts)('%s can neither change nor remove', async (account) => {
    for (const [table, column] of lasting)
      for (const sql of changes(table, column)) expect(await answer(sources[account], sql)).toBe(denied);
  });
  it('the owner cannot change or remove either without taking the triggers away first', async () => {
    await work('worker').run(actor('worker', 'system'), (tx) => tx.tell({ name: 'thing-opened', caseId: null, facts: {} }));
    const caseId = await aCase();
    await anAct(caseId, 'recordCare', 1);
    for (const [table, column] of lasting.slice(0, 2))
      for (const sql of changes(table, column)) expect(await answer(owner, sql)).toBe(denied);
    await work('worker').run(actor('worker', 'system'), (tx) => seal(tx));
    for (const [table, column] of lasting.slice(3))
      for (const sql of changes(table, column).slice(0, table === 'journal_root' ? 2 : 3)) expect(await answer(owner, sql)).toBe(denied);
    expect(await answer(owner, 'truncate journal_root, journal_leaf, journal_drawer, root_letter')).toBe(denied);
  });
  it.each(['console', 'family', 'committee', 'api'] as const)('%s can seal nothing', async (account) => {
    for (const table of ['journal_root', 'journal_leaf', 'journal_drawer', 'root_letter'])
      expect(await answer(sources[account], `insert into ${table} default values`)).toBe(denied);
  });
  it('neither the family’s account nor the worker’s reads an entry', async () => {
    expect(await answer(sources.family, 'select content from journal_entry')).toBe(denied);
    expect(await answer(sources.worker, 'select content from journal_entry')).toBe(denied);
  });
  it('every account can write down what its people do in a case, and what happens in the house', async () => {
    const roles = { console: 'founder', family: 'relative', committee: 'committeeMember', api: 'school', worker: 'system' } as const;
    for (const account of accounts) {
      await work(account).run(actor(account, roles[account]), (tx) => tx.read('case-page', newId()));
      await work(account).run(actor(account, 'system'), (tx) => tx.tell({ name: 'thing-opened', caseId: null, facts: {} }));
    }
  });
  it('nobody but the worker can write into a case as the system', async () => {
    for (const account of accounts.filter((account) => account !== 'worker'))
      await expect(work(account).run(actor(account, 'system'), (tx) => tx.read('case-page', newId()))).rejects.toMatchObject({
        driverError: { code: denied },
      });
  });
});

describe('a family', () => {
  it('reads the acts it is told of and no other', async () => {
    const caseId = await aCase();
    const personId = newId();
    await owner.query(`insert into person (id, name, email, password_hash, created_at) values ($1, '架空 花子', $2, 'x', now())`, [
      personId,
      `${personId}@example.jp`,
    ]);
    await owner.query(
      `insert into relative (id, case_id, person_id, name, relation, term, created_at) values ($1, $2, $3, '架空 花子', 'mother', 'jishi', now())`,
      [newId(), caseId, personId],
    );
    await anAct(caseId, 'explainJsc', 1);
    await anAct(caseId, 'recordSuspicions', 2);
    const released = (tx: Tx) => tx.query('select name from released_act where case_id = $1', [caseId]);
    expect(await work('family').run({ ...actor('family', 'relative'), personId }, released)).toEqual([{ name: 'explainJsc' }]);
    expect(await work('family').run(actor('family', 'relative'), released)).toEqual([]);
    expect(await answer(sources.family, 'select name from act')).toBe(denied);
  });
  it('reads no pupil’s name', async () => expect(await answer(sources.family, 'select pupil_name from survey_case')).toBe(denied));
});

it('keeps the draft shown to the family from the founder', async () => {
  expect(await answer(sources.console, 'select content from released_draft')).toBe(denied);
  expect(await answer(sources.family, 'select content from released_draft')).toBe('done');
});

async function aCase(): Promise<string> {
  const [founderId, schoolId, id] = [newId(), newId(), newId()];
  await owner.query(
    `insert into organisation (id, kind, name) values ($1, 'founder', '架空市教育委員会'), ($2, 'school', '架空市立第一中学校')`,
    [founderId, schoolId],
  );
  await owner.query(
    `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
     values ($1, $4, $2, $3, '2025', 'INTAKE', '2026-01-01', '架空 太郎', '2026-01-01', now())`,
    [id, founderId, schoolId, id],
  );
  return id;
}

const anAct = (caseId: string, name: string, atVersion: number): Promise<unknown> =>
  owner.query(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data) values ($1, $2, $3, $4, '2026-01-02', now(), $1, 'founder', '{}')`,
    [newId(), caseId, atVersion, name],
  );
