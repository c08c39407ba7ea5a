import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDataSource(database.ownerUrl);
  work = new UnitOfWork(dataSource, new SystemClock(), new Listeners(), testVault);
  await dataSource.query('create table mark (n int primary key)');
});
afterAll(async () => {
  await dataSource.destroy();
  await database.close();
});

const actor = systemActor('worker');
const marks = async (): Promise<number[]> => (await dataSource.query<{ n: number }[]>('select n from mark order by n')).map(({ n }) => n);
const numbers = Array.from({ length: 50 }, (_, n) => n);

describe('statements of one transaction that do not wait for each other', () => {
  it('are each answered with their own rows', async () => {
    const answers = await work.run(actor, (tx) =>
      Promise.all(numbers.map((n) => tx.query<{ n: number }>('select $1::int as n, pg_sleep($2)', [n, n % 7 === 0 ? 0.002 : 0]))),
    );
    expect(answers.map(([row]) => row!.n)).toEqual(numbers);
  });

  it('are in the transaction: each sees what those before it have done', async () => {
    const counts = await work.run(actor, async (tx) => {
      const both = (n: number) => [
        tx.change('insert into mark values ($1)', [n]),
        tx.query<{ n: number }>('select count(*)::int as n from mark').then(([row]) => row!.n),
      ];
      return Promise.all([1, 2, 3].flatMap(both));
    });
    expect(counts).toEqual([1, 1, 1, 2, 1, 3]);
    expect(await marks()).toEqual([1, 2, 3]);
  });

  it('are taken back together when one of them fails, and the connection is whole afterwards', async () => {
    const failing = (tx: Tx) =>
      Promise.all([tx.change('insert into mark values (10)'), tx.query('select 1 / 0'), tx.change('insert into mark values (11)')]);
    for (let time = 0; time < 15; time++) await expect(work.run(actor, failing)).rejects.toThrow('division by zero');
    expect(await marks()).toEqual([1, 2, 3]);
    expect(await work.run(actor, (tx) => tx.query<{ n: number }>('select 7 as n'))).toEqual([{ n: 7 }]);
  });
});
