import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';

jest.setTimeout(120_000);
let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await loadReference((sql, params) => client.query(sql, params));
});
afterAll(async () => {
  await client?.end();
  await database?.close();
});

it('fills an empty house with six fictional cases in different states, through the services', async () => {
  const { accounts, apiTokens } = await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing });
  const { rows } = await client.query<{ state: string }>('select state from survey_case order by state');
  expect(rows.map((r) => r.state)).toEqual(
    ['FAMILY_EXPLAINED', 'INTAKE', 'INTENTION_PENDING', 'NOT_MOVED', 'DETAILED_RUNNING', 'RESULT_EXPLAINED'].sort(),
  );
  for (const role of ['founder', 'school', 'committeeMember', 'secretariat', 'prefecture', 'reader'])
    expect(apiTokens.map((t) => t.role)).toContain(role);
  expect(new Set(accounts.map((a) => a.app))).toEqual(new Set(['console', 'family', 'committee']));
});

it('writes a journal entry for every act and step, and deadlines beside them', async () => {
  const count = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]!.n);
  const acts = await count('select count(*) as n from act');
  const steps = await count('select count(*) as n from case_state');
  expect(await count(`select count(*) as n from journal_entry where content like '%act-recorded%'`)).toBe(acts);
  expect(await count(`select count(*) as n from journal_entry where content like '%step-taken%'`)).toBe(steps);
  expect(await count(`select count(*) as n from deadline where rule = 'D-JSC-DEATH'`)).toBe(6);
});
