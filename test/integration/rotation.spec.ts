import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { relativesOf } from '#lib/cases';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import { newId, systemActor } from '#lib/kernel';
import { WrapKeys } from '#lib/rotation';
import { vault as words } from '#lib/texts';
import { type KeyRingProblem, Vault, checkKeyRing, wrapSome } from '#lib/vault';
import { dropMasterKey } from '../../libs/vault/drop.js';
import { renewals } from '../../libs/vault/progress.js';
import { withNext } from '../../libs/vault/domain/ring.js';
import { addMasterKey } from '../../libs/vault/registry.js';
import { RingFile } from '../../libs/vault/ring-file.js';
import { rotateKeys } from '../../libs/vault/rotate.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';
import { MailWorld } from '../support/mail.world.js';
import { ManyKeys } from '../support/many-keys.js';
import { runProgram } from '../support/program.js';

jest.setTimeout(240_000);

/** More than one job of the worker takes. */
const many = 2_200;
let database: TestDatabase;
let owner: DataSource;
let worker: DataSource;
let world: MailWorld;
let keys: ManyKeys;
let folder: string;
let keyRing: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-rotation-'));
  keyRing = path.join(folder, 'key-ring.json');
  copyFileSync(testKeyRing, keyRing);
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  worker = await openDataSource(database.urls.worker);
  world = await MailWorld.in(database.ownerUrl);
  keys = new ManyKeys((sql, params) => owner.query(sql, params), keyRing);
  await keys.add(many, world.caseId);
});
afterAll(async () => {
  await world?.close();
  await worker?.destroy();
  await owner?.destroy();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({ keyRing, databaseUrl: database.ownerUrl });
const environment = () => ({ YORISOI_KEY_RING: keyRing, DATABASE_URL: database.ownerUrl });
const keysCommand = (...args: string[]) => runProgram('libs/vault/keys.main.ts', args, environment());
const current = () => new RingFile(keyRing).fresh().current;
const asOwner = <T>(doing: (tx: Tx) => Promise<T>, vault = new Vault(keyRing)): Promise<T> =>
  new UnitOfWork(owner, new SystemClock(), new Listeners(), vault).run(systemActor('console'), doing);
const asWorker = () => new UnitOfWork(worker, new SystemClock(), new Listeners(), new Vault(keyRing));
const problem = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'taken',
    (error: unknown) => (error as KeyRingProblem).code,
  );

/** Somebody who begins a case, with the key of `vault` and a name to seal. */
const beginCase = (vault: Vault): Promise<string> =>
  asOwner(async (tx) => {
    const id = newId();
    const key = tx.vault.newCase(id);
    await tx.change(
      `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
       select $1::uuid, $1::uuid::text, founder_id, school_id, edition, 'CLOSED', state_since, $3, date_of_death, reported_at from survey_case where id = $2`,
      [id, world.caseId, key.box.seal(`survey_case.pupil_name:${id}`, '架空')],
    );
    await key.keep();
    return id;
  }, vault);

describe('a new master key', () => {
  it('is added, wraps what begins from now on, and needs no restart', async () => {
    const running = new Vault(keyRing);
    await beginCase(running);
    const added = await keysCommand('next');
    expect(added).toMatchObject({ code: 0, said: expect.stringContaining(keyRing) });
    expect(await checkKeyRing(settings())).toBeUndefined();
    expect([...new RingFile(keyRing).ring().masters.keys()]).toEqual(['test', current()]);
    const id = await beginCase(running);
    expect(await asOwner((tx) => relativesOf(tx, id), running)).toEqual([]);
    expect(await keys.wrappedBy()).toEqual({ test: many + 1, [current()]: 1 });
  });

  it('waits some minutes, so that the ring can be carried to every machine', async () => {
    const [row] = await owner.query<{ minutes: number }[]>(
      'select extract(epoch from not_before - asked_at)::int / 60 as minutes from key_renewal',
    );
    expect(row).toEqual({ minutes: 10 });
    expect((await keysCommand('progress')).said).toContain(`済み: 0、残り: ${many + 2}`);
  });

  it('is not dropped before it was used, nor the one before it while a data key needs it', async () => {
    expect(await problem(dropMasterKey(settings(), current()))).toBe('current');
    expect(await problem(dropMasterKey(settings(), 'test'))).toBe('still-needed');
    expect(await problem(dropMasterKey(settings(), 'none'))).toBe('no-such-key');
    const refused = await keysCommand('drop', 'test');
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(`鍵「test」で包んだ鍵が、まだ ${many + 2} あります。`);
    expect([...new RingFile(keyRing).ring().masters.keys()]).toContain('test');
  });

  it('wraps all data keys, goes on where it was killed, and a run more does nothing, while cases are begun', async () => {
    let beginning = true;
    const beginner = (async () => {
      let begun = 0;
      for (; beginning; begun++) await beginCase(new Vault(keyRing));
      return begun;
    })();
    const killed = await runProgram('libs/vault/keys.main.ts', ['rotate'], environment(), (said, child) => {
      if (said.includes(words.keys.progress.split('{done}')[0]! + '2')) child.kill('SIGKILL');
    });
    expect(killed.code).toBeNull();
    const half = await keys.wrappedBy();
    expect(half['test']).toBeGreaterThan(100);
    expect(half[current()]).toBeGreaterThan(100);

    const whole = await keysCommand('rotate');
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining(words.keys.rotated) });
    beginning = false;
    expect(await beginner).toBeGreaterThan(0);
    expect(Object.keys(await keys.wrappedBy())).toEqual([current()]);
    expect(await keys.lost()).toEqual([]);

    const [before] = await renewals(settings());
    expect(before).toMatchObject({ key: current(), done: many + 2, left: 0 });
    const told: number[] = [];
    expect(await rotateKeys(settings(), ({ left }) => told.push(left))).toEqual({ done: many + 2, left: 0 });
    expect(told).toEqual([0]);
    expect((await renewals(settings()))[0]!.endedAt).toEqual(before!.endedAt);
    expect((await keysCommand('progress')).said).toMatch(/は、.*に終わりました。/);
  });

  it('leaves nothing that opens with the old ring: a process started with it says so', async () => {
    await expect(checkKeyRing({ ...settings(), keyRing: testKeyRing })).rejects.toMatchObject({ code: 'missing' });
    expect(await problem(asOwner((tx) => tx.vault.ofPeople(), new Vault(testKeyRing)))).toBe('missing');
  });
});

