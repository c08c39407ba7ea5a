import { createOrganisation, grantRole } from '#lib/accounts';
import { accountMail, recoveryWords as words, refusals } from '#lib/texts';
import { RecoveryController } from '../../apps/console/recovery/recovery.controller.js';
import { waited } from '../support/waited.js';
import { type Browser, type SignInWorld, day, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
const people = {} as Record<'first' | 'second' | 'head' | 'clerk' | 'teacher' | 'stranger' | 'otherAdmin' | 'outsider', string>;
const reason = '職員証を見て、電話でも本人と確かめた。';

beforeAll(async () => {
  world = await signInWorld({ secondFactor: 'whoHasOne' }, [RecoveryController]);
  const { school, other } = await world.byOwner(async (tx) => ({
    school: await createOrganisation(tx, { kind: 'school', name: '青葉市立第一中学校', parentId: world.founder }),
    other: await createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '若葉市教育委員会' }),
  }));
  people.first = await world.person('first', 'administrator');
  people.second = await world.person('second', 'administrator');
  people.head = await world.person('head', 'founderHead');
  people.clerk = await world.person('clerk', 'founder');
  await world.person('bystander', 'founder');
  people.teacher = await world.person('teacher', 'school', school);
  people.otherAdmin = await world.person('other-admin', 'administrator', other);
  people.outsider = await world.person('outsider', 'founder', other);
});
afterAll(() => world?.close());

const browsers = new Map<string, Browser>();
async function as(mailbox: string): Promise<Browser> {
  const known = browsers.get(mailbox) ?? world.browser();
  browsers.set(mailbox, known);
  if ((await known.get('/me')).statusCode !== 200)
    await known.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password });
  return known;
}
/** Begun, and the days in which it can be stopped have passed, unless told otherwise. */
const start = async (mailbox: string, personId: string, wait = true) => {
  const answer = await (await as(mailbox)).post('/recovery', { personId });
  if (wait) await waited((text, params) => world.sql(text, params));
  return answer;
};
const waiting = () =>
  world.sql<{ id: string; person_id: string }>(
    'select id, person_id from recovery where confirmed_at is null and stopped_at is null and ends_at > now()',
  );
const waitingId = async () => (await waiting())[0]!.id;
const forgetAll = () => world.sql('delete from recovery');

