import type { DataSource } from 'typeorm';
import { accountFor } from '#lib/accounts';
import { AdmitAppointed } from '#lib/committees';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { type Role, newId, systemActor, tokyoDate } from '#lib/kernel';
import { journalWords } from '#lib/texts';
import { codeOn, typesCode } from '../support/by-letter.js';
import { type Console, startConsole } from '../support/console.js';
import { testVault } from '../support/key-ring.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);

let pages: Console;
let worker: DataSource;
const apps = {} as Record<'console' | 'family' | 'api', DataSource>;
const today = tokyoDate(new Date());
const committees = {} as Record<'ours' | 'theirs', string>;
const cases = {} as Record<'ours' | 'theirs', string>;

beforeAll(async () => {
  pages = await startConsole({ familyOrigin: 'https://kazoku.example.jp' });
  worker = await openDataSource(pages.urls.worker);
  for (const app of ['console', 'family', 'api'] as const) apps[app] = await openDataSource(pages.urls[app]);
  const at = await pages.inState('DETAILED_RUNNING');
  cases.ours = at.id;
  const [other] = await pages.sql(
    'select c.id, c.founder_id as founder from survey_case c where founder_id <> (select founder_id from survey_case where id = $1) limit 1',
    [at.id],
  );
  cases.theirs = other!['id']!;
  const [own] = await pages.sql(
    `select o.id from organisation o join survey_case c on c.founder_id = o.parent_id where o.kind = 'committee' and c.id = $1`,
    [at.id],
  );
  committees.ours = own!['id']!;
  committees.theirs = (
    await pages.sql(
      `insert into organisation (id, kind, name, parent_id) values (gen_random_uuid(), 'committee', '見本学園調査委員会', $1) returning id`,
      [other!['founder']],
    )
  )[0]!['id']!;
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  for (const source of [worker, ...Object.values(apps)]) await source.destroy();
  await pages.close();
});

const people = () => openedBy((text, params) => pages.sql(text, params)).person();
const idsOf = async (email: string) => (await people()).filter((one) => one.email === email).map(({ id }) => id);
const newest = async (table: 'appointment' | 'relative', caseId = cases.ours) =>
  (
    await pages.sql<{ id: string; personId: string | null }>(
      table === 'appointment'
        ? `select p.id, p.person_id as "personId", p.email, p.email_index as "index" from appointment p join act a on a.id = p.id where p.case_id = $1 order by a.at_version desc limit 1`
        : `select id, person_id as "personId" from relative where case_id = $1 order by created_at desc, id limit 1`,
      [caseId],
    )
  )[0]!;
const done = async (path: string, fields: Readonly<Record<string, string>>, by = 'kyoiku') => {
  const answer = await pages.fillIn(by, path, fields);
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([303, expect.anything()]);
};
const appoint = (email: string, more: Readonly<Record<string, string>> = {}) =>
  done(`/cases/${cases.ours}/acts/appointMember`, {
    occurredOn: '2026-05-01',
    memberName: '見本 新委員',
    memberRole: 'committeeMember',
    profession: '精神科医',
    nominatingBody: '医師会',
    outside: 'yes',
    email,
    ...more,
  });
const addMember = (email: string, post: string, by = 'kanri') =>
  pages.fillIn(by, '/people/add', { personName: '見本 新委員', email, post, startsOn: today });
/** What waits for the worker, each twice. */
const workerWorks = async (): Promise<void> => {
  const handler = new AdmitAppointed(new UnitOfWork(worker, new SystemClock(), new Listeners(), testVault));
  for (const { id } of await pages.sql<{ id: string }>(`delete from outbox where job = 'admit-appointed' returning subject_id as id`)) {
    await handler.handle(id);
    await handler.handle(id);
  }
};
const admitted = async (): Promise<number> =>
  (await pages.sql(`select from journal_entry where content::jsonb->>'event' = 'appointed-admitted'`)).length;