describe('the worker', () => {
  const wrapping = () => new WrapKeys(asWorker(), new Vault(keyRing));
  const renewal = async () => (await owner.query<{ id: string }[]>('select id from key_renewal where key = newest_master()'))[0]!.id;
  const told = async () =>
    (await owner.query<{ n: number }[]>(`select count(*)::int as n from journal_entry where content like '%"event":"keys-wrapped"%'`))[0]!
      .n;

  it('shares the work with another: nothing is lost and nothing done twice', async () => {
    const before = await addMasterKey(settings(), '2027-04-01');
    const all = Object.values(await keys.wrappedBy()).reduce((sum, n) => sum + n, 0) + 1;
    const id = await renewal();
    for (let ended = false; !ended;) {
      await Promise.all([wrapping().handle(id), wrapping().handle(id)]);
      ended = (await renewals(settings()))[0]!.endedAt !== null;
    }
    expect((await renewals(settings()))[0]).toMatchObject({ key: before, done: all, left: 0 });
    expect(await keys.wrappedBy()).toEqual({ [before]: all - 1 });
    expect(await keys.lost()).toEqual([]);
    expect(await told()).toBe(1);
    await wrapping().handle(id);
    expect((await renewals(settings()))[0]).toMatchObject({ done: all });
    expect(await told()).toBe(1);
  });
  it('goes on by itself: what a job leaves, it asks for again', async () => {
    await keysCommand('next');
    await owner.query('delete from outbox');
    await wrapping().handle(await renewal());
    expect((await renewals(settings()))[0]!.left).toBeGreaterThan(100);
    expect(await owner.query('select job, subject_id as id from outbox')).toEqual([{ job: 'wrap-keys', id: await renewal() }]);
    await rotateKeys(settings(), () => undefined);
  });
  it('whose ring lacks the new key says so and changes nothing', async () => {
    const old = path.join(folder, 'old.json');
    copyFileSync(keyRing, old);
    await keysCommand('next');
    const before = await keys.wrappedBy();
    await expect(new WrapKeys(asWorker(), new Vault(old)).handle(await renewal())).rejects.toMatchObject({ code: 'key-ring-missing' });
    expect(await keys.wrappedBy()).toEqual(before);
    await rotateKeys(settings(), () => undefined);
  });
  it('may look at no data key that does not wait, and change none', async () => {
    const run = (sql: string) =>
      worker.query<unknown[]>(sql).then(
        (rows) => rows,
        (error: { driverError?: { code?: string } }) => error.driverError?.code,
      );
    expect(await run('select * from case_key')).toBe('42501');
    expect(await run('select * from former_key')).toBe('42501');
    expect(await run('select * from keys_to_wrap(10)')).toEqual([]);
    expect(await run(`select wrap_keys('test', '{house:people}', '{1}', '{x}', '{x}')`)).toBe('42501');
    const [{ wrapped }] = (await owner.query('select wrapped from house_key')) as [{ wrapped: string }];
    const again = `select wrap_keys(newest_master(), '{house:people}', '{1}', array['${wrapped}'], '{x}') as n`;
    expect(await run(again)).toEqual([{ n: 0 }]);
  });
});

