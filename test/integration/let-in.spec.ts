import { generateSync } from 'otplib';
import type { DataSource } from 'typeorm';
import { memberByAddress } from '#lib/accounts';
import { AdmitAppointed, waitingAppointments } from '#lib/committees';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { newId, systemActor, tokyoDate } from '#lib/kernel';
import { journalWords } from '#lib/texts';
import { addDays } from '#lib/calendar';
import { codeOn, passwordChosen, provesAddress, typesCode } from '../support/by-letter.js';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { fingerprint } from '../../libs/accounts/tokens.js';
import { type Console, startConsole } from '../support/console.js';
import { testVault } from '../support/key-ring.js';
import { openedBy } from '../support/opened.js';
import { keyOn } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

type Members = 'committeeMember' | 'secretariat';
let pages: Console;
let worker: DataSource;
const apps = {} as Record<'console' | 'family' | 'api', DataSource>;
const today = tokyoDate(new Date());
let school: string;
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
  school = (await pages.sql(`select id from organisation where name like '%あおぞら%'`))[0]!['id']!;
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
    occurredOn: today,
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
  const work = new UnitOfWork(worker, new SystemClock(), new Listeners(), testVault);
  const find = () => work.run(systemActor('worker'), (tx) => waitingAppointments.find(tx, null));
  for (const { id } of await find()) {
    await new AdmitAppointed(work).handle(id);
    await new AdmitAppointed(work).handle(id);
  }
  expect(await find()).toEqual([]);
};
const recuse = async (member: string): Promise<void> =>
  done(`/cases/${cases.ours}/acts/recuseMember`, { occurredOn: today, member, reason: '親族であることが分かったため' });
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
  it('is let in on the day her role begins, not before', async () => {
    await appoint('shigatsu@iin.example');
    const shown = await pages.fillIn('kanri', '/people/add', {
      ...{
        personName: '見本 新委員',
        email: 'shigatsu@iin.example',
        post: `${committees.ours}:committeeMember`,
        startsOn: addDays(today, 3),
      },
    });
    expect(shown.status).toBe(200);
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
    await pages.sql('update role_grant set starts_on = current_date - 1 where person_id = $1', [(await idsOf('shigatsu@iin.example'))[0]]);
    await workerWorks();
    expect((await newest('appointment')).personId).toBe((await idsOf('shigatsu@iin.example'))[0]);
  });
  it('waits while a letter of another house leads to the account, and where the appointment is over', async () => {
    await appoint('tegami@iin.example');
    await addMember('tegami@iin.example', `${committees.ours}:committeeMember`);
    const [person] = await idsOf('tegami@iin.example');
    const [made] = await pages.sql(
      `insert into invitation (id, code_hash, person_id, app, purpose, made_by, house, made_at, ends_at)
       select gen_random_uuid(), 'tegami', $1, 'console', 'first', $1, founder_id, now(), now() + interval '30 days' from survey_case where id = $2 returning id`,
      [person, cases.theirs],
    );
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
    await pages.sql('update invitation set voided_at = now() where id = $1', [made!['id']]);
    await pages.sql(`update appointment set starts_on = '2020-01-01', ends_on = '2020-02-01' where id = $1`, [
      (await newest('appointment')).id,
    ]);
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
    await pages.sql('update appointment set ends_on = null where id = $1', [(await newest('appointment')).id]);
    await workerWorks();
    expect((await newest('appointment')).personId).toBe(person);
  });
  describe('whom one administrator let in as well as whoever appoints', () => {
    const personOf = async (name: string) => (await people()).find(({ email }) => email?.startsWith(`${name}@`))!.id;
    /** A letter the administrator makes alone, by which the clerk was let in. */
    const administratorLetsIn = async (id: string) =>
      pages.sql(
        `insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at, opened_at, used_at)
         values (gen_random_uuid(), gen_random_uuid()::text, $1, 'console', 'first', $2, now() - interval '9 days', now() + interval '9 days', now() - interval '8 days', now() - interval '8 days') returning id`,
        [id, await personOf('kanri')],
      );
    let letter: string;
    beforeAll(async () => {
      letter = (await administratorLetsIn(await personOf('kyoiku')))[0]!['id']!;
    });
    afterAll(() => pages.sql('delete from invitation where id = $1', [letter]));
    const confirmed = (by: string, member: string) =>
      pages.fillIn(by, `/cases/${cases.ours}/acts/confirmAppointment`, { occurredOn: today, member });

    it.each([
      ['before she has an account', 'hitori@iin.example', 'committeeMember', true],
      ['as a member the house knows', 'shiru@iin.example', 'committeeMember', false],
      ['as the secretariat', 'kakari@iin.example', 'secretariat', true],
    ] as const)('waits outside until a second person has confirmed it: appointed %s', async (_, email, memberRole, first) => {
      if (first) await appoint(email, { memberRole });
      await addMember(email, `${committees.ours}:${memberRole}`);
      const [id] = await idsOf(email);
      await pages.sql('update invitation set opened_at = now(), used_at = now() where person_id = $1', [id]);
      if (!first) await appoint(email, { memberRole });
      await workerWorks();
      const one = await newest('appointment');
      expect(one.personId).toBeNull();
      // Whoever appointed is no second person, nor a colleague of the same administrator.
      expect((await confirmed('kyoiku', one.id)).status).toBe(403);
      const doll = await administratorLetsIn(await personOf('kyoikucho'));
      expect((await confirmed('kyoikucho', one.id)).status).toBe(403);
      await pages.sql('delete from invitation where id = $1', [doll[0]!['id']]);
      await workerWorks();
      expect((await newest('appointment')).personId).toBeNull();
      // Two at once: it is confirmed once.
      const both = await Promise.all([confirmed('kyoikucho', one.id), confirmed('kyoikucho', one.id)]);
      expect(both.map(({ status }) => status).sort()).not.toContain(403);
      await workerWorks();
      expect(await newest('appointment')).toMatchObject({ personId: id, email: null });
      expect((await confirmed('kyoikucho', one.id)).status).toBe(422);
    });
  });
  it('is recused with every appointment under her address, also where nobody was let in by it yet', async () => {
    await appoint('nido@iin.example');
    const first = await newest('appointment');
    await appoint('NIDO@iin.example', { memberRole: 'secretariat' });
    await appoint('nido@iin.example');
    await recuse(first.id);
    await addMember('nido@iin.example', `${committees.ours}:committeeMember`);
    await workerWorks();
    const rows = await pages.sql(
      'select person_id as person, email, recused_on is not null as recused from appointment where case_id = $1 order by starts_on desc, id desc',
      [cases.ours],
    );
    expect(rows.filter(({ recused }) => recused)).toEqual(Array(3).fill({ person: null, email: null, recused: true }));
    const [person] = await idsOf('nido@iin.example');
    expect(await pages.sql('select from appointment where person_id = $1', [person])).toEqual([]);
  });
  it('does not come back under another address, unless the founder wrote why she may', async () => {
    await addMember('kihi@iin.example', `${committees.ours}:committeeMember`);
    await appoint('kihi@iin.example');
    const { id, personId } = await newest('appointment');
    expect(personId).toBe((await idsOf('kihi@iin.example'))[0]);
    await recuse(id);
    await appoint('betsu@iin.example');
    const [{ email, email_index: index } = {}] = await pages.sql('select email, email_index from person where id = $1', [personId]);
    const [again] = await pages.sql('select email, email_index from appointment where id = $1', [(await newest('appointment')).id]);
    // Her account answers to the other address meanwhile.
    await pages.sql('update person set email_index = $2 where id = $1', [personId, again!['email_index']]);
    await workerWorks();
    expect((await newest('appointment')).personId).toBeNull();
    await pages.sql('update appointment set despite_recusal = true where id = $1', [(await newest('appointment')).id]);
    await workerWorks();
    expect((await newest('appointment')).personId).toBe(personId);
    await pages.sql('update person set email = $2, email_index = $3 where id = $1', [personId, email, index]);
  });
  it('is let in by a place that waits and by nothing else, whatever the worker’s account is told', async () => {
    const asks = new UnitOfWork(worker, new SystemClock(), new Listeners(), testVault);
    const moved = await asks.run(systemActor('worker'), (tx) =>
      tx.change('update appointment set person_id = $1 where person_id is not null', [newId()]),
    );
    expect(moved).toBe(0);
    await appoint('mado@iin.example');
    const waits = (await newest('appointment')).id;
    const change = (sql: string) => asks.run(systemActor('worker'), (tx) => tx.change(sql, [waits]));
    await expect(change('update appointment set email = null, email_index = null where id = $1')).rejects.toThrow(/row-level security/);
    await pages.sql('update appointment set recused_on = current_date where id = $1', [waits]);
    expect(await change(`update appointment set person_id = gen_random_uuid(), email = null, email_index = null where id = $1`)).toBe(0);
  });
});

