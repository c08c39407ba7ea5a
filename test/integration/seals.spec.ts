import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { exportAll, newestRoots, seal } from '#lib/journal';
import { type Actor, newId, systemActor } from '#lib/kernel';
import { type Mail, Mailer, SendRoot, waitingRootLetters, writeRootLetters } from '#lib/mail';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { outsider, textOf } from '../support/outside.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let worker: DataSource;
let owner: Client;
let work: UnitOfWork;
let asWorker: UnitOfWork;
let source: DataSource;
const outside = outsider();
const founder: Actor = { personId: newId(), role: 'founder', organisationId: newId(), zone: 'console' };
const system = systemActor('worker');

class Post extends Mailer {
  readonly sent: Mail[] = [];
  broken: unknown = null;
  async send(mail: Mail): Promise<void> {
    if (this.broken) throw this.broken as Error;
    this.sent.push(mail);
  }
  async close(): Promise<void> {}
}
const post = new Post();

beforeEach(async () => {
  database = await testDatabase();
  [source, worker] = [await openDataSource(database.ownerUrl), await openDataSource(database.urls.worker)];
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  work = new UnitOfWork(source, new SystemClock(), new Listeners(), testVault);
  asWorker = new UnitOfWork(worker, new SystemClock(), new Listeners(), testVault);
  post.sent.length = 0;
  post.broken = null;
});
afterEach(async () => {
  await owner.end();
  for (const one of [source, worker]) await one.destroy();
  await database.close();
});
afterAll(() => outside.leave());

