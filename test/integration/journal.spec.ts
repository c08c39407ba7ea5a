import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, TrainingClock, UnitOfWork, allowTrainingClock, openDataSource } from '#lib/database';
import { type Content, type NewEntry, append, entriesOf, flawOf, groundOf } from '#lib/journal';
import { type Actor, type Event, Refused, newId, systemActor } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;
const listeners = new Listeners();
const founder: Actor = { personId: newId(), role: 'founder', organisationId: newId(), zone: 'console' };

const count = async (table: string): Promise<number> =>
  (await dataSource.query<{ n: number }[]>(`select count(*) as n from ${table}`))[0]!.n;
const opened = (caseId: string | null, facts: Event['facts'] = {}): Event => ({ name: 'thing-opened', caseId, facts });
const entryOf = ({ personId, role, organisationId, zone }: Actor): NewEntry => {
  const at = new Date();
  const content = { at: at.toISOString(), event: 'thing-opened', personId, role, organisationId, zone, ground: groundOf(role), facts: {} };
  return { caseId: null, at, content };
};
const refusal = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDataSource(database.ownerUrl);
  work = new UnitOfWork(dataSource, new SystemClock(), listeners, testVault);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.close();
});

describe('the journal', () => {
  it('has one whole chain after twenty transactions at the same moment', async () => {
    const caseId = newId();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        work.run(founder, async (tx) => {
          await tx.tell(opened(caseId, { n }));
          await tx.read('case-page', caseId);
        }),
      ),
    );
    await work.run(founder, async (tx) => {
      const entries = await entriesOf(tx, caseId, { size: 100 });
      expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 40 }, (_, n) => 40 - n));
      expect(new Set(entries.filter((entry) => entry.event === 'thing-opened').map((entry) => entry.facts['n'])).size).toBe(20);
      expect(await flawOf(tx, caseId)).toBeNull();
    });
  });
  it('does not let readers and writers of two cases wait for each other crosswise', async () => {
    const cases = [newId(), newId()];
    const both = (ids: string[]) =>
      work.run(founder, async (tx) => {
        for (const id of ids) {
          await tx.read('list', id);
          await tx.query('select pg_sleep(0.01)');
        }
      });
    await Promise.all(Array.from({ length: 12 }, (_, n) => both(n % 2 ? cases : [...cases].reverse())));
    for (const id of cases) expect(await work.run(founder, (tx) => flawOf(tx, id))).toBeNull();
  });
  it('says who did what, in which role, through which door, and nothing handed to listeners', async () => {
    const caseId = newId();
    await work.run(founder, (tx) => tx.tell({ ...opened(caseId, { act: 'openThing' }), data: { name: '架空 花子' } }));
    const [row] = await dataSource.query<{ content: string }[]>('select content from journal_entry where chain = $1', [caseId]);
    const { personId, role, organisationId, zone } = founder;
    expect(JSON.parse(row!.content) as Content).toEqual({
      at: expect.any(String) as string,
      event: 'thing-opened',
      personId,
      role,
      organisationId,
      zone,
      ground: 'founder',
      facts: { act: 'openThing' },
    });
  });
  it('keeps what belongs to no case in the chain of the person, and what is about nobody in those of the app', async () => {
    const chainsOf = async (mark: string) =>
      (await dataSource.query<{ chain: string }[]>(`select chain from journal_entry where content like '%' || $1 || '%'`, [mark])).map(
        ({ chain }) => chain,
      );
    const [done, suffered, nobodys] = [newId(), newId(), newId()];
    await work.run(founder, (tx) => tx.tell(opened(null, { mark: done })));
    await work.run(systemActor('console'), (tx) => tx.tell(opened(null, { mark: suffered, personId: founder.personId })));
    await work.run(systemActor('worker'), (tx) => tx.tell(opened(null, { mark: nobodys })));
    expect(await chainsOf(done)).toEqual([`person/${founder.personId}`]);
    expect(await chainsOf(suffered)).toEqual([`person/${founder.personId}`]);
    const [chain] = await chainsOf(nobodys);
    expect(chain).toMatch(/^system\/worker\/[0-9a-f]$/);
    for (const one of [`person/${founder.personId}`, chain!]) expect(await work.run(founder, (tx) => flawOf(tx, one))).toBeNull();
  });
  it('does not let one person wait for another where no case is touched', async () => {
    const other: Actor = { ...founder, personId: newId() };
    await work.run(founder, async (tx) => {
      await append(tx, [entryOf(founder)]); // Written before its time, so that the head stays locked while the other works.
      await work.run(other, (tx) => tx.tell(opened(null)));
    });
    expect(await work.run(founder, (tx) => flawOf(tx, `person/${other.personId}`))).toBeNull();
  });
  it('says on what ground somebody stands in a case', async () => {
    const [usual, urgent] = [newId(), newId()];
    await work.run(founder, async (tx) => {
      await tx.read('case-page', usual);
      await tx.read('case-page', urgent);
      tx.standOn(urgent, 'break-glass');
    });
    const groundIn = async (id: string) => (await work.run(founder, (tx) => entriesOf(tx, id, { size: 1 })))[0]!.ground;
    expect([await groundIn(usual), await groundIn(urgent)]).toEqual(['founder', 'break-glass']);
  });
  it('answers nobody about a case that was found and not told', async () => {
    const caseId = newId();
    const silent = work.run(founder, async (tx) => tx.found([caseId]));
    await expect(silent).rejects.toThrow('nothing told the journal');
    await work.run(founder, async (tx) => {
      tx.found([caseId]);
      await tx.readList('case-list', [caseId, newId()]);
    });
    expect(await work.run(systemActor('worker'), async (tx) => tx.found([caseId]))).toBeUndefined();
  });
  it('shows a case page by page, newest first', async () => {
    const caseId = newId();
    for (const n of [1, 2, 3]) await work.run(founder, (tx) => tx.tell(opened(caseId, { n })));
    const pages = await work.run(founder, async (tx) => [
      await entriesOf(tx, caseId, { size: 2 }),
      await entriesOf(tx, caseId, { size: 2, before: 2 }),
    ]);
    expect(pages.map((page) => page.map((entry) => entry.seq))).toEqual([[3, 2], [1]]);
  });
  it('finds what the owner of the database changed after taking the trigger away', async () => {
    const caseId = newId();
    for (const n of [1, 2, 3]) await work.run(founder, (tx) => tx.tell(opened(caseId, { n })));
    await dataSource.query('alter table journal_entry disable trigger user');
    await dataSource.query(`update journal_entry set content = replace(content, '"n":2', '"n":5') where chain = $1`, [caseId]);
    await dataSource.query('alter table journal_entry enable trigger user');
    expect(await work.run(founder, (tx) => flawOf(tx, caseId))).toEqual({ seq: 2, what: 'content' });
  });
});