describe('a member', () => {
  it.each(['console', 'family', 'api'] as const)(
    'is let in under the account of the %s as what she is today, by the founder she is with',
    async (app) => {
      const [iin] = await idsOf('iin@mihon.example');
      const grant = (role: Members, from: number, to: number) =>
        pages.sql(
          `insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on)
         values (gen_random_uuid(), $1, $2, $3, current_date + $4::int, current_date + $5::int)`,
          [iin, role, committees.ours, from, to],
        );
      await grant('secretariat', -30, -2);
      await grant('secretariat', 2, 30);
      const [{ founder } = { founder: '' }] = await pages.sql('select founder_id as founder from survey_case where id = $1', [cases.ours]);
      const asks = new UnitOfWork(apps[app], new SystemClock(), new Listeners(), testVault);
      const lets = (email: string, role: Members, by: string) => asks.run(systemActor(app), (tx) => memberByAddress(tx, email, role, by));
      expect((await lets(' IIN@mihon.example', 'committeeMember', founder!))?.personId).toBe(iin);
      const others = [
        await lets('iin@mihon.example', 'secretariat', founder!),
        await lets('iin@mihon.example', 'committeeMember', newId()),
        await lets('nobody@mihon.example', 'committeeMember', founder!),
      ];
      expect(others).toEqual([null, null, null]);
    },
  );
});