describe('who was appointed before having an account', () => {
  it('enters the room once the administrator has given the role, and the address is kept no longer', async () => {
    await appoint('Atode@iin.example');
    expect(await newest('appointment')).toMatchObject({ personId: null, email: expect.stringMatching(/^s1:/), index: expect.any(String) });
    await addMember('atode@iin.example', `${committees.ours}:committeeMember`);
    await workerWorks();
    const [id] = await idsOf('atode@iin.example');
    expect(await newest('appointment')).toMatchObject({ personId: id, email: null, index: null });
    expect(await admitted()).toBe(1);
    expect((await pages.get('kyoiku', `/cases/${cases.ours}/journal`)).text).toContain(journalWords.events['appointed-admitted']);
  });
  it('does not as something else than what the appointment says', async () => {
    await appoint('jimu@iin.example', { memberRole: 'secretariat' });
    await addMember('jimu@iin.example', `${committees.ours}:committeeMember`);
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
  });
  it('does not by an account that another founder made', async () => {
    await appoint('hoka@iin.example');
    await addMember('hoka@iin.example', `${committees.theirs}:committeeMember`, 'gakuen-kanri');
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
    await appoint('hoka@iin.example');
    expect((await newest('appointment')).personId).toBeNull();
  });
  it('does not where she was recused in the case under another address', async () => {
    await appoint('kihi@iin.example');
    const { id } = await newest('appointment');
    await addMember('kihi@iin.example', `${committees.ours}:committeeMember`);
    const [person] = await idsOf('kihi@iin.example');
    const recused = (
      await pages.sql(
        `update appointment set person_id = $2, recused_on = current_date, email = null, email_index = null
          where id = (select id from appointment where case_id = $1 and person_id is null and id <> $3 limit 1) returning id`,
        [cases.ours, person, id],
      )
    ).length;
    expect(recused).toBe(1);
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
  });
});

describe('an account', () => {
  it.each(['console', 'family', 'api'] as const)('is let in by the %s as what it is today, by the founder it is with', async (app) => {
    const [iin] = await idsOf('iin@mihon.example');
    const grant = (role: Role, from: number, to: number) =>
      pages.sql(
        `insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on)
         values (gen_random_uuid(), $1, $2, $3, current_date + $4::int, current_date + $5::int)`,
        [iin, role, committees.ours, from, to],
      );
    await grant('secretariat', -30, -2);
    await grant('secretariat', 2, 30);
    const [{ founder } = { founder: '' }] = await pages.sql('select founder_id as founder from survey_case where id = $1', [cases.ours]);
    const asks = new UnitOfWork(apps[app], new SystemClock(), new Listeners(), testVault);
    const lets = (email: string, role: Role, by: string) => asks.run(systemActor(app), (tx) => accountFor(tx, email, role, by));
    expect((await lets(' IIN@mihon.example', 'committeeMember', founder!))?.personId).toBe(iin);
    const others = [
      await lets('iin@mihon.example', 'secretariat', founder!),
      await lets('iin@mihon.example', 'relative', founder!),
      await lets('iin@mihon.example', 'committeeMember', newId()),
      await lets('nobody@mihon.example', 'committeeMember', founder!),
    ];
    expect(others).toEqual([null, null, null, null]);
  });
});

const nameRelative = (email: string, caseId = cases.ours, by = 'kyoiku') =>
  done(
    `/cases/${caseId}/acts/nameRelative`,
    { occurredOn: '2026-02-10', relativeName: '架空 花代', relation: 'other', term: 'jishi', email },
    by,
  );
const letter = async (caseId: string, by: string): Promise<string> =>
  codeOn((await pages.fillIn(by, `/cases/${caseId}/relatives/${(await newest('relative', caseId)).id}/letter`, {})).text);

describe('a relative named where another founder has made a letter for her', () => {
  it('gets an account of her own here: neither letter opens the other’s case', async () => {
    await nameRelative('hanayo@kazoku.example', cases.theirs, 'gakuen');
    const theirs = await letter(cases.theirs, 'gakuen');
    await nameRelative('hanayo@kazoku.example');
    expect((await newest('relative')).personId).toBeNull();
    await letter(cases.ours, 'kyoiku');
    const [there, here] = [await newest('relative', cases.theirs), await newest('relative')];
    expect(here.personId).not.toBe(there.personId);
    expect((await typesCode(pages.app, theirs)).to).toBeNull(); // A code of the family leads into no console.
  });
  it('stays apart from an account that signs in, while a letter of that house can be used for it', async () => {
    const [relative] = await pages.sql<{ personId: string }>(
      `select r.person_id as "personId" from relative r join survey_case c on c.id = r.case_id where c.id = $1 and r.person_id is not null limit 1`,
      [cases.ours],
    );
    const { email } = (await people()).find(({ id }) => id === relative!.personId)!;
    const [waiting] = await pages.sql(
      `insert into invitation (id, code_hash, person_id, app, purpose, made_by, house, made_at, ends_at)
       select gen_random_uuid(), 'x', $1, 'family', 'recovery', $1, founder_id, now(), now() + interval '30 days' from survey_case where id = $2 returning id`,
      [relative!.personId, cases.theirs],
    );
    await nameRelative(String(email));
    expect((await newest('relative')).personId).toBeNull();
    await pages.sql('update invitation set ends_at = now() where id = $1', [waiting!['id']]);
    await nameRelative(String(email));
    expect((await newest('relative')).personId).toBe(relative!.personId);
  });
});
