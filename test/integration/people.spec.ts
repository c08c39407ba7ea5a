import { addDays } from '#lib/calendar';
import { type PlainDate, newId, tokyoDate } from '#lib/kernel';
import { refusals, staffLetter as letters, twoPersons } from '#lib/texts';
import { codeOn, comesByLetter, typesCode, withoutCode } from '../support/by-letter.js';
import { type Console, type Fields, startConsole } from '../support/console.js';
import { handedIn } from '../support/form.js';
import { openedBy } from '../support/opened.js';
import { waited } from '../support/waited.js';

jest.setTimeout(120_000);

let pages: Console;
const today = tokyoDate(new Date());
const admin = 'kanri';
const otherAdmin = 'gakuen-kanri';
const ids = {} as Record<'board' | 'corporation' | 'prefecture' | 'school' | 'schoolTwo' | 'highSchool' | 'committee', string>;

beforeAll(async () => {
  pages = await startConsole();
  const rows = await pages.sql<{ id: string; name: string; kind: string }>('select id, name, kind from organisation');
  const named = (part: string, kind: string) => rows.find((row) => row.name.includes(part) && row.kind === kind)!.id;
  Object.assign(ids, {
    board: named('みほん市教育委員会', 'founder'),
    corporation: named('見本学園', 'founder'),
    prefecture: named('みほん県', 'prefecture'),
    school: named('あおぞら', 'school'),
    schoolTwo: named('ひだまり', 'school'),
    highSchool: named('見本学園', 'school'),
    committee: named('みほん市調査委員会', 'committee'),
  });
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await pages.close();
});

/** People as the owner reads them who has the key ring too. */
const people = () => openedBy((text, params) => pages.sql(text, params)).person();
const withAddress = async (email: string) => (await people()).filter((one) => one.email === email);
const personOf = async (mailbox: string): Promise<string> => (await withAddress(`${mailbox}@mihon.example`))[0]!.id;
const grantOf = async (personId: string, role: string): Promise<string> =>
  (
    await pages.sql<{ id: string }>('select id from role_grant where person_id = $1 and role = $2 order by starts_on desc limit 1', [
      personId,
      role,
    ])
  )[0]!.id;
const post = (organisation: string, role: string): string => `${organisation}:${role}`;
const events = async (name: string): Promise<readonly Record<string, unknown>[]> =>
  (await pages.sql<{ content: string }>(`select content from journal_entry where case_id is null order by at, chain, seq`))
    .map(({ content }) => JSON.parse(content) as { event: string; facts: Record<string, unknown> })
    .filter(({ event }) => event === name)
    .map(({ facts }) => facts);

let mailboxes = 0;
/** Adds somebody through the page and answers the id and the code of the letter that was shown. */
async function added(fields: Fields, by = admin): Promise<{ id: string; code: string; email: string }> {
  const email = `new${(mailboxes += 1)}@mihon.example`;
  const shown = await pages.fillIn(by, '/people/add', { personName: '見本 新任', email, startsOn: today, ...fields });
  expect([shown.status, shown.text.includes(letters.once)]).toEqual([200, true]);
  const [, id] = /\/people\/([0-9a-f-]{36})/.exec(shown.html)!;
  return { id: id!, code: codeOn(shown.text), email };
}

const open = async (cookie: string, url = '/cases') => (await pages.app.inject({ method: 'GET', url, headers: { cookie } })).statusCode;

