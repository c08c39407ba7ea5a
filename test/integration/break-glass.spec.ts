import type { DataSource } from 'typeorm';
import { openDataSource } from '#lib/database';
import { accounts, breakGlassWords as words, choices, journalWords } from '#lib/texts';
import { loadReference } from '../../seeds/reference/load.js';
import { type Line, linesOf } from '../../seeds/demo/story.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type ToldApps, committeeOrigin, toldApps } from '../support/told-apps.js';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';
import { hiddenOf, key, linksOf, visitors } from '../support/visitor.js';

jest.setTimeout(240_000);

let database: TestDatabase;
let owner: DataSource;
let house: StoryHouse;
let apps: ToldApps;
const people = {} as Record<
  | 'second'
  | 'founder'
  | 'clerk'
  | 'founderHead'
  | 'school'
  | 'prefecture'
  | 'administrator'
  | 'committeeMember'
  | 'secretariat'
  | 'otherFounder',
  Person
>;
let caseId: string;
let other: string;
const console_ = visitors(() => apps.console);
const committee = visitors(() => apps.committee);
const cookies = new Map<string, string>();
const secret = '委員会の部屋の印';
const reason = '架空地方裁判所の命令（第1号）の印';

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  house = await storyHouse(database.ownerUrl);
  const founder = await house.organise('founder', 'みほん市教育委員会');
  const school = await house.organise('school', 'みほん市立あおぞら中学校', founder);
  const body = await house.organise('committee', 'みほん市調査委員会', founder);
  const corporation = await house.organise('founder', '学校法人見本学園');
  people.founder = await house.person('kyoiku@board.example', '設置者 一', 'founder', founder);
  people.clerk = await house.person('kojin@board.example', '個人情報 二', 'founder', founder);
  people.founderHead = await house.person('kyoikucho@board.example', '長 三', 'founderHead', founder);
  people.school = await house.person('school@school.example', '学校 四', 'school', school);
  people.prefecture = await house.person('ken@ken.example', '県 五', 'prefecture', founder);
  people.administrator = await house.person('kanri@board.example', '管理 六', 'administrator', founder);
  people.committeeMember = await house.person('iincho@committee.example', '委員 七', 'committeeMember', body);
  people.second = await house.person('iin@committee.example', '委員 十', 'committeeMember', body);
  people.secretariat = await house.person('jimu@committee.example', '事務 八', 'secretariat', body);
  people.otherFounder = await house.person('gakuen@gakuen.example', '法人 九', 'founder', corporation);
  const item: Line = {
    on: 80,
    by: 'committeeMember',
    act: 'answerStandardItem',
    data: () => ({ item: 'A', outcome: 'answered', answer: secret }),
  };
  const about = { ago: 300, schoolId: school, pupilName: '架空 七' };
  const lines = linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp']);
  caseId = (await house.tell(people, about, [...lines, item], [])).caseId;
  await house.does(people.founder, caseId, 'appointMember', {
    memberName: '委員 十',
    memberRole: 'committeeMember',
    profession: '弁護士',
    nominatingBody: '弁護士会',
    outside: 'yes',
    email: people.second.email,
  });
  other = (await house.tell(people, about, lines, [])).caseId;
  apps = await toldApps(database);
  for (const one of ['founder', 'clerk', 'founderHead', 'school', 'prefecture', 'administrator', 'otherFounder'] as const)
    cookies.set(one, await console_.signIn(people[one].email));
  cookies.set('second', await committee.signIn(people.second.email));
  cookies.set('committeeMember', await committee.signIn(people.committeeMember.email));
});
afterAll(async () => {
  await apps?.close();
  await house?.close();
  await owner?.destroy();
  await database?.close();
});
afterEach(() => expect(apps.faults.splice(0)).toEqual([]));

const at = (below = '') => `/cases/${caseId}/break-glass${below}`;
const openings = () =>
  owner.query<
    { id: string; confirmed_at: Date | null; opens_at: Date | null; ends_at: Date | null; ended_at: Date | null; hours: number }[]
  >('select id, confirmed_at, opens_at, ends_at, ended_at, hours from break_glass where case_id = $1 order by asked_at', [caseId]);