const nameRelative = (email: string, caseId = cases.ours, by = 'kyoiku') =>
  done(`/cases/${caseId}/acts/nameRelative`, { occurredOn: today, relativeName: '架空 花代', relation: 'other', term: 'jishi', email }, by);
const letter = async (caseId: string, by: string): Promise<string> =>
  codeOn((await pages.fillIn(by, `/cases/${caseId}/relatives/${(await newest('relative', caseId)).id}/letter`, {})).text);

describe('a relative named where another founder has made a letter for her', () => {
  it('gets an account of her own here, and each letter opens what its house acts for', async () => {
    await nameRelative('hanayo@kazoku.example', cases.theirs, 'gakuen');
    const theirs = await letter(cases.theirs, 'gakuen');
    await nameRelative('hanayo@kazoku.example');
    expect((await newest('relative')).personId).toBeNull();
    const ours = await letter(cases.ours, 'kyoiku');
    const opens = async (code: string) =>
      (
        await pages.sql('select r.case_id as id from invitation i join relative r on r.person_id = i.person_id where i.code_hash = $1', [
          fingerprint(codeIn(code)!),
        ])
      ).map(({ id }) => id);
    expect([await opens(theirs), await opens(ours)]).toEqual([[cases.theirs], [cases.ours]]);
  });
});

describe('an account that signs in', () => {
  const relativeAt = async (): Promise<{ id: string; email: string }> => {
    const [row] = await pages.sql<{ personId: string }>(
      `select r.person_id as "personId" from relative r where r.case_id = $1 and r.person_id is not null order by r.created_at limit 1`,
      [cases.ours],
    );
    return { id: row!.personId, email: String((await people()).find(({ id }) => id === row!.personId)!.email) };
  };
  it.each([
    ['kyoiku', 'founder'],
    ['kyoikucho', 'head'],
    ['aozora', 'school'],
  ])(
    'is let into no case by being named as a relative there by %s (%s), and what is shown is the same as for an unknown address',
    async (by) => {
      const her = await relativeAt();
      const before = await pages.sql('select case_id from relative where person_id = $1', [her.id]);
      const shown: string[] = [];
      for (const email of [her.email, 'dare-mo-inai@mihon.example']) {
        await nameRelative(email, cases.ours, by);
        shown.push((await pages.get(by, `/cases/${cases.ours}`)).text.includes(email) ? 'told' : 'not told');
        expect((await newest('relative')).personId).toBeNull();
      }
      expect(shown[0]).toBe(shown[1]);
      expect(await pages.sql('select case_id from relative where person_id = $1', [her.id])).toEqual(before);
    },
  );
  it('is let into no case by being named as a representative there', async () => {
    const [relative] = await pages.sql<{ id: string }>('select id from relative where case_id = $1 order by created_at, id limit 1', [
      cases.ours,
    ]);
    await done(`/cases/${cases.ours}/acts/nameRepresentative`, {
      ...{ occurredOn: today, relative: relative!.id, representativeName: '架空 代理', representativeKind: 'lawyer' },
      ...{ email: 'dairinin@mihon.example', maySpeak: 'yes' },
    });
    const [mandate] = await pages.sql<{ personId: string | null }>(
      `select m.person_id as "personId" from mandate m join act a on a.id = m.id where m.case_id = $1 order by a.at_version desc limit 1`,
      [cases.ours],
    );
    expect(mandate).toEqual({ personId: null });
  });
  it('comes into a case named later by a letter for that case, with an account of its own', async () => {
    const her = await relativeAt();
    await nameRelative(her.email);
    await letter(cases.ours, 'kyoiku');
    const { personId } = await newest('relative');
    expect([personId !== null, personId === her.id]).toEqual([true, false]);
  });
});

describe('a letter that ends while its code is being used', () => {
  it('sets nothing up', async () => {
    const code = codeOn((await addMember('owari@iin.example', `${school}:school`)).text);
    const { browser } = await typesCode(pages.app, code);
    await provesAddress(pages.app, browser);
    const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
    await pages.sql('update invitation set voided_at = now() where person_id = $1', [(await idsOf('owari@iin.example'))[0]]);
    const answer = await browser.post('/sign-in/enrol/totp', { code: generateSync({ secret }), password: passwordChosen });
    expect([answer.statusCode, String(answer.headers['location'])]).toEqual([303, expect.stringContaining('/sign-in')]);
    const [row] = await pages.sql(
      `select p.password_hash as hash, count(t.*)::int as keys from person p left join totp t on t.person_id = p.id where p.id = $1 group by 1`,
      [(await idsOf('owari@iin.example'))[0]],
    );
    expect(row).toEqual({ hash: null, keys: 0 });
    expect(browser.cookies.has('yorisoi-console')).toBe(false);
  });
});