describe('an old master key', () => {
  it('is not dropped where a data key was wrapped anew to another than it was', async () => {
    const name = current();
    await addMasterKey(settings(), '2028-04-01');
    const [row] = await owner.query<{ id: string; wrapped: string }[]>('select case_id as id, wrapped from case_key limit 1');
    await worker.query('select wrap_keys(newest_master(), $1, $2, $3, $4)', [
      [`case:${row!.id}`],
      [1],
      [row!.wrapped],
      ['s1:spoiled:AAAA'],
    ]);
    await rotateKeys(settings(), () => undefined);
    expect(await problem(dropMasterKey(settings(), name))).toBe('not-the-same');
    const refused = await keysCommand('drop', name);
    expect(refused.said).toContain(row!.id);
    // What the worker spoiled is there still.
    await owner.query(
      `update case_key k set master_key = f.master_key, wrapped = f.wrapped from former_key f where f.whose = 'case:' || k.case_id and f.master_key = $1 and k.case_id = $2`,
      [name, row!.id],
    );
    await rotateKeys(settings(), () => undefined);
    expect(await keys.lost()).toEqual([]);
  });

  it('is dropped when nothing needs it, and everything opens without it', async () => {
    const old = [...new RingFile(keyRing).fresh().masters.keys()].filter((name) => name !== current());
    for (const name of old) expect(await keysCommand('drop', name)).toMatchObject({ code: 0 });
    expect([...new RingFile(keyRing).fresh().masters.keys()]).toEqual([current()]);
    expect(await owner.query(`select name from key_ring where kind = 'master'`)).toEqual([{ name: current() }]);
    expect(await owner.query('select count(*)::int as n from former_key')).toEqual([{ n: 0 }]);
    expect(await keys.lost()).toEqual([]);
    expect(await checkKeyRing(settings())).toBeUndefined();
  });

  it('can be added again on the same day', async () => {
    const before = current();
    expect(await addMasterKey(settings(), before)).toBe(`${before}-2`);
  });
  it('that was added, but not made current before something broke off, becomes so with the next run', async () => {
    const ring = new RingFile(keyRing);
    const { masters, index, current: newest } = ring.fresh();
    ring.write({ masters, index, current: [...masters.keys()][0]! });
    expect(await addMasterKey(settings(), '2030-01-01')).toBe(newest);
    expect(current()).toBe(newest);
  });
});

it('a batch that is not committed leaves everything as it was', async () => {
  const before = await keys.wrappedBy();
  await expect(
    asWorker().run(systemActor('worker'), async (tx) => {
      expect((await wrapSome(tx, new Vault(keyRing), 100)).now).toBe(101);
      throw new Error('broken off');
    }),
  ).rejects.toThrow('broken off');
  expect(await keys.wrappedBy()).toEqual(before);
  expect(await owner.query('select count(*)::int as n from former_key')).toEqual([{ n: 0 }]);
});

describe('a ring that is newer than the database, as after an old copy of it was put back', () => {
  const newer = () => ({ ...settings(), keyRing: path.join(folder, 'newer.json') });
  it('is refused, and the reader told what to do', async () => {
    const ring = new RingFile(keyRing).fresh();
    new RingFile(newer().keyRing).write(withNext(ring, '2099-01-01'));
    expect(await problem(checkKeyRing(newer()))).toBe('not-told');
    expect(words.problems['not-told']).toContain('npm run keys:next');
  });
  it('fits when that was done: no further key is made, and everything is wrapped with its newest', async () => {
    expect(await addMasterKey(newer(), '2099-12-31')).toBe('2099-01-01');
    expect(await checkKeyRing(newer())).toBeUndefined();
    expect(await rotateKeys(newer(), () => undefined)).toMatchObject({ left: 0 });
    expect(Object.keys(await keys.wrappedBy())).toEqual(['2099-01-01']);
    expect(await problem(checkKeyRing(settings()))).toBe('missing');
  });
});
