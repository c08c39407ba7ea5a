import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { newId, systemActor } from '#lib/kernel';
import { Bell, CatchUp, type Handler, Hands, JobQueue, Loop, type QueueSettings, Relay, type WaitingWork } from '#lib/queue';
import { type RunningRedis, redisIsHere, startRedis } from '../support/redis.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);
const worker = systemActor('worker');

let urls: TestDatabase['urls'];
let dataSource: DataSource;
let work: UnitOfWork;
let redis: Awaited<ReturnType<typeof startRedis>> | undefined;

const closing: (() => Promise<unknown>)[] = [];
const reports: string[] = [];
const report = (what: string, facts: object) => void reports.push(`${what} ${JSON.stringify(facts)}`);

beforeAll(async () => {
  const database = await testDatabase();
  closing.push(() => database.close());
  urls = database.urls;
  dataSource = await openDataSource(urls.worker);
  work = new UnitOfWork(dataSource, new SystemClock(), new Listeners(), testVault);
});
afterEach(async () => {
  for (const close of closing.splice(1).reverse()) await close();
  reports.splice(0);
});
afterAll(async () => {
  await dataSource.destroy();
  for (const close of closing) await close();
});

const ask = <T>(sql: string, params: unknown[] = []) => work.run(worker, (tx) => tx.query<T>(sql, params));
const enqueue = (ids: readonly string[]) =>
  work.run(worker, async (tx) => {
    for (const id of ids) await tx.enqueue('count', id);
  });
const waitingRows = async () => (await ask<{ n: number }>('select count(*) as n from outbox where relayed_at is null'))[0]!.n;

/** A handler that counts how often each id was done; `fails`: how often it fails first. */
class Counting implements Handler {
  readonly done = new Map<string, number>();
  readonly tries = new Map<string, number>();
  constructor(private readonly fails = 0) {}

  async handle(id: string): Promise<void> {
    const tried = (this.tries.get(id) ?? 0) + 1;
    this.tries.set(id, tried);
    if (tried <= this.fails) throw Object.assign(new Error('550 <hanako@example.jp> unknown'), { code: 'EENVELOPE' });
    this.done.set(id, (this.done.get(id) ?? 0) + 1);
  }
}