const write = (caseId: string) => work.run(founder, (tx) => tx.tell({ name: 'thing-opened', caseId, facts: {} }));
const sealNow = () => asWorker.run(system, (tx) => seal(tx));
const count = async (table: string) => Number((await owner.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);
const whole = () =>
  work.run(system, async (tx) => outside.verify(await textOf(exportAll(tx)), [(await newestRoots(tx, { size: 1 }))[0]!.hash]));

describe('sealing', () => {
  it('seals what has grown and nothing twice', async () => {
    const [one, other] = [newId(), newId()];
    await write(one);
    await write(other);
    expect((await sealNow())?.no).toBe(1);
    expect(await sealNow()).toBeNull();
    await write(one);
    expect((await sealNow())?.no).toBe(2);
    const { rows } = await owner.query<{ no: number; chain: string; seq: string }>(
      'select root_no as no, chain, seq from journal_leaf order by 1, 2',
    );
    expect(rows.map(({ no, chain, seq }) => [no, chain, Number(seq)])).toEqual([
      ...[one, other].sort().map((chain) => [1, chain, 1]),
      [2, one, 2],
    ]);
    expect(await whole()).toMatchObject({ code: 0, found: [] });
  });
  it('makes a root every day, also when nothing was written', async () => {
    await write(newId());
    await sealNow();
    await owner.query('alter table journal_root disable trigger user');
    await owner.query(`update journal_root set made_at = made_at - interval '1 day', of_day = of_day - 1`);
    expect((await sealNow())?.no).toBe(2);
    expect(await count('journal_leaf')).toBe(1);
    expect(await sealNow()).toBeNull();
  });
  it('passes over nothing that was being written while a root was made', async () => {
    const slow = newId();
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const writing = work.run(founder, async (tx) => {
      await tx.tell({ name: 'thing-opened', caseId: slow, facts: {} });
      await tx.writeJournal();
      await waiting;
    });
    for (let n = 0; n < 3; n++) await write(newId());
    await sealNow();
    goOn();
    await writing;
    await write(newId());
    await sealNow();
    const { rows } = await owner.query('select root_no from journal_leaf where chain = $1', [slow]);
    expect(rows).toEqual([{ root_no: 2 }]);
    expect(await whole()).toMatchObject({ code: 0, found: [] });
  });
  it('is done by one worker where two are at it, and holds no writer up', async () => {
    await write(newId());
    const second = await asWorker.run(system, async (tx) => {
      expect((await seal(tx))?.no).toBe(1);
      await write(newId()); // While the root is not committed yet.
      return sealNow();
    });
    expect(second).toBeNull();
    expect(await count('journal_root')).toBe(1);
  });
  it('looks at everything once where the database counts its transactions anew', async () => {
    const id = newId();
    await write(id);
    await sealNow();
    await owner.query('alter table journal_root disable trigger user');
    await owner.query('update journal_root set horizon = horizon + 1000000000');
    await write(id);
    expect((await sealNow())?.no).toBe(2);
    expect(await count('journal_leaf')).toBe(2);
  });
  it('finds what is new by an index', async () => {
    await owner.query(`insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash, written_in)
      select 'filler', n, now(), null, repeat('x', 300), '', '', 1 from generate_series(1, 40000) n`);
    await write(newId());
    await owner.query(`select brin_summarize_new_values('journal_entry_written')`);
    await owner.query('analyze journal_entry');
    const { rows } = await owner.query<Record<string, string>>(
      `explain select distinct chain from journal_entry where written_in >= case when 100 > pg_snapshot_xmin(pg_current_snapshot())::text::bigint then 0 else 100 end`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('journal_entry_written');
  });
  it('lists roots newest first', async () => {
    for (let n = 0; n < 3; n++) {
      await write(newId());
      await sealNow();
    }
    const page = await work.run(system, (tx) => newestRoots(tx, { size: 2, before: 3 }));
    expect(page.map(({ no }) => no)).toEqual([2, 1]);
  });
});

describe('the root of a day goes out of the house', () => {
  const to = ['kansa@soto.example', 'shimin@soto.example'];
  const round = () =>
    asWorker.run(system, async (tx) => {
      await seal(tx);
      await writeRootLetters(tx, to);
    });
  const jobs = async () =>
    (await owner.query<{ id: string }>(`select subject_id as id from outbox where job = 'send-root' order by created_at, id`)).rows.map(
      ({ id }) => id,
    );
  const handler = () => new SendRoot(asWorker, post, 'noreply@mail.example');

  it('once to each address, however often the worker looks and the job runs', async () => {
    await write(newId());
    await round();
    await write(newId());
    await round();
    const ids = await jobs();
    expect(ids).toHaveLength(2);
    for (const id of [...ids, ...ids]) await handler().handle(id);
    expect(post.sent.map((mail) => mail.to).sort()).toEqual(to);
    const [first] = await work.run(system, (tx) => newestRoots(tx, { size: 1, before: 2 }));
    expect(post.sent[0]!.text).toContain(first!.hash);
    expect(post.sent[0]!.text.match(/\b[0-9a-f]{64}\b/g)!.every((hash) => hash === first!.hash)).toBe(true);
    expect(await count('root_letter where sent_at is not null')).toBe(2);
  });
  it('and is found again where the queue has lost it, or kept where the server will not have it', async () => {
    await write(newId());
    await round();
    const [id, other] = (await jobs()) as [string, string];
    post.broken = Object.assign(new Error('busy'), { responseCode: 451, command: 'DATA' });
    await expect(handler().handle(id)).rejects.toThrow('busy');
    await owner.query(`update root_letter set made_at = made_at - interval '1 hour'`);
    const waiting = await asWorker.run(system, (tx) => waitingRootLetters.find(tx, null));
    expect(waiting.map((row) => row.id).sort()).toEqual([id, other].sort());
    expect(await asWorker.run(system, (tx) => waitingRootLetters.find(tx, waiting.at(-1)!))).toEqual([]);
    post.broken = Object.assign(new Error('unknown'), { responseCode: 550, command: 'RCPT TO' });
    await handler().handle(id);
    post.broken = null;
    await handler().handle(id);
    expect(post.sent).toEqual([]);
    expect((await owner.query('select refused_why from root_letter where id = $1', [id])).rows).toEqual([{ refused_why: 'smtp-550' }]);
  });
  it('to nobody where no address is set', async () => {
    await write(newId());
    await asWorker.run(system, async (tx) => {
      await seal(tx);
      await writeRootLetters(tx, []);
    });
    expect(await count('root_letter')).toBe(0);
  });
});