const ask = async (who: string, more: Record<string, string> = {}) => {
  const cookie = cookies.get(who)!;
  const hidden = hiddenOf((await console_.open(at(), cookie)).body, at());
  return console_.send(at(), { ...hidden, idempotencyKey: key(), ground: 'courtOrder', reason, hours: '24', ...more }, cookie);
};
const decide = async (who: string, id: string, doing: string, path = at(`/${id}/${doing}`)) => {
  const cookie = cookies.get(who)!;
  const hidden = hiddenOf((await console_.open(at(), cookie)).body, at(`/${id}/${doing}`));
  return console_.send(path, hidden, cookie);
};
/** The day between the confirmation and the opening goes by. */
const dayGoesBy = (id: string) =>
  owner
    .query(
      `update break_glass set asked_at = asked_at - interval '1 day', confirmed_at = confirmed_at - interval '1 day', opens_at = opens_at - interval '1 day',
      ends_at = ends_at - interval '1 day' where id = $1`,
      [id],
    )
    .then(() =>
      owner.query(`update role_grant set starts_on = starts_on - 1 where id = (select grant_id from break_glass where id = $1)`, [id]),
    );
const stop = (app: typeof console_, who: string, id: string, fields: object = { stopReason: '委員会の意見を聞いていないため。' }) => {
  const path = at(`/${id}/stop`);
  const cookie = cookies.get(who)!;
  return app.open(path, cookie).then(({ body }) => app.send(path, { ...hiddenOf(body, path), ...fields }, cookie));
};
const latest = async () => (await openings()).at(-1)!;
const journal = async (event: string) =>
  (await owner.query<{ content: string }[]>('select content from journal_entry where case_id = $1 order by at', [caseId]))
    .map(({ content }) => JSON.parse(content) as { event: string; ground: string; personId: string; facts: Record<string, unknown> })
    .filter((entry) => entry.event === event);

it('nobody but the founder of the case asks, and nobody else’s page says that there is one', async () => {
  const nothing = '/cases/00000000-0000-4000-8000-000000000000/break-glass';
  for (const who of ['school', 'prefecture', 'administrator', 'otherFounder']) {
    const { statusCode } = await console_.open(at(), cookies.get(who));
    expect([who, statusCode]).toEqual([who, who === 'otherFounder' ? 404 : 403]);
    const sent = await console_.send(at(), { idempotencyKey: key(), ground: 'courtOrder', reason, hours: '24' }, cookies.get(who));
    expect([403, 404]).toContain(sent.statusCode);
  }
  const [foreign, none] = [
    await console_.open(at(), cookies.get('otherFounder')),
    await console_.open(nothing, cookies.get('otherFounder')),
  ];
  const bare = (html: string) => html.replace(/name="(formToken|idempotencyKey)" value="[^"]*"/g, '');
  expect(bare(foreign.body)).toBe(bare(none.body));
  expect(await openings()).toEqual([]);
});

it('a ground of the list, a reason and at most 72 hours are asked for', async () => {
  for (const [more, field] of [
    [{ ground: 'curiosity' }, 'ground'],
    [{ ground: '' }, 'ground'],
    [{ reason: '' }, 'reason'],
    [{ hours: '73' }, 'hours'],
    [{ hours: '0' }, 'hours'],
  ] as const) {
    const { statusCode, body } = await ask('founder', more);
    expect([field, statusCode, body.includes(`id="f-${field}"`)]).toEqual([field, 422, true]);
  }
  expect(await openings()).toEqual([]);
});

