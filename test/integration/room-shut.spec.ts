import type { DataSource } from 'typeorm';
import { type Account, openDataSource } from '#lib/database';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { newId } from '#lib/kernel';

jest.setTimeout(120_000);

/** Everybody who must not learn what the committee says among itself, by the account their app has. */
const outside = ['console', 'family', 'api', 'worker'] as const satisfies readonly Account[];
const rooms = ['deliberation.standard_item', 'deliberation.draft'] as const;
const secret = 'さくらの印';
const denied = '42501';

let database: TestDatabase;
let owner: DataSource;
const sources = {} as Record<Account, DataSource>;
let caseId: string;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  for (const account of [...outside, 'committee'] as const) sources[account] = await openDataSource(database.urls[account]);
  const [founder, school] = [newId(), newId()];
  caseId = newId();
  await owner.query(`insert into organisation (id, kind, name) values ($1, 'founder', '架空市'), ($2, 'school', '架空中学校')`, [
    founder,
    school,
  ]);
  await owner.query(
    `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
     values ($1, 'Y-0000-0000', $2, $3, '2025', 'DETAILED_RUNNING', '2026-01-01', 'x', '2026-01-01', now())`,
    [caseId, founder, school],
  );
  for (let n = 0; n < 50; n++) {
    await owner.query(
      `insert into deliberation.standard_item (id, case_id, item, outcome, answer, entered_at, person_id) values ($1, $2, 'A', 'answered', $3, now(), $1)`,
      [newId(), caseId, secret],
    );
    await owner.query(
      `insert into deliberation.draft (id, case_id, version, content, frozen_at, person_id) values ($1, $2, $3, $4, now(), $1)`,
      [newId(), caseId, n + 1, secret],
    );
  }
  await owner.query('analyze');
});
afterAll(async () => {
  for (const source of [owner, ...Object.values(sources)]) await source?.destroy();
  await database?.close();
});

/** What comes back, or why nothing does, word for word. */
async function answer(account: Account, sql: string): Promise<string> {
  const runner = sources[account].createQueryRunner();
  try {
    return JSON.stringify(await runner.query(sql));
  } catch (error) {
    const { code, message, detail, hint } = (error as { driverError: Record<string, string> }).driverError;
    return [code, message, detail, hint].filter(Boolean).join(' ');
  } finally {
    await runner.query('rollback'); // Of the connection that was used; nothing where no transaction is open.
    await runner.release();
  }
}

/** Whatever could be said to a table of the room by somebody who got hold of the account. */
const statements = (room: string, account: Account): string[] => [
  `select 1 from ${room} limit 1`,
  `select count(*) from ${room}`,
  `select exists (select from ${room})`,
  `select max(length(r::text)) from ${room} r`,
  `table ${room}`,
  `copy ${room} to stdout`,
  `explain analyze select * from ${room}`,
  `begin; lock table ${room} in access share mode; commit`,
  `begin; declare mine cursor for select * from ${room}; commit`,
  `do $$ begin perform 1 from ${room}; end $$`,
  `select query_to_xml('select * from ${room}', true, false, '')`,
  `select table_to_xml('${room}', true, false, '')`,
  `select * from ${room} for update`,
  `insert into ${room} default values`,
  `update ${room} set case_id = case_id`,
  `delete from ${room}`,
  `truncate ${room}`,
  `alter table ${room} disable row level security`,
  `drop table ${room}`,
  `comment on table ${room} is 'x'`,
  `create view mine as select * from ${room}`,
  `create policy mine on ${room} using (true)`,
  `grant select on ${room} to yorisoi_${account}`,
  `select has_table_privilege('${room}', 'select') and (select count(*) from ${room}) > 0`,
  `with mine as (select * from ${room}) select count(*) from mine`,
  `select count(*) from survey_case c where c.id in (select case_id from ${room})`,
];
async function answersOf(account: Account): Promise<string[][]> {
  const answers: string[][] = [];
  for (const room of rooms) for (const sql of statements(room, account)) answers.push([sql, await answer(account, sql)]);
  return answers;
}

