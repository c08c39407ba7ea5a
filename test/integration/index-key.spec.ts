import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { createPerson } from '#lib/accounts';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { vault as words } from '#lib/texts';
import { type KeyRingProblem, Vault, checkKeyRing } from '#lib/vault';
import { withNextIndex } from '../../libs/vault/domain/ring.js';
import { renewIndexKey } from '../../libs/vault/renew-index.js';
import { RingFile } from '../../libs/vault/ring-file.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';
import { runProgram } from '../support/program.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let owner: DataSource;
let folder: string;
let keyRing: string;
let running: Vault;
const many = 30;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-index-'));
  keyRing = path.join(folder, 'key-ring.json');
  copyFileSync(testKeyRing, keyRing);
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  running = new Vault(keyRing);
  for (let n = 0; n < many; n++) await person(`Person${n}@example.jp`);
  await owner.query(`insert into sign_in_attempt (address_hash, account_hash, at) values ('a', 'b', now())`);
});
afterAll(async () => {
  await owner?.destroy();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const person = (email: string) =>
  new UnitOfWork(owner, new SystemClock(), new Listeners(), running).run(systemActor('console'), (tx) =>
    createPerson(tx, { name: '架空 人', email }),
  );
const settings = () => ({ keyRing, databaseUrl: database.ownerUrl });
const prints = async () =>
  (await owner.query<{ print: string }[]>('select email_index as print from person order by email_index')).map(({ print }) => print);
const expected = (vault: Vault) => Array.from({ length: many }, (_, n) => vault.print('person.email', `person${n}@example.jp`)).sort();
const problem = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'taken',
    (error: unknown) => (error as KeyRingProblem).code,
  );

it('is not changed while an app runs', async () => {
  const app = await openDataSource(database.urls.console);
  const before = [await prints(), readFileSync(keyRing, 'utf8')];
  expect(await problem(renewIndexKey(settings()))).toBe('apps-running');
  await app.destroy();
  expect([await prints(), readFileSync(keyRing, 'utf8')]).toEqual(before);
});

it('is changed with every print, and addresses are found by the new one', async () => {
  const before = await prints();
  expect([...before].sort()).toEqual(expected(new Vault(testKeyRing)));
  const ended = await runProgram('libs/vault/keys.main.ts', ['index'], { YORISOI_KEY_RING: keyRing, DATABASE_URL: database.ownerUrl });
  expect(ended).toEqual({ code: 0, said: `${words.keys.indexed.replace('{count}', String(many)).replace('{file}', keyRing)}\n` });
  const after = await prints();
  expect(after.filter((print) => before.includes(print))).toEqual([]);
  // Also for who had read the file before.
  expect([...after].sort()).toEqual(expected(running));
  await expect(person('PERSON3@example.jp')).rejects.toMatchObject({ code: 'email-taken' });
  expect(await owner.query('select count(*)::int as n from sign_in_attempt')).toEqual([{ n: 0 }]);
  expect(await checkKeyRing(settings())).toBeUndefined();
  expect(await problem(checkKeyRing({ ...settings(), keyRing: testKeyRing }))).toBe('other');
});

it('broken off before the database has it, is changed by the next run to the key that is in the file', async () => {
  const file = new RingFile(keyRing);
  const begun = withNextIndex(file.fresh());
  file.write(begun);
  expect(await checkKeyRing(settings())).toBeUndefined();
  expect(await renewIndexKey(settings())).toBe(many);
  expect(new RingFile(keyRing).ring()).toEqual({ current: begun.current, masters: begun.masters, index: begun.nextIndex });
  expect([...(await prints())].sort()).toEqual(expected(running));
});

it('broken off before the file was written, no app starts with it, and the next run ends it', async () => {
  const former = new RingFile(keyRing).ring();
  expect(await renewIndexKey(settings())).toBe(many);
  const file = new RingFile(keyRing);
  const { index } = file.ring();
  file.write({ ...former, nextIndex: index });
  expect(await problem(checkKeyRing(settings()))).toBe('index-half-changed');
  expect(await renewIndexKey(settings())).toBe(0);
  expect(await checkKeyRing(settings())).toBeUndefined();
  expect(new RingFile(keyRing).ring().index).toEqual(index);
  expect([...(await prints())].sort()).toEqual(expected(running));
});