describe('asked for', () => {
  it('it opens nothing yet: the asker cannot sign in to the room', async () => {
    const fields = { idempotencyKey: key(), ground: 'courtOrder', reason, hours: '24' };
    const cookie = cookies.get('founder')!;
    const hidden = hiddenOf((await console_.open(at(), cookie)).body, at());
    const send = () => console_.send(at(), { ...hidden, ...fields }, cookie);
    expect((await Promise.all([send(), send()])).map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await openings()).toHaveLength(1);
    await expect(committee.signIn(people.founder.email)).rejects.toThrow('cannot sign in');
    const letters = await owner.query(`select person_id as person from mail where kind = 'break-glass-asked'`);
    expect(letters.map(({ person }: { person: string }) => person).sort()).toEqual([people.clerk.id, people.founderHead.id].sort());
    const told = await owner.query(`select person_id as person from mail where kind = 'break-glass-announced'`);
    expect(told.map(({ person }: { person: string }) => person).sort()).toEqual(
      [people.committeeMember.id, people.secretariat.id, people.second.id].sort(),
    );
    const page = (await committee.open(`/cases/${caseId}`, cookies.get('committeeMember'))).body;
    expect([page.includes(words.notice.comesTitle), page.includes(words.notice.title)]).toEqual([true, false]);
  });
  it('the one who asked does not confirm it, nor a colleague where the head is asked for, nor anyone of another house', async () => {
    const { id } = await latest();
    for (const who of ['founder', 'clerk', 'school', 'prefecture', 'administrator'])
      expect([who, (await decide(who, id, 'confirm')).statusCode]).toEqual([who, 403]);
    expect((await decide('otherFounder', id, 'confirm')).statusCode).toBe(404);
    expect((await decide('founderHead', id, 'confirm', `/cases/${other}/break-glass/${id}/confirm`)).statusCode).toBe(404);
    expect((await decide('founderHead', id, 'destroy')).statusCode).toBe(404);
    expect((await latest()).confirmed_at).toBeNull();
    await expect(
      owner.query('update break_glass set confirmed_by = asked_by, confirmed_at = now(), ends_at = now() where id = $1', [id]),
    ).rejects.toThrow('two_persons');
  });
});

