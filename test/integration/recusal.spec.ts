import { addDays } from '#lib/calendar';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { recipientsOf, sweep } from '#lib/deadlines';
import { systemActor } from '#lib/kernel';
import { type Mail, SendMail } from '#lib/mail';
import { Client } from 'pg';
import { chapters } from '../../seeds/demo/story.js';
import { type Api, type Caller, callers, refusalOf, startApi } from '../support/api.js';
import { ApiCase, until } from '../support/api-case.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(180_000);
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

const nothing = '/v1/cases/00000000-0000-4000-8000-000000000000';
const reason = { reason: '親族であることが分かったため' };
const member = async (told: ApiCase, role = 'committeeMember'): Promise<string> =>
  (await api.sql<{ id: string }>('select id from appointment where case_id = $1 and role = $2 order by starts_on, id', [told.id, role]))[0]!
    .id;
const running = () => ApiCase.after(api, until('setUp'));
const finds = async (caller: Caller, told: ApiCase): Promise<boolean> => (await api.ask(caller, 'GET', told.path)).status === 200;
const errorsOf = (answer: { body: { errors?: { field: string; code: string }[] } }) =>
  (answer.body.errors ?? []).map(({ field, code }) => [field, code]);

describe('a member who is recused', () => {
  it('finds nothing of the case any more: not in lists, search, counts or by address, nor by any act or step', async () => {
    const told = await running();
    const { caseNo } = await told.show();
    expect(await finds('committeeMember', told)).toBe(true);
    const listed = async () => (await api.ask('committeeMember', 'GET', '/v1/cases?sort=reported&limit=200')).body.items.length as number;
    const before = await listed();
    expect((await told.act('secretariat', 'recuseMember', { member: await member(told), ...reason })).status).toBe(200);
    expect(await listed()).toBe(before - 1);
    for (const query of [`caseNo=${caseNo}`, 'state=DETAILED_RUNNING&limit=200', 'late=true&limit=200', 'sort=due&limit=200'])
      expect((await api.ask('committeeMember', 'GET', `/v1/cases?${query}`)).text).not.toContain(told.id);
    for (const [method, tail, sent] of [
      ['GET', '', {}],
      ['POST', '/steps/showDraft', {}],
      ['POST', '/acts/freezeDraft', { body: { occurredOn: told.start, content: '案' } }],
      ['POST', '/acts/recuseMember', { body: {}, key: 'k' }],
    ] as const) {
      const [there, gone] = [
        await api.ask('committeeMember', method, told.path + tail, sent),
        await api.ask('committeeMember', method, nothing + tail, sent),
      ];
      expect([there.status, there.text]).toEqual([404, gone.text]);
    }
    expect(await finds('secretariat', told)).toBe(true);
  });

  it('may have done it herself; what she did before stays in the record', async () => {
    const told = await running();
    await told.act('committeeMember', 'answerStandardItem', { item: 'A', outcome: 'answered', answer: '書いたこと' });
    expect((await told.act('committeeMember', 'recuseMember', { member: await member(told), ...reason })).status).toBe(200);
    expect(await finds('committeeMember', told)).toBe(false);
    // In the committee's own record; the founder reads nothing of what lies in the room.
    const acts = (await api.ask('secretariat', 'GET', told.path)).body.history.map((one: { act?: string }) => one.act);
    expect(acts).toEqual(expect.arrayContaining(['appointMember', 'answerStandardItem', 'recuseMember']));
    const [row] = await api.sql('select recused_on, name from appointment where id = $1', [await member(told)]);
    expect(row.recused_on).not.toBeNull();
  });

  it('is recused once, however often and by how many it is sent at the same moment', async () => {
    const told = await running();
    const id = await member(told);
    const body = { occurredOn: told.start, member: id, ...reason };
    const send = (by: Caller, key?: string) =>
      api.ask(by, 'POST', `${told.path}/acts/recuseMember`, { body, ...(key === undefined ? {} : { key }) });
    const both = await Promise.all([send('founder'), send('secretariat')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(errorsOf(both.find(({ status }) => status === 422)!)).toEqual([['member', 'no-longer-sits']]);
    const other = await running();
    const twice = { occurredOn: other.start, member: await member(other), ...reason };
    const again = () => api.ask('founder', 'POST', `${other.path}/acts/recuseMember`, { body: twice, key: 'once-and-for-all' });
    expect((await Promise.all([again(), again()])).map(({ body }) => body.actId)).toEqual([expect.any(String), expect.any(String)]);
    const [count] = await api.sql(`select count(*)::int as n from act where case_id = $1 and name = 'recuseMember'`, [other.id]);
    expect(count.n).toBe(1);
  });

  it('does not get an act in that waited while the recusal was written', async () => {
    const told = await running();
    await api.sql('begin');
    await api.sql('select from survey_case where id = $1 for update', [told.id]);
    const waiting = told.act('committeeMember', 'freezeDraft', { content: '遅れて届いた案' });
    const step = told.step('committeeMember', 'showDraft');
    await new Promise((resolve) => setTimeout(resolve, 400));
    await api.sql('update appointment set recused_on = current_date where id = $1', [await member(told)]);
    await api.sql('commit');
    expect([(await waiting).status, (await step).status]).toEqual([404, 404]);
    expect(await api.sql('select from deliberation.draft where case_id = $1', [told.id])).toEqual([]);
  });

  it('is recused with every appointment she has in the case', async () => {
    const told = await running();
    await api.sql('update appointment set person_id = $2 where id = $1', [await member(told), api.people.board.secretariat.personId]);
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    expect(await finds('secretariat', told)).toBe(false);
  });

  it('is no longer counted: the committee must be able to start without her', async () => {
    const told = await ApiCase.after(api, until('decision'));
    await told.tell(chapters.setUp.slice(0, -1));
    expect(await told.missing('startDetailedSurvey')).toEqual([]);
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    expect(await told.missing('startDetailedSurvey')).toEqual(['outsideExpertAppointed']);
  });
});

describe('appointed again', () => {
  it('she stays recused unless the founder writes why not', async () => {
    const told = await running();
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    const appointment = {
      memberName: '見本 委員長',
      memberRole: 'committeeMember',
      profession: '弁護士',
      nominatingBody: '弁護士会',
      outside: 'yes',
      email: api.people.board.committeeMember.email.toUpperCase(),
    };
    const refused = await told.act('founder', 'appointMember', appointment);
    expect([refused.status, errorsOf(refused)]).toEqual([422, [['despiteRecusal', 'recused-before']]]);
    expect(await finds('committeeMember', told)).toBe(false);
    expect(
      (await told.act('founder', 'appointMember', { ...appointment, despiteRecusal: '親族関係がなくなったことを確かめた' })).status,
    ).toBe(200);
    expect(await finds('committeeMember', told)).toBe(true);
    expect(await told.missing('showDraft')).toContain('conflictsCleared');
  });
  it('also where another address is entered that is hers', async () => {
    const told = await running();
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    // The account of the one who was recused answers to another address meanwhile.
    const { personId, email } = api.people.board.secretariat;
    await api.sql('delete from appointment where case_id = $1 and person_id = $2', [told.id, personId]);
    await api.sql('update appointment set person_id = $2 where case_id = $1', [told.id, personId]);
    const appointment = { memberName: '見本', profession: '調査補助員', nominatingBody: '大学', outside: 'no', email };
    const answer = await told.act('founder', 'appointMember', { ...appointment, memberRole: 'secretariat' });
    expect([answer.status, errorsOf(answer)]).toEqual([422, [['despiteRecusal', 'recused-before']]]);
  });
});

describe('the end of a term', () => {
  it('closes the case once its last day is over, and not before', async () => {
    const told = await running();
    const today = await api.today();
    const end = async (lastDay: string) =>
      (await told.act('founder', 'endAppointment', { member: await member(told), ...reason, lastDay })).status;
    expect(await end(addDays(today, 1))).toBe(200);
    expect(await finds('committeeMember', told)).toBe(true);
    await api.setClock(`${addDays(today, 1)}T23:59:00+09:00`);
    expect(await finds('committeeMember', told)).toBe(true);
    await api.setClock(`${addDays(today, 2)}T00:00:00+09:00`);
    expect(await finds('committeeMember', told)).toBe(false);
    expect((await told.act('committeeMember', 'freezeDraft', { content: '案' })).status).toBe(404);
    expect(await end(addDays(today, 30))).toBe(422);
  });
  it('that lies in the past closes it at once', async () => {
    const told = await running();
    const lastDay = addDays(await api.today(), -1);
    expect((await told.act('founder', 'endAppointment', { member: await member(told), ...reason, lastDay })).status).toBe(200);
    expect(await finds('committeeMember', told)).toBe(false);
  });
});

describe('who may', () => {
  const may: Readonly<Record<string, readonly Caller[]>> = {
    recuseMember: ['founder', 'founderHead', 'committeeMember', 'secretariat'],
    endAppointment: ['founder', 'founderHead'],
    nameParty: ['founder', 'founderHead', 'school', 'secretariat'],
  };
  it.each(Object.keys(may))('%s: nobody but those named in the table', async (act) => {
    const told = await running();
    for (const caller of callers.filter((one) => !may[act]!.includes(one))) {
      const answer = await refusalOf(api, () => told.act(caller, act as 'recuseMember', { member: 'x' }));
      expect([caller, answer[1]]).toEqual([caller, expect.stringMatching(/^not-(allowed|found)$/)]);
    }
  });
  it('a member recuses and declares for nobody but herself', async () => {
    const told = await running();
    const other = await member(told, 'secretariat');
    for (const [act, body] of [
      ['recuseMember', { member: other, ...reason }],
      ['declareInterests', { member: other, ties: ['none'], interests: 'なし', cleared: 'yes' }],
    ] as const) {
      const answer = await told.act('committeeMember', act, body);
      expect([act, answer.status, errorsOf(answer)]).toEqual([act, 422, [['member', 'unknown-choice']]]);
    }
  });
});

describe('a declaration', () => {
  /** Whom the reminders of open declarations go to, one a reminder, when they have a week left. */
  const reminded = async (told: ApiCase): Promise<string[][]> => {
    const week = `current_date + 7`;
    await api.sql(
      `update deadline set strict_on = ${week}, safe_on = ${week}, ext142_on = ${week}, last_lead = null, next_reminder_at = now()
       where case_id = $1 and rule = 'D-DECLARE' and closed_at is null`,
      [told.id],
    );
    const source = await openDataSource(api.urls.worker);
    try {
      const work = new UnitOfWork(source, new SystemClock(), new Listeners(), testVault);
      await sweep(work);
      const made = await api.sql<{ id: string }>(
        `select r.id from reminder r join deadline d on d.id = r.deadline_id where d.case_id = $1 and d.rule = 'D-DECLARE' and d.closed_at is null`,
        [told.id],
      );
      const people = await work.run(systemActor('worker'), (tx) => Promise.all(made.map(({ id }) => recipientsOf(tx, id))));
      return people.map((some) => some.map(({ personId }) => personId)).sort();
    } finally {
      await source.destroy();
    }
  };
  const declare = (told: ApiCase, by: Caller, id: string, more: object = {}) =>
    told.act(by, 'declareInterests', { occurredOn: told.day(400), member: id, ties: ['none'], interests: 'なし', cleared: 'yes', ...more });
  it('is asked again of everyone when somebody is added while the survey runs, by letter too', async () => {
    const told = await running();
    expect(await told.missing('showDraft')).not.toContain('conflictsCleared');
    const letters = () => api.sql(`select from mail where case_id = $1 and kind = 'declaration-asked'`, [told.id]);
    // Of one hour there is one letter: those written when the members were appointed belong to an hour before.
    await api.sql(`delete from mail where case_id = $1 and kind = 'declaration-asked'`, [told.id]);
    await told.act('school', 'nameParty', { occurredOn: told.day(399), partyKind: 'school', partyName: '架空市立第二中学校' });
    expect(await told.missing('showDraft')).toContain('conflictsCleared');
    expect((await letters()).length).toBe(2);
    for (const role of ['committeeMember', 'secretariat']) await declare(told, 'secretariat', await member(told, role));
    expect(await told.missing('showDraft')).toContain('conflictsCleared'); // the founder has still to look at it
    for (const role of ['committeeMember', 'secretariat']) await declare(told, 'founder', await member(told, role));
    expect(await told.missing('showDraft')).not.toContain('conflictsCleared');
  });
  it('has a limit for each who owes it, of which she alone is reminded, until she has declared or sits no longer', async () => {
    const told = await running();
    const limits = async () => (await told.deadlines('D-DECLARE')).map((one) => one.split(' ')[0]).sort();
    expect(await limits()).toEqual(['met', 'met']); // Declared when they were appointed.
    await told.act('school', 'nameParty', { occurredOn: told.day(399), partyKind: 'school', partyName: '架空市立第二中学校' });
    await told.act('school', 'nameParty', { occurredOn: told.day(399), partyKind: 'post', partyName: '教頭' });
    expect(await limits()).toEqual(['met', 'met', 'open', 'open']);
    const today = await api.today();
    expect(await told.deadlines('D-DECLARE')).toContain(`open ${addDays(today, 14)}`);
    const { committeeMember, secretariat } = api.people.board;
    expect(await reminded(told)).toEqual([[committeeMember.personId], [secretariat.personId]].sort());
    await declare(told, 'committeeMember', await member(told));
    expect(await limits()).toEqual(['met', 'met', 'met', 'open']);
    expect(await reminded(told)).toEqual([[secretariat.personId]]);
    await told.act('founder', 'recuseMember', { member: await member(told, 'secretariat'), ...reason });
    expect(await limits()).toEqual(['cancelled', 'met', 'met', 'met']);
    expect(await reminded(told)).toEqual([]);
  });
  it('says of each kind of tie whether there is one, and "none" stands alone', async () => {
    const told = await running();
    const id = await member(told);
    for (const ties of [['none', 'work'], [], ['friendship'], undefined]) {
      const answer = await declare(told, 'founder', id, { ties });
      expect([answer.status, errorsOf(answer).map(([field]) => field)]).toEqual([422, ['ties']]);
    }
  });
});

describe('letters', () => {
  const handed: Mail[] = [];
  const sent = async (id: string) => {
    const source = await openDataSource(api.urls.worker);
    try {
      const work = new UnitOfWork(source, new SystemClock(), new Listeners(), testVault);
      const mailer = { send: async (mail: Mail) => void handed.push(mail) };
      const origins = { console: 'https://c.example', family: 'https://f.example', committee: 'https://k.example' };
      await new SendMail(work, mailer as never, { from: 'a@b.example', origins }).handle(id);
    } finally {
      await source.destroy();
    }
  };

  it('that already wait for her do not go any more', async () => {
    const told = await running();
    await told.act('founder', 'nameParty', { partyKind: 'post', partyName: '学校教育課長' });
    const [waiting] = await api.sql<{ id: string }>(
      `select m.id from mail m where m.case_id = $1 and m.kind = 'declaration-asked' and m.person_id = $2 and m.sent_at is null order by made_at desc limit 1`,
      [told.id, api.people.board.committeeMember.personId],
    );
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    await api.sql(`update mail set not_before = now() - interval '1 minute' where id = $1`, [waiting!.id]);
    await sent(waiting!.id);
    await sent(waiting!.id);
    expect(handed).toEqual([]);
    const [row] = await api.sql('select sent_at, refused_why from mail where id = $1', [waiting!.id]);
    expect(row).toEqual({ sent_at: null, refused_why: 'no-longer-theirs' });
  });
  it('tell the family and the others that the membership changed, and not her', async () => {
    const told = await running();
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    const rows = await api.sql<{ person: string }>(
      `select person_id as person from mail where case_id = $1 and kind = 'membership-changed'`,
      [told.id],
    );
    const { board, relatives } = api.people;
    expect(rows.map(({ person }) => person).sort()).toEqual(
      [board.founderHead, board.secretariat, relatives[0]!, relatives[1]!].map(({ personId }) => personId).sort(),
    );
  });
  it('and the portal says so without the reason', async () => {
    const told = await running();
    await told.act('founder', 'recuseMember', { member: await member(told), ...reason });
    const shown = await told.show('relative');
    expect(shown.history.map((one: { act?: string }) => one.act)).toContain('recuseMember');
    const family = new Client({ connectionString: api.urls.family });
    await family.connect();
    await family.query(`select set_config('yorisoi.role', 'relative', false), set_config('yorisoi.person', $1, false)`, [
      api.people.relatives[0]!.personId,
    ]);
    const { rows } = await family.query(`select data from released_act where case_id = $1 and name = 'recuseMember'`, [told.id]);
    await family.end();
    expect(rows).toEqual([{ data: { member: expect.any(String), proof: expect.any(String) } }]);
  });
});
