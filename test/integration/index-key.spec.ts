import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { createPerson } from '#lib/accounts';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { newId, systemActor } from '#lib/kernel';
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
/** With the appointment. */
const all = many + 1;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-index-'));
  keyRing = path.join(folder, 'key-ring.json');
  copyFileSync(testKeyRing, keyRing);
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  running = new Vault(keyRing);
  for (let n = 0; n < many; n++) await person(`Person${n}@example.jp`);
  await waitsFor('Person3@example.jp');
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
/** An appointment under the address of somebody, who was not let in yet. */
async function waitsFor(email: string): Promise<void> {
  const [founder, school, id] = [newId(), newId(), newId()];
  await owner.query(`insert into organisation (id, kind, founder_kind, name) values ($1, 'founder', 'municipal', '架空市')`, [founder]);
  await owner.query(`insert into organisation (id, kind, name, parent_id) values ($1, 'school', '架空校', $2)`, [school, founder]);
  await owner.query(
    `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, date_of_death, pupil_name, reported_at)
     values ($1, 'Y-1', $2, $3, '2014', 'REPORTED', '2026-01-01', '2026-01-01', 'x', now())`,
    [id, founder, school],
  );
  const box = await running.within({ query: (sql, params) => owner.query(sql, params as unknown[]) }).ofPeople();
  await owner.query(
    `insert into appointment (id, case_id, role, name, profession, nominating_body, outside, starts_on, email, email_index)
     values ($1, $2, 'committeeMember', 'x', 'x', 'x', true, '2026-01-01', $3, $4)`,
    [id, id, box.seal(`appointment.email:${id}`, email), running.print('person.email', email.toLowerCase())],
  );
}
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
  expect(ended).toEqual({ code: 0, said: `${words.keys.indexed.replace('{count}', String(all)).replace('{file}', keyRing)}\n` });
  const after = await prints();
  expect(after.filter((print) => before.includes(print))).toEqual([]);
  // Also for who had read the file before.
  expect([...after].sort()).toEqual(expected(running));
  // Who waits to be let in is found by the new one, too.
  const found = await owner.query('select p.id from person p join appointment a on a.email_index = p.email_index');
  expect(found).toHaveLength(1);
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
  expect(await renewIndexKey(settings())).toBe(all);
  expect(new RingFile(keyRing).ring()).toEqual({ current: begun.current, masters: begun.masters, index: begun.nextIndex });
  expect([...(await prints())].sort()).toEqual(expected(running));
});

it('broken off before the file was written, no app starts with it, and the next run ends it', async () => {
  const former = new RingFile(keyRing).ring();
  expect(await renewIndexKey(settings())).toBe(all);
  const file = new RingFile(keyRing);
  const { index } = file.ring();
  file.write({ ...former, nextIndex: index });
  expect(await problem(checkKeyRing(settings()))).toBe('index-half-changed');
  expect(await renewIndexKey(settings())).toBe(0);
  expect(await checkKeyRing(settings())).toBeUndefined();
  expect(new RingFile(keyRing).ring().index).toEqual(index);
  expect([...(await prints())].sort()).toEqual(expected(running));
});