function describeQueue(settings: () => QueueSettings, wipe: () => Promise<unknown>): void {
  beforeEach(wipe);

  const openQueue = async () => {
    const queue = await JobQueue.open(settings(), report);
    closing.push(() => queue.close());
    return queue;
  };
  const startHands = async (handler: Handler) => {
    const hands = new Hands(settings(), new Map([['count', handler]]), report);
    closing.push(() => hands.stop());
    await hands.start();
    return hands;
  };

  it('does a job after the commit of the transaction that asked for it, woken by the database', async () => {
    const [queue, counting, id] = [await openQueue(), new Counting(), newId()];
    await startHands(counting);
    const relay = new Relay(work, queue);
    const loop = new Loop('relay', 60_000, () => relay.once(), report);
    const bell = new Bell(urls.worker, 'outbox', () => loop.wake(), report);
    closing.push(
      () => loop.stop(),
      () => bell.stop(),
    );
    loop.start();
    await bell.start();
    await sleep(100);
    await enqueue([id]);
    await until('the job is done', () => counting.done.get(id) === 1);
  });

  it('does nothing when the transaction is rolled back', async () => {
    const [queue, counting, id] = [await openQueue(), new Counting(), newId()];
    await startHands(counting);
    await expect(
      work.run(worker, async (tx) => {
        await tx.enqueue('count', id);
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    expect(await new Relay(work, queue).once()).toBe(0);
    expect(await waitingRows()).toBe(0);
    await sleep(200);
    expect(counting.tries.size).toBe(0);
  });

  it('shares the outbox among several relays and does every job once', async () => {
    const [counting, ids] = [new Counting(), Array.from({ length: 500 }, newId)];
    await enqueue(ids);
    const relays = await Promise.all([1, 2, 3].map(async () => new Relay(work, await openQueue())));
    const relayed = await Promise.all(relays.map((relay) => relay.once()));
    expect(relayed.reduce((sum, n) => sum + n, 0)).toBe(500);
    await startHands(counting);
    await until('all are done', () => counting.done.size === 500, 40_000);
    expect([...counting.done.values()].every((times) => times === 1)).toBe(true);
  });

  it('brings a job once more after a crash between queue and mark, and the queue takes it for the same', async () => {
    const [queue, counting, id] = [await openQueue(), new Counting(), newId()];
    await enqueue([id]);
    const crashing = {
      add: async (asks: Parameters<JobQueue['add']>[0]) => queue.add(asks).then(() => Promise.reject(new Error('killed'))),
    };
    await expect(new Relay(work, crashing as unknown as JobQueue).once()).rejects.toThrow('killed');
    expect(await waitingRows()).toBe(1);
    expect(await new Relay(work, queue).once()).toBe(1);
    expect(await queue.unfinished()).toBe(1);
    await startHands(counting);
    await until('the job is done', () => counting.done.get(id) === 1);
    await sleep(200);
    expect(counting.done.get(id)).toBe(1);
  });

  it('tries again after a failure and keeps only its code', async () => {
    const [queue, counting, id] = [await openQueue(), new Counting(2), newId()];
    await startHands(counting);
    await enqueue([id]);
    await new Relay(work, queue).once();
    await until('the job is done', () => counting.done.get(id) === 1);
    expect(counting.tries.get(id)).toBe(3);
    expect(reports.filter((line) => line.startsWith('job-failed'))).toEqual(
      Array(2).fill(`job-failed {"job":"count","id":"${id}","code":"EENVELOPE"}`),
    );
    expect(await everythingKept(settings())).not.toMatch(/hanako/);
  });

  it('takes over the job of a worker that was killed', async () => {
    const [queue, counting, id] = [await openQueue(), new Counting(), newId()];
    const child = fork(path.join(__dirname, '../support/hands.child.ts'), [], {
      execArgv: ['--require', path.join(__dirname, '../support/typescript.cjs')],
      env: { ...process.env, QUEUE_SETTINGS: JSON.stringify(settings()) },
    });
    closing.push(async () => void child.kill('SIGKILL'));
    await queue.add([{ key: newId(), job: 'count', id }]);
    expect(await once(child, 'message')).toEqual([{ took: id }, undefined]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await startHands(counting);
    await until('another has done it', () => counting.done.get(id) === 1);
  });

  it('finishes the job in hand before it stops', async () => {
    const [queue, id] = [await openQueue(), newId()];
    let [began, ended] = [false, false];
    const slow: Handler = {
      handle: async () => {
        began = true;
        await sleep(500);
        ended = true;
      },
    };
    const hands = await startHands(slow);
    await queue.add([{ key: newId(), job: 'count', id }]);
    await until('the job has begun', () => began);
    await hands.stop();
    expect(ended).toBe(true);
  });

  it('gets back from the rows what the queue has lost', async () => {
    const [queue, counting, ids] = [await openQueue(), new Counting(), Array.from({ length: 3 }, newId).sort()];
    const waiting: WaitingWork = {
      job: 'count',
      find: async (_tx, after) =>
        ids.filter((id) => !counting.done.has(id) && id > (after?.id ?? '')).map((id) => ({ id, since: '2026-11-23 09:00:00+09' })),
    };
    await queue.add(ids.map((id) => ({ key: id, job: 'count', id })));
    await wipe();
    expect(await queue.unfinished()).toBe(0);
    const catchUp = new CatchUp(work, queue, [waiting], 1_000_000);
    expect(await catchUp.once()).toBe(3);
    expect(await catchUp.once()).toBe(0);
    expect(await queue.unfinished()).toBe(3);
    await wipe();
    expect(await new CatchUp(work, queue, [waiting], 1_000_000).once()).toBe(3);
    await startHands(counting);
    await until('all are done', () => counting.done.size === 3);
  });
}

async function everythingKept({ databaseUrl, redisUrl }: QueueSettings): Promise<string> {
  if (redisUrl) {
    const { Redis } = await import('ioredis');
    const client = new Redis(redisUrl);
    const keys = await client.keys('*');
    const values = await Promise.all(
      keys.map(async (key) => ((await client.type(key)) === 'hash' ? JSON.stringify(await client.hgetall(key)) : key)),
    );
    await client.quit();
    return values.join('\n');
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'bullmq'`,
  );
  const texts = [];
  for (const { table_name } of rows)
    texts.push(JSON.stringify((await client.query(`select * from bullmq.${client.escapeIdentifier(table_name)}`)).rows));
  await client.end();
  return texts.join('\n');
}

const quick = { retryAfter: 50, takeOverAfter: 1_500 };

describe('the queue on PostgreSQL', () => {
  const settings = () => ({ databaseUrl: urls.worker, ...quick });
  describeQueue(settings, async () => {
    const tables = await ask<{ table_name: string }>(
      `select table_name from information_schema.tables where table_schema = 'bullmq' and table_type = 'BASE TABLE'`,
    );
    const wiped = tables.map((row) => row.table_name).filter((name) => !/migration|version/.test(name));
    await work.run(worker, async (tx) => {
      for (const name of wiped) await tx.change(`delete from bullmq."${name}"`);
    });
  });
});

if (redisIsHere()) {
  describe('the queue on Redis', () => {
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis?.stop());
    const settings = () => ({ databaseUrl: urls.worker, redisUrl: redis!.url, ...quick });
    describeQueue(settings, () => flush(redis!));

    it('keeps rows in the outbox while Redis is down, and relays them when it is back', async () => {
      const port = redis!.port;
      const [id, counting] = [newId(), new Counting()];
      const queue = await JobQueue.open(settings(), report);
      closing.push(() => queue.close());
      await redis!.stop();
      await enqueue([id]);
      await expect(new Relay(work, queue).once()).rejects.toThrow();
      expect(await waitingRows()).toBe(1);
      redis = await startRedis(port);
      const hands = new Hands(settings(), new Map([['count', counting]]), report);
      closing.push(() => hands.stop());
      await hands.start();
      await until('the relay gets through', () =>
        new Relay(work, queue).once().then(
          (n) => n === 1,
          () => false,
        ),
      );
      await until('the job is done', () => counting.done.get(id) === 1);
    });
  });
} else {
  describe('the queue on Redis — not run: no redis-server on this machine', () => {
    it.skip('every test of the queue once more, on Redis', () => undefined);
  });
}

async function flush({ url }: RunningRedis): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url);
  await client.flushall();
  await client.quit();
}
