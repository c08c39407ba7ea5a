import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DataSource, getMetadataArgsStorage } from 'typeorm';
import { openDataSource } from '#lib/database';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { catalogueOf } from '../../libs/database/catalogue.js';
import { allRows } from './rows.js';

jest.setTimeout(60_000);
const committed = path.resolve(__dirname, '../../migrations/catalogue.txt');

let database: TestDatabase;
let dataSource: DataSource;
const rows = allRows();

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDataSource(database.ownerUrl, rows);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.close();
});

describe('the catalogue', () => {
  const now = () => catalogueOf((sql) => dataSource.query(sql));
  it('is the committed one (renew it with UPDATE_CATALOGUE=1 and read the difference)', async () => {
    const found = await now();
    if (process.env['UPDATE_CATALOGUE'] === '1') writeFileSync(committed, found);
    expect(found.split('\n')).toEqual(readFileSync(committed, 'utf8').split('\n'));
  });
  it.each([
    ['a grant', 'grant select on deliberation.draft to yorisoi_console', 'revoke select on deliberation.draft from yorisoi_console'],
    ['a trigger put to sleep', 'alter table act disable trigger act_append_only', 'alter table act enable trigger act_append_only'],
    ['an index', 'create index surplus on act (name)', 'drop index surplus'],
    [
      'a function open to everybody',
      'grant execute on function act_is_append_only to public',
      'revoke execute on function act_is_append_only from public',
    ],
  ])('notices %s', async (_, change, undo) => {
    const before = await now();
    await dataSource.query(change);
    const after = await now();
    await dataSource.query(undo);
    expect(after).not.toBe(before);
    expect(await now()).toBe(before);
  });
});

/** A row class need not repeat checks, comments and foreign keys to other libs: the catalogue above pins those. */
const pinnedByTheCatalogue = /^(DROP INDEX |COMMENT ON |ALTER TABLE \S+ DROP CONSTRAINT )/;
const driftOf = async (source: DataSource): Promise<string[]> => {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query).filter((query) => !pinnedByTheCatalogue.test(query));
};

describe('the row classes', () => {
  // TypeORM makes indexes and keys anew where it knows another comment for a column.
  beforeAll(async () => {
    const commented = await dataSource.query<{ name: string }[]>(
      `select format('%s.%I', objoid::regclass, attname) as name from pg_description join pg_attribute on attrelid = objoid and attnum = objsubid
       where classoid = 'pg_class'::regclass and objsubid > 0 and objoid in (select c.oid from pg_class c where c.relnamespace::regnamespace::text in ('public', 'deliberation'))`,
    );
    for (const { name } of commented) await dataSource.query(`comment on column ${name} is null`);
    for (const column of dataSource.entityMetadatas.flatMap((row) => row.columns)) column.comment = undefined;
  });

  it('are found', () => {
    expect(rows.length).toBeGreaterThan(5);
    expect(getMetadataArgsStorage().tables.filter((table) => rows.includes(table.target as (typeof rows)[number]))).toHaveLength(
      rows.length,
    );
  });
  it('say the same as the database', async () => expect(await driftOf(dataSource)).toEqual([]));
  it('would be caught saying something else', async () => {
    await dataSource.query('alter table survey_case alter column state drop not null, add column forgotten text');
    const drift = (await driftOf(dataSource)).join('\n');
    await dataSource.query('alter table survey_case alter column state set not null, drop column forgotten');
    expect(drift).toContain('"state" SET NOT NULL');
    expect(drift).toContain('DROP COLUMN "forgotten"');
  });
});