it('knows every table of the room, and there is something in each', async () => {
  const found = await owner.query<{ name: string }[]>(
    `select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'deliberation'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
  );
  expect(found.map(({ name }) => name)).toEqual([...rooms].sort());
  for (const room of rooms) expect(await owner.query(`select count(*)::int as n from ${room}`)).toEqual([{ n: 50 }]);
});

describe.each(outside)('the account of %s', (account) => {
  it('reads, counts, locks and writes nothing in the room, by whatever statement', async () => {
    for (const [sql, said] of await answersOf(account)) {
      expect([sql, said]).toEqual([sql, expect.stringContaining(denied)]);
      expect(said).not.toContain(secret);
      expect(said).not.toContain(caseId);
    }
  });
  it('is no member of the committee’s account, nor of the owner, and takes on neither', async () => {
    const member = account === 'api'; // for the length of a transaction that comes for a member: test/integration/rights.spec.ts
    expect(await answer(account, `select pg_has_role('yorisoi_committee', 'member') as is`)).toBe(JSON.stringify([{ is: member }]));
    expect(await answer(account, `select pg_has_role('yorisoi_committee', 'usage') as is`)).toBe(JSON.stringify([{ is: false }]));
    if (!member) expect(await answer(account, 'set role yorisoi_committee')).toContain(denied);
    for (const name of ['yorisoi_owner', 'postgres', 'pg_read_all_data', 'pg_monitor', 'pg_read_all_stats', 'pg_read_server_files'])
      expect(await answer(account, `set role ${name}`)).toMatch(/42501|22023/);
    expect(await answer(account, 'set session authorization yorisoi_committee')).toContain(denied);
  });
  it('finds no values in the statistics of the room, and none of its rows in any function or view it may use', async () => {
    expect(await answer(account, `select * from pg_stats where schemaname = 'deliberation'`)).toBe('[]');
    expect(await answer(account, 'select * from pg_statistic limit 1')).toContain(denied);
    const functions = await sources[account].query<{ name: string }[]>(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace in ('public'::regnamespace, 'deliberation'::regnamespace)
         and has_function_privilege(p.oid, 'execute') and p.prosrc ilike '%deliberation.%'`,
    );
    expect(functions).toEqual([]);
    const views = await sources[account].query<{ name: string }[]>(
      `select c.oid::regclass::text as name from pg_class c where c.relkind in ('v', 'm') and has_table_privilege(c.oid, 'select')
         and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') and pg_get_viewdef(c.oid) ilike '%deliberation.%'`,
    );
    expect(views).toEqual([]);
    const sequences = await sources[account].query(`select from pg_sequences where schemaname = 'deliberation'`);
    expect(sequences).toEqual([]);
  });
  it('sees nothing of what the committee’s own connections are asking', async () => {
    const pid = (await sources.committee.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]!.pid;
    await sources.committee.query(`select '${secret}' as said`);
    expect(await answer('committee', `select query from pg_stat_activity where pid = ${pid}`)).not.toContain('insufficient');
    expect(await answer(account, `select query from pg_stat_activity where pid = ${pid}`)).not.toContain(secret);
    expect(await answer(account, `select * from pg_stat_activity where query like '%${secret}%' and pid <> pg_backend_pid()`)).toBe('[]');
  });
  it('reads no file of the server and no large object', async () => {
    for (const sql of [
      `select pg_read_file('postgresql.conf')`,
      `select pg_ls_dir('.')`,
      `copy (select 1) to program 'id'`,
      `copy person from '/etc/hostname'`,
      `select lo_import('/etc/hostname')`,
      `select pg_stat_file('.')`,
    ])
      expect([sql, await answer(account, sql)]).toEqual([sql, expect.stringContaining(denied)]);
  });
});

it('the account of the API, put on as that of the committee by somebody who names no member, finds the room empty', async () => {
  await sources.api.transaction(async (manager) => {
    await manager.query('set local role yorisoi_committee');
    for (const room of rooms) expect(await manager.query(`select count(*)::int as n from ${room}`)).toEqual([{ n: 0 }]);
    for (const role of ['founder', 'founderHead', 'school', 'prefecture', 'administrator']) {
      await manager.query(
        `select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', $2, true), set_config('yorisoi.today', '2026-11-26', true)`,
        [newId(), role],
      );
      for (const room of rooms) expect([role, await manager.query(`select count(*)::int as n from ${room}`)]).toEqual([role, [{ n: 0 }]]);
    }
  });
});

// Whoever changes this changes docs/security.md, "What remains".
it.each(outside)(
  'what remains: the account of %s sees how much there is in all rooms together, and that somebody is at work',
  async (account) => {
    for (const room of rooms) {
      const of = `c.relnamespace::regnamespace::text || '.' || c.relname = '${room}'`;
      const seen = (what: string) => answer(account, `select ${what} as seen from pg_class c where ${of}`);
      expect(await seen('reltuples::int')).toBe('[{"seen":50}]');
      expect(await seen('pg_relation_size(c.oid) > 0')).toBe('[{"seen":true}]');
      expect(await seen('pg_stat_get_tuples_inserted(c.oid) is not null')).toBe('[{"seen":true}]');
    }
  },
);

it('refuses at the door, before any row is looked at: as quickly, and in the same words, with rows as without', async () => {
  const slowly = (room: string) => `select * from ${room} where pg_sleep(0.2) is not null`; // 0.2 s for each row that is looked at
  const time = async (sql: string): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 25; n++) {
      const before = performance.now();
      await answer('console', sql);
      times.push(performance.now() - before);
    }
    return times.sort((a, b) => a - b)[12]!;
  };
  const full = await answersOf('console');
  for (const room of rooms) expect(await time(slowly(room))).toBeLessThan(100);
  for (const room of rooms) await owner.query(`delete from ${room}`);
  for (const room of rooms) expect(await owner.query(`select count(*)::int as n from ${room}`)).toEqual([{ n: 0 }]);
  expect(await answersOf('console')).toEqual(full);
  for (const room of rooms) expect(await time(slowly(room))).toBeLessThan(100);
});