describe('the pages of an administrator', () => {
  it('begin with the organisations: the founder, its schools and its committees, and no other', async () => {
    expect((await pages.get(admin, '/')).location).toBe('/people');
    const { status, text, html } = await pages.get(admin, '/people');
    expect(status).toBe(200);
    for (const id of [ids.board, ids.school, ids.schoolTwo, ids.committee]) expect(html).toContain(id);
    for (const id of [ids.corporation, ids.highSchool, ids.prefecture]) expect(html).not.toContain(id);
    expect(text).not.toMatch(/Y-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });
  it('are closed to every other role and to who is not signed in', async () => {
    const person = await personOf('aozora');
    const grant = await grantOf(person, 'school');
    const shown = [
      '/people',
      '/people/add',
      '/people/organisations/add',
      `/people/organisations/${ids.school}`,
      `/people/organisations/${ids.school}/name`,
      `/people/${person}`,
      `/people/${person}/grants`,
      `/people/${person}/name`,
      `/people/grants/${grant}`,
    ];
    const posted = [
      '/people/search',
      '/people/add',
      '/people/organisations/add',
      `/people/organisations/${ids.school}/name`,
      `/people/${person}/grants`,
      `/people/${person}/name`,
      `/people/grants/${grant}/last-day`,
      `/people/grants/${grant}/transfer`,
      `/people/grants/${grant}/end`,
    ];
    for (const who of ['kyoiku', 'kyoikucho', 'aozora', 'ken', 'cho']) {
      for (const path of shown) expect([who, path, (await pages.get(who, path)).status]).toEqual([who, path, 403]);
      for (const path of posted) expect([who, path, (await pages.post(who, path, {})).status]).toEqual([who, path, 403]);
    }
    expect((await pages.get(null, '/people')).status).toBe(303);
  });
  it('know nothing of another founder: not found, whatever is asked', async () => {
    const person = await personOf('aozora');
    const grant = await grantOf(person, 'school');
    for (const path of [
      `/people/organisations/${ids.board}`,
      `/people/organisations/${ids.school}/name`,
      `/people/${person}`,
      `/people/${person}/grants`,
      `/people/${person}/name`,
      `/people/grants/${grant}`,
      `/people/${await personOf('kazoku1')}`,
      `/people/organisations/${ids.prefecture}`,
      `/people/${newId()}`,
      '/people/grants/x',
    ])
      expect([path, (await pages.get(otherAdmin, path)).status]).toEqual([path, 404]);
    const answers = { post: post(ids.highSchool, 'school'), startsOn: addDays(today, 3), personName: 'x', organisationName: 'x' };
    for (const path of [
      `/people/organisations/${ids.school}/name`,
      `/people/${person}/grants`,
      `/people/${person}/name`,
      `/people/grants/${grant}/last-day`,
      `/people/grants/${grant}/transfer`,
      `/people/grants/${grant}/end`,
    ])
      expect([path, (await pages.post(otherAdmin, path, answers)).status]).toEqual([path, 404]);
    expect(await pages.sql('select ends_on from role_grant where id = $1', [grant])).toEqual([{ ends_on: null }]);
    expect((await withAddress('aozora@mihon.example'))[0]!.name).toBe('見本 校長');
  });
  it('still hold no case', async () => {
    const { path } = await pages.inState('INTAKE');
    expect((await pages.get(admin, path)).status).toBe(403);
    expect((await pages.get(admin, '/cases')).text).not.toMatch(/Y-[0-9A-Z]{4}-/);
  });
});

describe('an organisation', () => {
  it('is added below the founder and given another name', async () => {
    const answer = await pages.fillIn(admin, '/people/organisations/add', {
      addedKind: 'school',
      organisationName: 'みほん市立そよかぜ中学校（架空）',
    });
    expect(answer.status).toBe(303);
    const at = answer.location!;
    expect((await pages.get(admin, at)).text).toContain('そよかぜ');
    expect((await pages.fillIn(admin, `${at}/name`, { organisationName: 'みほん市立こもれび中学校（架空）' })).location).toBe(at);
    const [row] = await pages.sql('select name, kind, parent_id from organisation where id = $1', [at.split('/').at(-1)]);
    expect(row).toEqual({ name: 'みほん市立こもれび中学校（架空）', kind: 'school', parent_id: ids.board });
    expect((await pages.get('kyoiku', '/cases/report')).text).toContain('こもれび');
    expect(JSON.stringify(await events('organisation-renamed'))).not.toContain('こもれび');
  });
  it('is never a founder, and not without a name', async () => {
    const answer = await pages.fillIn(admin, '/people/organisations/add', { addedKind: 'founder', organisationName: '' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('href="#f-addedKind"');
    expect(answer.html).toContain('href="#f-organisationName"');
  });
});

describe('somebody new', () => {
  it('has a letter that is shown once, comes in with it, and is in the list', async () => {
    const body = { personName: '見本 着任', email: 'once@mihon.example', post: post(ids.school, 'school'), startsOn: today };
    const idempotencyKey = newId();
    const first = await pages.post(admin, '/people/add', { ...body, idempotencyKey });
    const code = codeOn(first.text);
    const second = await pages.post(admin, '/people/add', { ...body, idempotencyKey });
    expect([second.status, second.text.includes(letters.again.title), second.text.includes(code)]).toEqual([200, true, false]);
    expect(await withAddress(body.email)).toHaveLength(1);
    expect((await pages.sql(`select from idempotency where result::text like '%' || $1 || '%'`, [code])).length).toBe(0);
    expect(await open(await comesByLetter(pages.app, code))).toBe(200);
    expect((await typesCode(pages.app, code)).to).toBeNull();
    expect((await pages.get(admin, `/people/organisations/${ids.school}`)).text).toContain('見本 着任');
  });
  it('may have several roles at once, each journalled by ids alone', async () => {
    const { id, email } = await added({
      post: post(ids.school, 'school'),
      postTwo: post(ids.board, 'founder'),
      endsOn: addDays(today, 30),
    });
    const given = (await events('role-granted')).filter(({ personId }) => personId === id);
    expect(given.map(({ role }) => role).sort()).toEqual(['founder', 'school']);
    expect(JSON.stringify(given)).not.toMatch(new RegExp(`見本|${email}`));
  });
  it('comes back as a filled form where something is wrong', async () => {
    const answers = { personName: '見本 誤り', email: 'kein', post: post(ids.school, 'administrator'), startsOn: addDays(today, -1) };
    const bad = await pages.fillIn(admin, '/people/add', answers);
    expect([bad.status, bad.value('personName'), bad.value('email')]).toEqual([422, '見本 誤り', 'kein']);
    expect(bad.html).toContain('href="#f-email"');
    const wrongDay = await pages.fillIn(admin, '/people/add', { ...answers, email: 'wrong@mihon.example' });
    expect([wrongDay.status, wrongDay.html.includes('href="#f-startsOn"')]).toEqual([422, true]);
    const wrongRole = await pages.fillIn(admin, '/people/add', { ...answers, email: 'wrong@mihon.example', startsOn: today });
    expect([wrongRole.status, wrongRole.html.includes('href="#f-post"')]).toEqual([422, true]);
    expect(await withAddress('wrong@mihon.example')).toEqual([]);
  });
  it.each([
    ['another founder’s school', () => post(ids.highSchool, 'school')],
    ['the prefecture', () => post(ids.prefecture, 'prefecture')],
    ['a relative', () => post(ids.board, 'relative')],
    ['the system', () => post(ids.board, 'system')],
    ['nothing', () => 'x'],
  ])('is not given a post for %s', async (_, chosen) => {
    const body = { personName: 'x', email: 'none@mihon.example', post: chosen(), startsOn: today };
    expect((await pages.fillIn(admin, '/people/add', body)).status).toBe(422);
  });
  it('is found by the whole address only, and only here', async () => {
    const find = (who: string, email: string) => pages.post(who, '/people/search', { email });
    expect((await find(admin, 'AOZORA@mihon.example')).location).toBe(`/people/${await personOf('aozora')}`);
    for (const email of ['aozora', 'koko@mihon.example', 'kazoku1@mihon.example', 'nobody@mihon.example'])
      expect((await find(admin, email)).status).not.toBe(303);
    const foreign = await find(admin, 'koko@mihon.example');
    const unknown = await find(admin, 'nobody@mihon.example');
    expect(foreign.text.replaceAll('koko', '…')).toBe(unknown.text.replaceAll('nobody', '…'));
  });
});

describe('an address that has an account already', () => {
  it('of somebody here is said to be here', async () => {
    const body = { personName: 'x', email: 'aozora@mihon.example', post: post(ids.board, 'founder'), startsOn: today };
    const answer = await pages.fillIn(admin, '/people/add', body);
    expect([answer.status, answer.html.includes('href="#f-email"')]).toEqual([422, true]);
  });
  it('of a relative or of another founder’s people tells nothing and touches nothing: a person of this house, with a letter that leads in', async () => {
    for (const mailbox of ['kazoku1', 'koko']) {
      const account = await personOf(mailbox);
      const stored = () =>
        pages.sql('select p::text, (select count(*) from role_grant where person_id = p.id) from person p where id = $1', [account]);
      const before = await stored();
      const add = async (email: string) => {
        const shown = await pages.fillIn(admin, '/people/add', {
          personName: '見本 試し',
          email: `${email}@mihon.example`,
          post: post(ids.schoolTwo, 'school'),
          startsOn: today,
        });
        return { shown, id: /\/people\/([0-9a-f-]{36})/.exec(shown.html)![1]!, email };
      };
      const [known, fresh] = [await add(mailbox.toUpperCase()), await add(`fresh-${mailbox}`)];
      expect(known.id).not.toBe(account);
      expect(withoutCode(known.shown.text)).toBe(withoutCode(fresh.shown.text));
      const page = async ({ id, email }: typeof known) =>
        withoutCode((await pages.get(admin, `/people/${id}`)).text).replace(`${email}@`, '…@');
      expect(await page(known)).toBe(await page(fresh));
      for (const one of [known, fresh]) {
        expect((await typesCode(pages.app, codeOn(one.shown.text))).to).toBe('/sign-in/enrol');
        expect((await pages.get(admin, '/recovery')).html).toContain(one.id);
        const again = await pages.post(admin, `/people/${one.id}/letter`, {});
        expect((await typesCode(pages.app, codeOn(again.text))).to).toBe('/sign-in/enrol');
        expect((await pages.fillIn(admin, `/people/${one.id}/name`, { personName: '見本 改め' })).status).toBe(303);
        expect((await pages.post(admin, '/people/search', { email: `${one.email}@mihon.example` })).location).toBe(`/people/${one.id}`);
      }
      expect(await page(known)).toBe(await page(fresh));
      expect(await stored()).toEqual(before);
    }
  });
});

describe('a role', () => {
  it('ends at once, and with it the session in the very next request', async () => {
    const { id, code } = await added({ post: post(ids.school, 'school') });
    const cookie = await comesByLetter(pages.app, code);
    expect(await open(cookie)).toBe(200);
    const grant = await grantOf(id, 'school');
    const form = await pages.get(admin, `/people/grants/${grant}`);
    const key = { idempotencyKey: form.value('idempotencyKey')! };
    expect((await pages.post(admin, `/people/grants/${grant}/end`, key)).location).toBe(`/people/${id}?done=ended`);
    expect(await open(cookie)).toBe(303);
    expect((await pages.post(admin, `/people/grants/${grant}/end`, key)).location).toBe(`/people/${id}?done=ended`);
    expect((await events('role-ended')).filter(({ grantId }) => grantId === grant)).toHaveLength(1);
    expect((await pages.get(admin, `/people/grants/${grant}`)).status).toBe(409);
  });
  it('has another last day, or none', async () => {
    const { id } = await added({ post: post(ids.school, 'school') });
    const at = `/people/grants/${await grantOf(id, 'school')}`;
    const sent = (endsOn: string) => pages.post(admin, `${at}/last-day`, { endsOn });
    const stored = async () =>
      (await pages.sql<{ on: PlainDate | null }>('select ends_on::text as on from role_grant where person_id = $1', [id]))[0]!.on;
    expect([(await sent(addDays(today, 10))).status, await stored()]).toEqual([303, addDays(today, 10)]);
    expect([(await sent(addDays(today, -1))).status, await stored()]).toEqual([422, addDays(today, 10)]);
    expect([(await sent('2026-02-30')).status, await stored()]).toEqual([422, addDays(today, 10)]);
    expect([(await sent('')).status, await stored()]).toEqual([303, null]);
  });
  it('is moved to another post on a day, in one act', async () => {
    const { id } = await added({ post: post(ids.school, 'school') });
    const from = await grantOf(id, 'school');
    const on = addDays(today, 5);
    const sent = (fields: Fields) => pages.post(admin, `/people/grants/${from}/transfer`, { startsOn: on, ...fields });
    expect((await sent({ post: post(ids.school, 'school') })).status).toBe(422);
    expect((await sent({ post: post(ids.highSchool, 'school') })).status).toBe(422);
    expect((await sent({ post: post(ids.schoolTwo, 'school'), startsOn: today })).status).toBe(422);
    expect((await sent({ post: post(ids.schoolTwo, 'school') })).location).toBe(`/people/${id}?done=transferred`);
    const rows = await pages.sql(
      'select organisation_id as at, starts_on::text as from, ends_on::text as until from role_grant where person_id = $1 order by starts_on',
      [id],
    );
    expect(rows).toEqual([
      { at: ids.school, from: today, until: addDays(on, -1) },
      { at: ids.schoolTwo, from: on, until: null },
    ]);
    expect((await events('person-transferred')).at(-1)).toMatchObject({ personId: id, fromGrantId: from, on });
    expect((await sent({ post: post(ids.schoolTwo, 'school') })).status).toBe(422);
  });
  it('is not given twice for the same days', async () => {
    const { id } = await added({ post: post(ids.school, 'school'), endsOn: addDays(today, 10) });
    const sent = (startsOn: string) => pages.fillIn(admin, `/people/${id}/grants`, { post: post(ids.school, 'school'), startsOn });
    expect((await sent(addDays(today, 10))).status).toBe(422);
    expect((await sent(addDays(today, 11))).status).toBe(303);
  });
});

describe('an administrator', () => {
  it('gives nothing to themselves, not even longer', async () => {
    const self = await personOf(admin);
    expect((await pages.get(admin, `/people/${self}/grants`)).status).toBe(403);
    const answers = { post: post(ids.board, 'founderHead'), startsOn: today };
    const refused = await pages.post(admin, `/people/${self}/grants`, answers);
    expect([refused.status, refused.text.includes(refusals['self-grant'].title)]).toEqual([403, true]);
    const grant = await grantOf(self, 'administrator');
    expect((await pages.post(admin, `/people/grants/${grant}/transfer`, { ...answers, startsOn: addDays(today, 1) })).status).toBe(403);
    const again = { personName: 'x', email: `${admin}@mihon.example`, ...answers };
    expect((await pages.fillIn(admin, '/people/add', again)).status).toBe(422);
    expect(await pages.sql('select role from role_grant where person_id = $1', [self])).toEqual([{ role: 'administrator' }]);
  });
  it('stays while there is no other', async () => {
    const grant = await grantOf(await personOf(admin), 'administrator');
    const end = await pages.post(admin, `/people/grants/${grant}/end`, {});
    expect([end.status, end.text.includes(refusals['last-administrator'].title)]).toEqual([409, true]);
    const lastDay = await pages.post(admin, `/people/grants/${grant}/last-day`, { endsOn: addDays(today, 30) });
    expect([lastDay.status, lastDay.text.includes(refusals['last-administrator'].title)]).toEqual([409, true]);
    expect((await pages.get(admin, '/people')).status).toBe(200);
  });
  it('cannot be ended crosswise by two at the same moment', async () => {
    const wait = () => waited((text, params) => pages.sql(text, params ? [...params] : []));
    const asked = { personName: '見本 新任', email: 'second@mihon.example', post: post(ids.corporation, 'administrator'), startsOn: today };
    expect((await pages.fillIn(otherAdmin, '/people/add', asked)).text).toContain(twoPersons.asked.title);
    const second = await personOf('second');
    const requests = () => pages.sql<{ id: string }>('select id from power_request where done_at is null and what <> $1', ['letter']);
    await wait();
    const made = await pages.post('rijicho', `/recovery/requests/${(await requests())[0]!.id}`, {});
    const cookie = await comesByLetter(pages.app, codeOn(made.text));
    const grants = [await grantOf(second, 'administrator'), await grantOf(await personOf(otherAdmin), 'administrator')];
    await pages.post(otherAdmin, `/people/grants/${grants[0]!}/end`, {});
    await pages.app.inject({ method: 'POST', url: `/people/grants/${grants[1]!}/end`, ...handedIn({}, cookie) });
    await wait();
    const waiting = await requests();
    expect(waiting).toHaveLength(2);
    const done = await Promise.all(waiting.map(({ id }) => pages.post('rijicho', `/recovery/requests/${id}`, {})));
    expect(done.map(({ status }) => status).sort()).toEqual([303, 409]);
    const left = await pages.sql(
      `select id from role_grant where role = 'administrator' and organisation_id = $1 and (ends_on is null or ends_on >= $2)`,
      [ids.corporation, today],
    );
    expect(left).toHaveLength(1);
  });
});