describe('confirmed by the head', () => {
  let reader: string;
  it('it is confirmed once, however many confirm at the same moment, and the committee hears of it at once', async () => {
    const { id } = await latest();
    const both = await Promise.all([decide('founderHead', id, 'confirm'), decide('founderHead', id, 'confirm')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
    const { confirmed_at, opens_at, ends_at } = await latest();
    expect(opens_at!.getTime() - confirmed_at!.getTime()).toBe(24 * 3_600_000);
    expect(ends_at!.getTime() - opens_at!.getTime()).toBe(24 * 3_600_000);
    const grants = await owner.query(`select from role_grant where person_id = $1 and role = 'breakGlass'`, [people.founder.id]);
    expect(grants).toHaveLength(1);
    const letters = await owner.query(`select person_id as person from mail where kind = 'break-glass-opened' and subject_id = $1`, [id]);
    expect(letters.map(({ person }: { person: string }) => person).sort()).toEqual(
      [people.committeeMember.id, people.secretariat.id, people.second.id].sort(),
    );
    const page = (await committee.open(`/cases/${caseId}`, cookies.get('committeeMember'))).body;
    for (const told of [words.notice.comesTitle, 'みほん市教育委員会', choices.legalGround.courtOrder]) expect(page).toContain(told);
    for (const untold of [reason, '設置者 一', '長 三']) expect(page).not.toContain(untold);
  });
  it('nobody reads for a day: not on the page, not in SQL, and no account of an app makes the hour come sooner', async () => {
    const { id } = await latest();
    await owner.query(`update role_grant set starts_on = starts_on - 1 where id = (select grant_id from break_glass where id = $1)`, [id]);
    const early = await committee.signIn(people.founder.email);
    expect((await committee.open(`/cases/${caseId}/items`, early)).statusCode).toBe(404);
    const [room, console] = [await openDataSource(database.urls.committee), await openDataSource(database.urls.console)];
    const as = (role: string, person: string, organisation: string) =>
      `select set_config('yorisoi.person', '${person}', true), set_config('yorisoi.role', '${role}', true), set_config('yorisoi.today', '${house.today}', true), set_config('yorisoi.organisation', '${organisation}', true)`;
    try {
      await room.transaction(async (manager) => {
        await manager.query(as('breakGlass', people.founder.id, ''));
        expect(await manager.query('select id from survey_case')).toEqual([]);
        expect(await manager.query('select item from deliberation.standard_item')).toEqual([]);
      });
      for (const change of [
        `opens_at = now()`,
        `confirmed_at = confirmed_at - interval '1 day', opens_at = now()`,
        `ends_at = ends_at + interval '1 hour'`,
      ])
        await expect(
          console.transaction(async (manager) => {
            await manager.query(as('founderHead', people.founderHead.id, people.founderHead.organisationId!));
            await manager.query(`update break_glass set ${change} where id = $1`, [id]);
          }),
        ).rejects.toMatchObject({ driverError: { code: '42501' } });
    } finally {
      await Promise.all([room.destroy(), console.destroy()]);
    }
    await owner.query(`update role_grant set starts_on = starts_on + 1 where id = (select grant_id from break_glass where id = $1)`, [id]);
  });
  it('a day later the asker reads the room in the committee’s app; every reading is journalled on that ground', async () => {
    await dayGoesBy((await latest()).id);
    reader = await committee.signIn(people.founder.email);
    expect((await committee.open(`/cases/${caseId}`, cookies.get('committeeMember'))).body).toContain(words.notice.title);
    const before = (await journal('read')).length;
    for (const below of ['', '/items', '/draft', '/opinions', '/records', '/members', '/acts'])
      expect([below, (await committee.open(`/cases/${caseId}${below}`, reader)).statusCode]).toEqual([below, 200]);
    expect((await committee.open(`/cases/${caseId}/items`, reader)).body).toContain(secret);
    const read = (await journal('read')).slice(before).filter(({ personId }) => personId === people.founder.id);
    expect(read.length).toBeGreaterThanOrEqual(8);
    expect(new Set(read.map(({ ground }) => ground))).toEqual(new Set(['break-glass']));
    const { id } = await latest();
    for (const { facts } of read) expect(facts.openings).toEqual([{ id, ground: 'courtOrder' }]);
    expect(read.map(({ facts }) => facts.what)).toContain('deliberation');
  });
  it('the asker’s page of the console leads there; a colleague’s does not, for whom it was not opened', async () => {
    const leads = async (who: string) =>
      (await console_.open(at(), cookies.get(who))).body.includes(`href="${committeeOrigin}/cases/${caseId}"`);
    expect([await leads('founder'), await leads('clerk')]).toEqual([true, false]);
  });
  it('the secretariat reads in the journal of the room who read under it; of the founder’s own pages it learns nothing there', async () => {
    const cookie = await committee.signIn(people.secretariat.email);
    const rows = async (query = '') =>
      (await committee.open(`/cases/${caseId}/journal${query}`, cookie)).body
        .split('<tr')
        .slice(1)
        .map((row) => row.replace(/<[^>]*>/g, ' '))
        .filter((row) => row.includes('設置者 一'));
    const read = await rows();
    expect(read.length).toBeGreaterThanOrEqual(7);
    for (const row of read)
      for (const told of [accounts.roles.breakGlass, 'みほん市教育委員会', journalWords.grounds['break-glass'], words.grounds.courtOrder])
        expect(row).toContain(told);
    expect((await rows(`?office=${people.founder.id}`)).length).toBe(read.length);
    expect((await rows('?kind=acts')).length).toBe(0);
    expect((await committee.open(`/cases/${caseId}/journal`, reader)).statusCode).toBe(403);
  });
  it('only this case, and nothing leads to a form', async () => {
    const list = (await committee.open('/', reader)).body;
    expect([list.includes(caseId), list.includes(other)]).toEqual([true, false]);
    expect((await committee.open(`/cases/${other}`, reader)).statusCode).toBe(404);
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { statusCode, body } = await committee.open(path, reader);
      expect([path, statusCode]).toEqual([path, 200]);
      expect([path, body.includes(`action="/cases/`)]).toEqual([path, false]);
      waiting.push(...linksOf(body).filter((one) => !/^\/(devices|account|sign|me|own)/.test(one)));
    }
    expect(seen.size).toBeGreaterThan(20);
  });
  it('it writes nothing: no act, no step, no draft, not even with a right form', async () => {
    const count = async () =>
      (
        await owner.query(
          'select (select count(*) from act)::int + (select count(*) from case_state)::int + (select count(*) from deliberation.draft)::int as n',
        )
      )[0].n;
    const before = await count();
    for (const [path, fields] of [
      ['/acts/answerStandardItem', { item: 'A', outcome: 'answered', answer: 'x' }],
      ['/acts/recuseMember', { reason: 'x' }],
      ['/steps/showDraft', {}],
      ['/draft', { content: 'x' }],
    ] as const) {
      const sent = await committee.send(`/cases/${caseId}${path}`, { ...fields, occurredOn: house.today, idempotencyKey: key() }, reader);
      expect([path, sent.statusCode]).toEqual([path, 403]);
    }
    expect(await count()).toBe(before);
    const account = await openDataSource(database.urls.committee);
    try {
      await account.transaction(async (manager) => {
        const as = `select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', 'breakGlass', true), set_config('yorisoi.today', $2, true)`;
        await manager.query(as, [people.founder.id, house.today]);
        expect(await manager.query('select id from survey_case')).toEqual([{ id: caseId }]);
        expect(await manager.query('select item from deliberation.standard_item')).toEqual([{ item: 'A' }]);
        expect((await manager.query('update survey_case set version = version'))[1]).toBe(0);
        await expect(
          manager.query(
            `insert into deliberation.draft (id, case_id, version, content, frozen_at, person_id) values (gen_random_uuid(), $1, 1, 'x', now(), $2)`,
            [caseId, people.founder.id],
          ),
        ).rejects.toMatchObject({ driverError: { code: '42501' } });
      });
    } finally {
      await account.destroy();
    }
  });
  it('the console itself shows no more than before', async () => {
    for (const below of ['', '/break-glass', '/journal']) {
      const { statusCode, body } = await console_.open(`/cases/${caseId}${below}`, cookies.get('founder'));
      expect([below, statusCode, body.includes(secret)]).toEqual([below, 200, false]);
    }
    const account = await openDataSource(database.urls.console);
    await expect(account.query('select * from deliberation.standard_item')).rejects.toMatchObject({ driverError: { code: '42501' } });
    await account.destroy();
  });
  it('once its time is over a session that is open finds nothing, without anybody doing anything', async () => {
    const { id } = await latest();
    await owner.query(
      `update break_glass set confirmed_at = confirmed_at - interval '2 days', opens_at = opens_at - interval '2 days', ends_at = ends_at - interval '2 days' where id = $1`,
      [id],
    );
    expect((await committee.open(`/cases/${caseId}/items`, reader)).statusCode).toBe(404);
    expect((await committee.open('/', reader)).body).not.toContain(caseId);
    const page = (await committee.open(`/cases/${caseId}`, cookies.get('committeeMember'))).body;
    expect([page.includes(words.notice.title), page.includes(words.notice.past)]).toEqual([false, true]);
    expect((await decide('founder', id, 'end')).statusCode).toBe(409);
  });
});

describe('before it opens', () => {
  const confirmed = async () => {
    await ask('founder', { hours: '2' });
    const { id } = await latest();
    expect((await decide('founderHead', id, 'confirm')).statusCode).toBe(303);
    return id;
  };
  it('the chair stops it, with a reason, and the founder is told; nobody else does, and it opens no more', async () => {
    await ask('founder', { hours: '2' });
    const { id } = await latest();
    expect((await stop(committee, 'committeeMember', id)).statusCode).toBe(409);
    expect((await decide('founderHead', id, 'confirm')).statusCode).toBe(303);
    for (const [app, who, status] of [
      [console_, 'founder', 403],
      [console_, 'clerk', 403],
      [console_, 'school', 403],
      [console_, 'prefecture', 403],
      [console_, 'administrator', 403],
      [console_, 'otherFounder', 403],
      [committee, 'second', 404],
    ] as const)
      expect([who, (await stop(app, who, id)).statusCode]).toEqual([who, status]);
    const form = await stop(committee, 'committeeMember', id, { stopReason: '' });
    expect([form.statusCode, form.body.includes('id="f-stopReason"')]).toEqual([422, true]);
    expect((await stop(committee, 'committeeMember', id)).statusCode).toBe(303);
    const [kept] = await owner.query('select stopped_by, stop_reason from break_glass where id = $1', [id]);
    expect(kept.stopped_by).toBe(people.committeeMember.id);
    expect(kept.stop_reason).not.toContain('委員会の意見');
    const letters = await owner.query(`select person_id as person from mail where kind = 'break-glass-stopped' and subject_id = $1`, [id]);
    expect(letters.map(({ person }: { person: string }) => person)).toEqual(
      expect.arrayContaining([people.founder.id, people.founderHead.id]),
    );
    expect((await console_.open(at(), cookies.get('founder'))).body).toContain('委員会の意見を聞いていないため。');
    await dayGoesBy(id).catch(() => undefined);
    await owner.query(`update role_grant set starts_on = starts_on - 1 where id = (select grant_id from break_glass where id = $1)`, [id]);
    const reader = await committee.signIn(people.founder.email);
    expect((await committee.open(`/cases/${caseId}/items`, reader)).statusCode).toBe(404);
    expect((await decide('founder', id, 'end')).statusCode).toBe(409);
    expect(await journal('break-glass-stopped')).toHaveLength(1);
  });
  it('two who stop it at the same moment stop it once', async () => {
    const id = await confirmed();
    const both = await Promise.all([stop(committee, 'committeeMember', id), stop(console_, 'founderHead', id)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409]);
  });
  it('once its hour has come nobody stops it', async () => {
    const id = await confirmed();
    await dayGoesBy(id);
    expect((await stop(committee, 'committeeMember', id)).statusCode).toBe(409);
    expect((await stop(console_, 'founderHead', id)).statusCode).toBe(409);
    expect((await decide('founder', id, 'end')).statusCode).toBe(303);
  });
});

describe('another, for a disclosure decision', () => {
  it('is confirmed by a colleague, and ended by the asker: the open session finds nothing at the next click', async () => {
    expect((await ask('clerk', { ground: 'disclosureDecision', hours: '72' })).statusCode).toBe(303);
    const { id } = await latest();
    expect((await decide('clerk', id, 'confirm')).statusCode).toBe(403);
    expect((await decide('founder', id, 'confirm')).statusCode).toBe(303);
    await dayGoesBy(id);
    const reader = await committee.signIn(people.clerk.email);
    expect((await committee.open(`/cases/${caseId}/items`, reader)).body).toContain(secret);
    expect((await decide('clerk', id, 'end')).statusCode).toBe(303);
    expect([303, 404]).toContain((await committee.open(`/cases/${caseId}/items`, reader)).statusCode);
    await expect(committee.signIn(people.clerk.email)).rejects.toThrow('cannot sign in');
    expect((await decide('clerk', id, 'end')).statusCode).toBe(409);
  });
  it('that is refused, or that nobody confirms for a week, stays shut', async () => {
    await ask('clerk', { ground: 'dangerToLife', hours: '1' });
    const refused = (await latest()).id;
    expect((await decide('founderHead', refused, 'refuse')).statusCode).toBe(303);
    expect((await decide('founderHead', refused, 'confirm')).statusCode).toBe(409);
    await ask('clerk', { ground: 'dangerToLife', hours: '1' });
    const lapsed = (await latest()).id;
    await owner.query(`update break_glass set asked_at = asked_at - interval '8 days' where id = $1`, [lapsed]);
    expect((await decide('founderHead', lapsed, 'confirm')).statusCode).toBe(409);
    await expect(committee.signIn(people.clerk.email)).rejects.toThrow('cannot sign in');
  });
  it('that keeps a life safe opens at once', async () => {
    await ask('clerk', { ground: 'dangerToLife', hours: '1' });
    const { id } = await latest();
    expect((await decide('founderHead', id, 'confirm')).statusCode).toBe(303);
    const reader = await committee.signIn(people.clerk.email);
    expect((await committee.open(`/cases/${caseId}/items`, reader)).statusCode).toBe(200);
    expect((await stop(console_, 'founderHead', id)).statusCode).toBe(409);
    expect((await decide('clerk', id, 'end')).statusCode).toBe(303);
  });
  it('everything that was asked, opened, refused and ended stands in the journal, by codes and ids', async () => {
    const events = ['break-glass-asked', 'break-glass-opened', 'break-glass-refused', 'break-glass-ended'];
    const counts = [];
    for (const event of events) counts.push((await journal(event)).length);
    expect(counts).toEqual([8, 6, 1, 3]);
    for (const event of events)
      for (const { facts } of await journal(event)) expect(Object.keys(facts).sort()).toEqual(['ground', 'openingId']);
    expect(JSON.stringify(await owner.query('select content from journal_entry'))).not.toContain(reason);
  });
});
