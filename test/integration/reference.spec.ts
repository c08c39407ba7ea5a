import { Client } from 'pg';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let client: Client;

const query = async <Row extends object>(sql: string, params?: unknown[]): Promise<Row[]> => (await client.query<Row>(sql, params)).rows;
const tables = async () => ({
  local: await query('select * from local_government order by code'),
  days: await query('select day::text, name, source, version from holiday order by day'),
  lines: await query('select * from help_line order by position'),
});

beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});
beforeEach(async () => {
  await query('delete from local_government');
  await query('delete from holiday');
  await query('delete from help_line');
  await loadReference(query);
});

describe('reference data in the database', () => {
  it('is the same after a second load', async () => {
    const once = await tables();
    await loadReference(query);
    expect(await tables()).toEqual(once);
    expect([once.local.length, once.days.length, once.lines.length]).toEqual([1788, 728, 5]);
    expect(once.local).toContainEqual({
      code: '131016',
      prefecture_code: '13',
      prefecture_name: '東京都',
      name: '千代田区',
      kana: 'チヨダク',
      kind: 'specialWard',
    });
  });

  it('is put right again where a row was lost or altered', async () => {
    const before = await tables();
    await query(`delete from local_government where code = '131016'`);
    await query(`update local_government set name = 'x' where code = '011002'`);
    await query(`update holiday set name = 'x', version = 'old' where day = '2026-01-01'`);
    await query(`update help_line set note = 'x' where code = 'yorisoi-hotline'`);
    await loadReference(query);
    expect(await tables()).toEqual(before);
  });

  it('drops a computed equinox that the gazette set on another day, but keeps a day an operator entered', async () => {
    await query(
      `insert into holiday values ('2031-03-20', '春分の日', 'computed', 'old'), ('2030-01-02', '臨時の休日', 'operator', 'own')`,
    );
    await query(`update holiday set name = 'ours', source = 'operator' where day = '2030-01-01'`);
    await loadReference(query);
    const days = await query(
      `select day::text, name from holiday where day between '2031-03-15' and '2031-03-25' or day between '2030-01-01' and '2030-01-02' order by day`,
    );
    expect(days).toEqual([
      { day: '2030-01-01', name: 'ours' },
      { day: '2030-01-02', name: '臨時の休日' },
      { day: '2031-03-21', name: '春分の日' },
    ]);
  });

  it('keeps a municipality that no longer exists, and a number an operator looked up', async () => {
    await query(`insert into local_government values ('403059', '40', '福岡県', '那珂川町', 'ナカガワマチ', 'town')`);
    await query(`update help_line set phone = '000-000-0000', hours = '9–17' where code = 'mental-health-centre'`);
    await loadReference(query);
    expect(await query(`select name from local_government where code = '403059'`)).toEqual([{ name: '那珂川町' }]);
    expect(await query(`select phone, hours from help_line where code = 'mental-health-centre'`)).toEqual([
      { phone: '000-000-0000', hours: '9–17' },
    ]);
  });
});
