import { type DataSource } from 'typeorm';
import { listCases } from '#lib/cases';
import { type Account, Listeners, SystemClock, type Tx, UnitOfWork, accounts, openDataSource } from '#lib/database';
import { type Actor, type Role, newId, roles } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { MailWorld } from '../support/mail.world.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let owner: DataSource;
let world: MailWorld;
const sources = {} as Record<Account, DataSource>;
const people = {} as Record<'founder' | 'member' | 'secretariat' | 'relative', string>;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  for (const account of accounts) sources[account] = await openDataSource(database.urls[account]);
  world = await MailWorld.in(database.ownerUrl);
  people.founder = await world.official('founder');
  people.member = await world.member('committeeMember');
  people.secretariat = await world.member('secretariat');
  people.relative = (await world.relative()).personId;
  await world.act('recordNoContact', { relative: newId() });
  await owner.query('update survey_case set version = 2, serious = true, consented = true');
});
afterAll(async () => {
  await world.close();
  for (const source of [owner, ...Object.values(sources)]) await source.destroy();
  await database.close();
});

const denied = '42501';
const work = (source: DataSource) => new UnitOfWork(source, new SystemClock(), new Listeners(), testVault);
const codeOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: { driverError?: { code?: string } }) => error.driverError?.code ?? String(error),
  );

/** Every setting that could open something for the role. */
function boldest(role: Role, zone: Actor['zone']): Actor {
  const personId = { committeeMember: people.member, secretariat: people.secretariat, relative: people.relative }[role as string];
  const organisationId = role === 'school' ? world.schoolId : world.founderId;
  return { personId: personId ?? people.founder, role, organisationId, zone };
}
const cases = (tx: Tx) => tx.query('select id from survey_case');

const possible: Readonly<Record<Account, readonly Role[]>> = {
  console: ['school', 'founder', 'founderHead', 'reader'],
  family: ['relative'],
  committee: ['committeeMember', 'secretariat'],
  // As itself; a member comes through the committee's account.
  api: ['school', 'founder', 'founderHead', 'reader', 'relative', 'committeeMember', 'secretariat'],
  worker: ['system'],
};

describe('an account', () => {
  it.each(accounts.flatMap((account) => roles.map((role) => [account, role] as const)))('of %s that comes as %s', async (account, role) => {
    const found = await work(sources[account]).run(boldest(role, account), cases);
    expect(found).toHaveLength(possible[account].includes(role) ? 1 : 0);
  });
  it.each(accounts)('of %s finds nothing where nobody said who acts', async (account) => {
    expect(await sources[account].query('select id from survey_case')).toEqual([]);
    expect(await sources[account].query('select * from contact_record')).toEqual([]);
  });
  it.each(accounts)('of %s keeps nothing of who acted after the transaction', async (account) => {
    for (let time = 0; time < 12; time++) await work(sources[account]).run(boldest(possible[account][0]!, account), cases);
    for (let time = 0; time < 12; time++) expect(await sources[account].query('select id from survey_case')).toEqual([]);
  });
  it.each(accounts)('of %s is not let through by saying that it maintains', async (account) => {
    const bold = await openDataSource(`${database.urls[account]}?options=-c%20yorisoi.maintenance%3Don`);
    const seen = [await bold.query('select id from survey_case'), await bold.query('select * from contact_record')];
    await bold.destroy();
    expect(seen).toEqual([[], []]);
  });
  it('of the console does not look through the views as the system', async () => {
    const look = (tx: Tx) => tx.query('select * from contact_record');
    expect(await work(sources.console).run(boldest('system', 'console'), look)).toEqual([]);
    expect(await work(sources.console).run(boldest('founder', 'console'), look)).toHaveLength(1);
    expect(await work(sources.worker).run(boldest('system', 'worker'), look)).toHaveLength(1);
  });
});

