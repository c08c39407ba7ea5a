import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { type Actor, type Event, Refused, newId } from '#lib/kernel';
import {
  Clock,
  DatabaseModule,
  Listeners,
  SystemClock,
  TrainingClock,
  type Tx,
  UnitOfWork,
  once,
  openDataSource,
  runMigrations,
  saveIfUnchanged,
} from '#lib/database';
import { migrations } from '../../migrations/index.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing, testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

@Entity('thing')
class ThingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') words: string;
  @Column('date', { name: 'happened_on', nullable: true }) happenedOn: string | null;
}

let database: TestDatabase;
let dataSource: DataSource;
let listeners: Listeners;
let work: UnitOfWork;
const founder: Actor = { personId: newId(), role: 'founder', organisationId: newId(), zone: 'console' };

const count = async (table: string): Promise<number> =>
  (await dataSource.query<{ n: number }[]>(`select count(*) as n from ${table}`))[0]!.n;
const opened = (caseId: string | null, facts: Event['facts'] = {}): Event => ({ name: 'thing-opened', caseId, facts });
const refusal = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDataSource(database.ownerUrl, [ThingRow]);
  await dataSource.query('create table thing (id uuid primary key, version int not null, words text not null, happened_on date)');
});
afterAll(async () => {
  await dataSource.destroy();
  await database.close();
});
beforeEach(() => {
  listeners = new Listeners();
  work = new UnitOfWork(dataSource, new SystemClock(), listeners, testVault);
});