describe('a recovery', () => {
  beforeEach(forgetAll);

  it('is begun by one administrator and confirmed by another person with a reason; then everything ends and a code is made', async () => {
    const clerk = await as('clerk');
    expect((await start('first', people.clerk)).headers['location']).toBe('/recovery?started=yes');
    expect((await clerk.get('/me')).statusCode).toBe(200);
    const id = await waitingId();
    const second = await as('second');
    expect((await second.get('/recovery')).body).toContain(`/recovery/${id}`);
    expect((await second.get(`/recovery/${id}`)).body).toContain('試験 clerk');
    const short = await second.post(`/recovery/${id}`, { reason: '失くした' });
    expect([short.statusCode, short.body.includes(words.reasonShort), short.body.includes('失くした')]).toEqual([422, true, true]);
    const done = await second.post(`/recovery/${id}`, { reason });
    expect(done.statusCode).toBe(200);
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(done.body)![0];
    expect((await clerk.get('/me')).statusCode).toBe(303);
    expect((await world.browser().post('/sign-in', { email: 'clerk@example.jp', password: world.password })).statusCode).toBe(422);
    expect(await world.told('recovery-confirmed')).toContainEqual({ recoveryId: id, personId: people.clerk, startedBy: people.first });
    const [row] = await world.sql<{ reason: string }>('select reason from recovery where id = $1', [id]);
    expect(row!.reason).toMatch(/^s1:/);
    const invited = await world.sql('select app, used_at from invitation where person_id = $1', [people.clerk]);
    expect(invited).toEqual([{ app: 'console', used_at: null }]);
    const again = await second.post(`/recovery/${id}`, { reason });
    expect([again.statusCode, again.body.includes(code)]).toEqual([404, false]);
    expect((await second.get(`/recovery/${id}`)).statusCode).toBe(404);
    const mails = (await world.mails(new Date(`${day(4)}T03:00:00Z`))).filter(({ to }) => to === 'clerk@example.jp');
    expect(mails.map(({ subject }) => subject)).toEqual([accountMail.subject, accountMail.subject]);
    for (const { text } of mails) expect(text).not.toMatch(/試験|青葉|職員証|[0-9A-Z]{4}-/);
  });

  it('is confirmed by nobody before three days, and not at all once the person, an administrator or the head stopped it', async () => {
    for (const who of ['teacher', 'second', 'head', 'first'] as const) {
      await start('first', people.teacher, false);
      const id = await waitingId();
      expect((await (await as('head')).post(`/recovery/${id}`, { reason })).statusCode).toBe(409);
      const browser = await as(who);
      expect((await browser.get('/account')).body).toContain(`/account/waiting/${id}/stop`);
      for (const other of ['bystander', 'outsider', 'other-admin'])
        expect((await (await as(other)).post(`/account/waiting/${id}/stop`)).statusCode).toBe(404);
      expect((await browser.post(`/account/waiting/${id}/stop`)).headers['location']).toBe('/account?done=stopped');
      await waited((text, params) => world.sql(text, params));
      expect((await (await as('head')).post(`/recovery/${id}`, { reason })).statusCode).toBe(404);
      expect((await (await as('teacher')).get('/me')).statusCode).toBe(200);
    }
    expect(await world.told('two-persons-stopped')).toHaveLength(4);
  });

  it('is either stopped or confirmed where both happen at the same moment', async () => {
    for (let time = 0; time < 4; time += 1) {
      await forgetAll();
      await start('first', people.clerk);
      const id = await waitingId();
      const [head, second] = [await as('head'), await as('second')];
      const [stopped, confirmed] = await Promise.all([
        second.post(`/account/waiting/${id}/stop`),
        head.post(`/recovery/${id}`, { reason }),
      ]);
      expect([stopped.statusCode, confirmed.statusCode].filter((status) => status < 400)).toHaveLength(1);
      const [row] = await world.sql<{ both: boolean }>('select confirmed_at is not null and stopped_at is not null as both from recovery');
      expect(row!.both).toBe(false);
    }
    await world.sql('update person set password_hash = (select password_hash from person where id = $2) where id = $1', [
      people.clerk,
      people.head,
    ]);
  });

  it('is told at once to the person, the other administrators and the head, without a name', async () => {
    await world.sql('delete from mail');
    await start('first', people.clerk, false);
    const mails = await world.mails(new Date(`${day(4)}T03:00:00Z`));
    const told = mails.filter(({ text }) => text.includes('二人で行う手続')).map(({ to }) => to);
    expect(told.sort()).toEqual(['head@example.jp', 'second@example.jp']);
    expect(mails.map(({ to }) => to)).toContain('clerk@example.jp');
    for (const { text } of mails) expect(text).not.toMatch(/試験|青葉/);
  });

  it('is not confirmed by whom the first one let in alone, nor by an own new head, whoever else is there', async () => {
    const doll = await world.person('doll', 'founderHead');
    await world.sql(
      `insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at, opened_at, used_at)
       values (gen_random_uuid(), 'doll', $1, 'console', 'first', $2, now(), now(), now(), now())`,
      [doll, people.first],
    );
    await start('first', people.teacher);
    const id = await waitingId();
    const refused = await (await as('doll')).post(`/recovery/${id}`, { reason });
    expect([refused.statusCode, refused.body.includes(refusals['second-person'].title)]).toEqual([403, true]);
    const fresh = await world.person('fresh', 'founderHead');
    await world.sql('update role_grant set given_at = now() where person_id = $1', [fresh]);
    expect((await (await as('fresh')).post(`/recovery/${id}`, { reason })).statusCode).toBe(403);
    await world.sql('update role_grant set ends_on = $2 where person_id = any($1)', [[doll, fresh], day(-1)]);
    // Her ending everybody else changes nothing: the doll alone is left, and is no second person.
    expect(await waiting()).toHaveLength(1);
  });

  it('is confirmed by the head of the founder too, also for a school below it', async () => {
    await start('first', people.teacher);
    const id = await waitingId();
    expect((await (await as('head')).post(`/recovery/${id}`, { reason })).statusCode).toBe(200);
  });

  it('is confirmed neither by who began it nor by the person concerned', async () => {
    await start('first', people.second);
    const id = await waitingId();
    expect((await (await as('first')).post(`/recovery/${id}`, { reason })).statusCode).toBe(403);
    expect((await (await as('second')).post(`/recovery/${id}`, { reason })).statusCode).toBe(403);
    expect((await (await as('second')).get('/recovery')).body).not.toContain(`/recovery/${id}`);
    expect(await waiting()).toHaveLength(1);
    await expect(world.sql(`update recovery set confirmed_by = started_by, confirmed_at = now(), reason = 'x'`)).rejects.toThrow(
      'recovery_second_person_check',
    );
  });

  it('is begun for nobody else’s people, not for oneself, not twice', async () => {
    expect((await start('first', people.outsider)).statusCode).toBe(404);
    expect((await start('other-admin', people.clerk)).statusCode).toBe(404);
    expect((await start('first', people.first)).statusCode).toBe(403);
    expect((await start('first', '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    for (const personId of ['', 'x', "' or 1=1"]) expect((await start('first', personId)).statusCode).toBe(422);
    expect((await start('first', people.teacher)).statusCode).toBe(303);
    expect((await start('second', people.teacher)).statusCode).toBe(409);
    expect(await waiting()).toHaveLength(1);
  });

  it('is no way into an account that others gave roles to: one’s own role for a known address does not suffice', async () => {
    const grant = (organisationId: string | null, role: 'founder' | 'relative') =>
      world.byOwner((tx) => grantRole(tx, { personId: people.outsider, role, organisationId, startsOn: day(-1) }));
    const given = await grant(world.founder, 'founder');
    expect((await start('first', people.outsider)).statusCode).toBe(404);
    expect((await (await as('first')).get('/recovery')).body).not.toContain(people.outsider);
    const mother = await world.person('clerk-and-mother', 'founder');
    await world.byOwner((tx) => grantRole(tx, { personId: mother, role: 'relative', organisationId: null, startsOn: day(-1) }));
    expect((await start('first', mother)).statusCode).toBe(404);
    await start('first', people.teacher);
    const id = await waitingId();
    await world.byOwner((tx) => grantRole(tx, { personId: people.teacher, role: 'relative', organisationId: null, startsOn: day(0) }));
    expect((await (await as('head')).post(`/recovery/${id}`, { reason })).statusCode).toBe(404);
    await world.sql(`delete from role_grant where id = $1 or (person_id = $2 and role = 'relative')`, [given, people.teacher]);
  });

  it('is not found by another board, nor after its week', async () => {
    await start('first', people.teacher);
    const id = await waitingId();
    const other = await as('other-admin');
    expect([(await other.get(`/recovery/${id}`)).statusCode, (await other.post(`/recovery/${id}`, { reason })).statusCode]).toEqual([
      404, 404,
    ]);
    await world.sql(`update recovery set ends_at = ends_at - interval '8 days'`);
    expect((await (await as('head')).post(`/recovery/${id}`, { reason })).statusCode).toBe(404);
  });

  it('is nothing for other roles', async () => {
    const clerk = await as('outsider');
    for (const answer of [await clerk.get('/recovery'), await clerk.post('/recovery', { personId: people.teacher })])
      expect(answer.statusCode).toBe(403);
    expect((await (await as('head')).post('/recovery', { personId: people.teacher })).statusCode).toBe(403);
  });

  it('acts once when two confirm at the same moment', async () => {
    await start('first', people.teacher);
    const id = await waitingId();
    const both = await Promise.all([as('head'), as('second')]);
    const answers = await Promise.all(both.map((browser) => browser.post(`/recovery/${id}`, { reason })));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.every(({ statusCode }) => statusCode < 500)).toBe(true);
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