describe('the training clock', () => {
  const tolerance = 5_000;
  const day = 86_400_000;

  it('moves every process that looks at it, and never back', async () => {
    const other = await openDataSource(database.urls.worker);
    await allowTrainingClock((sql) => dataSource.query(sql));
    const clock = new TrainingClock(dataSource);
    const training = new UnitOfWork(dataSource, clock, listeners, testVault);
    const ahead = new Date(Date.now() + 400 * day);
    await training.run(founder, (tx) => clock.setForward(tx, ahead));
    expect(Math.abs((await new TrainingClock(other).now()).getTime() - ahead.getTime())).toBeLessThan(tolerance);
    expect(await training.run(founder, async (tx) => Math.abs(tx.now.getTime() - ahead.getTime()) < tolerance)).toBe(true);
    expect(await refusal(training.run(founder, (tx) => clock.setForward(tx, new Date(Date.now() + 10 * day))))).toBe('clock-backwards');
    expect(await refusal(training.run(founder, (tx) => clock.setForward(tx, new Date('2101-01-01T00:00:00Z'))))).toBe('clock-too-far');
    expect(await refusal(training.run(founder, (tx) => clock.setForward(tx, new Date('nonsense'))))).toBe('clock-too-far');
    expect(Math.abs((await clock.now()).getTime() - ahead.getTime())).toBeLessThan(tolerance);
    await other.destroy();
  });
  it('is refused a step before its first setting too', async () => {
    await dataSource.query('delete from training_clock');
    await allowTrainingClock((sql) => dataSource.query(sql));
    const clock = new TrainingClock(dataSource);
    const back = new Date(Date.now() - day);
    expect(await refusal(new UnitOfWork(dataSource, clock, listeners, testVault).run(founder, (tx) => clock.setForward(tx, back)))).toBe(
      'clock-backwards',
    );
    expect(await dataSource.query(`select 1 from training_clock where ahead <> interval '0'`)).toEqual([]);
  });
  it('is not set where the owner never allowed it, whatever an app believes', async () => {
    await dataSource.query('delete from training_clock');
    const clock = new TrainingClock(dataSource);
    const set = new UnitOfWork(dataSource, clock, listeners, testVault).run(founder, (tx) =>
      clock.setForward(tx, new Date(Date.now() + day)),
    );
    expect(await refusal(set)).toBe('clock-backwards');
    expect(await count('training_clock')).toBe(0);
  });
  it('has no say where training is off', async () => {
    await allowTrainingClock((sql) => dataSource.query(sql));
    const clock = new TrainingClock(dataSource);
    await new UnitOfWork(dataSource, clock, listeners, testVault).run(founder, (tx) =>
      clock.setForward(tx, new Date(Date.now() + 30 * day)),
    );
    expect(await work.run(founder, async (tx) => Math.abs(tx.now.getTime() - Date.now()) < tolerance)).toBe(true);
  });
});