describe('a unit of work', () => {
  const thing = (tx: Tx, words = '言葉', id = newId()) => tx.manager.insert(ThingRow, { id, version: 1, words }).then(() => id);

  it('keeps row, journal entry, job and what listeners did together', async () => {
    listeners.on('thing-opened', async (tx) => tx.enqueue('look-after-thing', newId()));
    const caseId = newId();
    const before = [await count('thing'), await count('journal_entry'), await count('outbox')];
    await work.run(founder, async (tx) => {
      await thing(tx);
      await tx.tell(opened(caseId));
    });
    expect([await count('thing'), await count('journal_entry'), await count('outbox')]).toEqual(before.map((n) => n + 1));
  });

  it('leaves nothing behind when anything fails, be it the act, a listener or the commit', async () => {
    listeners.on('thing-opened', async (tx) => {
      await tx.enqueue('look-after-thing', newId());
      throw new Error('listener');
    });
    const before = [await count('thing'), await count('journal_entry'), await count('journal_head'), await count('outbox')];
    const act = (name: string) => (tx: Tx) => thing(tx).then(() => tx.tell({ ...opened(newId()), name }));
    await expect(work.run(founder, act('thing-opened'))).rejects.toThrow('listener');
    await expect(
      work.run(founder, async (tx) => {
        await act('unheard')(tx);
        throw new Error('late');
      }),
    ).rejects.toThrow('late');
    await expect(
      work.run(founder, async (tx) => {
        await act('unheard')(tx);
        await tx.query('select 1/0');
      }),
    ).rejects.toThrow('division by zero');
    expect([await count('thing'), await count('journal_entry'), await count('journal_head'), await count('outbox')]).toEqual(before);
  });

  it('takes the time once, and the day in Tokyo from it', async () => {
    class Fixed extends Clock {
      calls = 0;
      async now(): Promise<Date> {
        this.calls += 1;
        return new Date('2026-03-31T15:30:00Z');
      }
    }
    const clock = new Fixed();
    const seen = await new UnitOfWork(dataSource, clock, listeners, testVault).run(founder, async (tx) => [
      tx.now.toISOString(),
      tx.now.toISOString(),
      tx.today,
    ]);
    expect(await work.run(founder, (tx) => tx.query('show transaction_isolation'))).toEqual([{ transaction_isolation: 'read committed' }]);
    expect(seen).toEqual(['2026-03-31T15:30:00.000Z', '2026-03-31T15:30:00.000Z', '2026-04-01']);
    expect(clock.calls).toBe(1);
  });

  it('awaits listeners in the order they were named, and those of the events they tell', async () => {
    const heard: string[] = [];
    const slowly = (name: string) => async () => {
      await new Promise((done) => setTimeout(done, 5));
      heard.push(name);
    };
    listeners.on('thing-opened', slowly('first'));
    listeners.on('thing-opened', async (tx) => tx.tell({ name: 'thing-shown', caseId: null, facts: {} }));
    listeners.on('thing-opened', slowly('last'));
    listeners.on('thing-shown', slowly('shown'));
    await work.run(founder, async (tx) => {
      await tx.tell(opened(newId()));
      heard.push('done');
    });
    expect(heard).toEqual(['first', 'shown', 'last', 'done']);
  });

  it('tries a deadlock again, so that both acts are done', async () => {
    const [a, b] = await work.run(founder, (tx) => Promise.all([thing(tx, 'a'), thing(tx, 'b')]));
    let met = 0;
    let bothHere: () => void;
    const both = new Promise<void>((resolve) => (bothHere = resolve));
    const lock = (tx: Tx, id: string) => tx.change(`update thing set version = version + 1 where id = $1`, [id]);
    const crosswise = (one: string, other: string) =>
      work.run(founder, async (tx) => {
        await lock(tx, one);
        if (++met === 2) bothHere();
        await both;
        await lock(tx, other);
      });
    await Promise.all([crosswise(a!, b!), crosswise(b!, a!)]);
    expect(met).toBeGreaterThan(2);
    expect(await dataSource.query('select version from thing where id = any($1) order by words', [[a, b]])).toEqual([
      { version: 3 },
      { version: 3 },
    ]);
  });

  it('tries at most twice again', async () => {
    let tries = 0;
    const failing = work.run(founder, async (tx) => {
      tries += 1;
      await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(failing).rejects.toThrow('again');
    expect(tries).toBe(3);
  });

  it('answers days as text, counts as numbers and touched rows whatever the statement', async () => {
    const id = await work.run(founder, (tx) => thing(tx));
    await work.run(founder, async (tx) => {
      const updated = await tx.query<{ on: string }>(
        `update thing set happened_on = '2026-04-01' where id = $1 returning happened_on as on`,
        [id],
      );
      expect(updated).toEqual([{ on: '2026-04-01' }]);
      expect(await tx.query('select count(*) as n, 1::bigint as one from thing where id = $1', [id])).toEqual([{ n: 1, one: 1 }]);
      expect(await tx.query(`select timestamptz '2026-03-31T15:30:00Z'::date as day`)).toEqual([{ day: '2026-04-01' }]);
      expect(await tx.change('delete from thing where id = $1', [newId()])).toBe(0);
      expect((await tx.manager.findOneByOrFail(ThingRow, { id })).happenedOn).toBe('2026-04-01');
    });
  });

  it('wakes who listens to the outbox, at commit and not before', async () => {
    const ear = new Client({ connectionString: database.urls.worker });
    await ear.connect();
    const heard: string[] = [];
    ear.on('notification', ({ channel }) => heard.push(channel));
    await ear.query('listen outbox');
    await work.run(founder, async (tx) => {
      await tx.enqueue('look-after-thing', newId());
      await ear.query('select 1');
      expect(heard).toEqual([]);
    });
    await ear.query('select 1');
    expect(heard).toEqual(['outbox']);
    await ear.end();
  });
});

describe('saving a row that was read before', () => {
  it('refuses the second of two that read the same version', async () => {
    const read = { id: newId(), version: 1 };
    await work.run(founder, (tx) => tx.manager.insert(ThingRow, { ...read, words: 'alt' }));
    const save = (words: string) => refusal(work.run(founder, (tx) => saveIfUnchanged(tx, ThingRow, read, { words })));
    const answers = await Promise.all([save('eins'), save('zwei')]);
    expect(answers.sort()).toEqual(['changed-meanwhile', 'nothing']);
    expect(await dataSource.query('select version from thing where id = $1', [read.id])).toEqual([{ version: 2 }]);
  });
});

describe('once', () => {
  const act = (key: string | undefined, fingerprint: unknown, actor = founder) =>
    work.run(actor, (tx) =>
      once(tx, key, fingerprint, async () => {
        await new Promise((done) => setTimeout(done, 30));
        const id = newId();
        await tx.manager.insert(ThingRow, { id, version: 1, words: 'once' });
        return { id };
      }),
    );

  it('makes one act of a form sent twice at the same moment', async () => {
    const before = await count('thing');
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(key, { b: 1, a: 2 })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await act(key, { a: 2, b: 1 })).toEqual(answers[0]);
    expect(await count('thing')).toBe(before + 1);
  });
  it('refuses the key for something else', async () => {
    const key = newId();
    await act(key, 'this');
    expect(await refusal(act(key, 'that'))).toBe('idempotency-key-reused');
  });
  it('keeps the keys of two people apart', async () => {
    const key = newId();
    const [mine, theirs] = [await act(key, 'x'), await act(key, 'x', { ...founder, personId: newId() })];
    expect(mine.id).not.toBe(theirs.id);
  });
  it('does again without a key', async () => expect((await act(undefined, 1)).id).not.toBe((await act(undefined, 1)).id));
  it('lets the second try when the first was refused', async () => {
    const key = newId();
    const refused = work.run(founder, (tx) =>
      once(tx, key, 1, async () => {
        throw new Refused('not-now');
      }),
    );
    expect(await refusal(refused)).toBe('not-now');
    expect(await act(key, 1)).toEqual({ id: expect.any(String) as string });
  });
  it('answers nothing twice where there is nothing to answer', async () => {
    const key = newId();
    const quiet = () => work.run(founder, (tx) => once(tx, key, 1, async () => undefined));
    expect([await quiet(), await quiet()]).toEqual([undefined, undefined]);
  });
});

describe('the migrations', () => {
  it('wait for each other where two begin at the same moment, and find nothing to do a second time', async () => {
    const name = `twice_${newId().slice(0, 8)}`;
    await dataSource.query(`create database ${name}`);
    const twice = Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href;
    const applied = await Promise.all([runMigrations(twice), runMigrations(twice)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, migrations.length]);
    expect(await runMigrations(twice)).toEqual([]);
    await dataSource.query(`drop database ${name}`);
  });
});

describe('the database module', () => {
  const started = (training: boolean) =>
    Test.createTestingModule({
      imports: [DatabaseModule.for({ url: database.urls.console, rows: [ThingRow], training, keyRing: testKeyRing })],
    }).compile();

  it.each([
    [true, TrainingClock],
    [false, SystemClock],
  ] as const)('with training %s gives the house its clock', async (training, kind) => {
    const app = await started(training);
    expect(app.get(Clock)).toBeInstanceOf(kind);
    expect(await app.get(UnitOfWork).run(founder, (tx) => tx.query('select current_user::text as who'))).toEqual([
      { who: 'yorisoi_console' },
    ]);
    const open = app.get(DataSource);
    app.enableShutdownHooks();
    await app.close();
    expect(open.isInitialized).toBe(false);
  });
});