describe('the owner', () => {
  it('shows nothing where an app was started with his address by mistake', async () => {
    const mistaken = await openDataSource(database.ownerUrl.split('?')[0]!);
    for (const role of roles) {
      const actor = boldest(role, 'console');
      expect(await work(mistaken).run(actor, async (tx) => [await cases(tx), (await listCases(tx, {})).items])).toEqual([[], []]);
      for (const table of ['act', 'relative', 'appointment', 'mail', 'deliberation.draft', 'idempotency'])
        expect(await work(mistaken).run(actor, (tx) => tx.query(`select * from ${table}`))).toEqual([]);
    }
    await mistaken.destroy();
  });
});

describe('writing', () => {
  const entered: Partial<Record<Role, string>> = { relative: 'askQuestion', committeeMember: 'freezeDraft' };
  const act = async (tx: Tx) => {
    await tx.change('update survey_case set version = version + 1 where id = $1', [world.caseId]);
    return tx.change(
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
       values ($1, $2, coalesce((select version from survey_case where id = $2), 1), $3, '2026-03-01', now(), $4, $5, '{"proof":"s1:1:x"}')`,
      [newId(), world.caseId, entered[tx.actor.role] ?? 'recordCare', tx.actor.personId, tx.actor.role],
    );
  };
  const another = (tx: Tx, founderId: string, schoolId: string) =>
    tx.change(
      `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
       values ($1, $2, $3, $4, '2025', 'INTAKE', '2026-01-01', '架空 太郎', '2026-01-01', now())`,
      [newId(), newId(), founderId, schoolId],
    );

  it.each([
    ['console', 'founder', 'done'],
    ['console', 'reader', denied],
    ['console', 'system', denied],
    ['console', 'relative', denied],
    ['family', 'relative', 'done'],
    ['family', 'founder', denied],
    ['committee', 'committeeMember', 'done'],
    ['committee', 'founder', denied],
    ['api', 'reader', denied],
    ['api', 'relative', 'done'],
    ['api', 'system', denied],
  ] as const)('an act from %s as %s: %s', async (account, role, answer) => {
    expect(await codeOf(work(sources[account]).run(boldest(role, account), act))).toBe(answer);
  });
  it('an act of a school is its own people’s', async () => {
    expect(await codeOf(work(sources.console).run(boldest('school', 'console'), act))).toBe(denied);
    const personId = await world.official('school');
    expect(await codeOf(work(sources.console).run({ ...boldest('school', 'console'), personId }, act))).toBe('done');
  });
  it('an act of another founder’s case is refused', async () => {
    const stranger: Actor = { ...boldest('founder', 'console'), organisationId: newId() };
    expect(await codeOf(work(sources.console).run(stranger, act))).toBe(denied);
  });
  it('a case is reported for one’s own school only', async () => {
    const other = newId();
    await owner.query(`insert into organisation (id, kind, name) values ($1, 'founder', '別の市')`, [other]);
    const as = (role: Role, founderId: string, schoolId: string) =>
      codeOf(work(sources.console).run(boldest(role, 'console'), (tx) => another(tx, founderId, schoolId)));
    expect(await as('founder', world.founderId, world.schoolId)).toBe('done');
    expect(await as('school', world.founderId, world.schoolId)).toBe('done');
    expect(await as('founder', other, world.schoolId)).toBe(denied);
    expect(await as('school', other, world.schoolId)).toBe(denied);
    expect(await as('reader', world.founderId, world.schoolId)).toBe(denied);
  });
  it('a case is not handed to another founder', async () => {
    const move = (tx: Tx) => tx.change(`update survey_case set state = 'CLOSED' where id = $1`, [world.caseId]);
    expect(await codeOf(work(sources.console).run({ ...boldest('founder', 'console'), organisationId: newId() }, move))).toBe('done');
    expect(await owner.query('select state from survey_case where id = $1', [world.caseId])).toEqual([{ state: 'BASIC_RUNNING' }]);
  });
  it('what another person’s key answered is not read', async () => {
    await owner.query(`insert into idempotency (person_id, key, fingerprint, created_at) values ($1, 'k', 'f', now())`, [people.founder]);
    const look = (tx: Tx) => tx.query('select key from idempotency');
    expect(await work(sources.console).run(boldest('founder', 'console'), look)).toEqual([{ key: 'k' }]);
    expect(await work(sources.console).run({ ...boldest('founder', 'console'), personId: newId() }, look)).toEqual([]);
  });
});
