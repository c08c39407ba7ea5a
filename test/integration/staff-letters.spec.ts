import { tokyoDate } from '#lib/kernel';
import { accounts, invitation, refusals, say, staffLetter as words, twoPersons as two } from '#lib/texts';
import { codeOn, comesByLetter, typesCode } from '../support/by-letter.js';
import { type Console, startConsole } from '../support/console.js';
import { openedBy } from '../support/opened.js';
import { waited } from '../support/waited.js';

jest.setTimeout(120_000);

let pages: Console;
const today = tokyoDate(new Date());
const admin = 'kanri';
const otherAdmin = 'gakuen-kanri';
let at: Readonly<Record<'board' | 'school' | 'highSchool' | 'committee', string>>;

beforeAll(async () => {
  pages = await startConsole({ origin: 'https://console.example', committeeOrigin: 'https://committee.example' });
  const rows = await pages.sql<{ id: string; name: string; kind: string }>('select id, name, kind from organisation');
  const named = (part: string, kind: string) => rows.find((row) => row.name.includes(part) && row.kind === kind)!.id;
  at = {
    board: named('みほん市教育委員会', 'founder'),
    school: named('あおぞら', 'school'),
    highSchool: named('見本学園', 'school'),
    committee: named('みほん市調査委員会', 'committee'),
  };
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await pages.close();
});

const add = (email: string, post: string, by = admin) =>
  pages.fillIn(by, '/people/add', { personName: '見本 新任', email: `${email}@mihon.example`, post, startsOn: today });
const idOf = async (mailbox: string): Promise<string> => {
  const people = await openedBy((text, params) => pages.sql(text, params)).person();
  return people.find(({ email }) => email === `${mailbox}@mihon.example`)!.id as string;
};
/** What somebody holds today. */
const holds = async (mailbox: string) =>
  (
    await pages.sql<{ role: string }>(
      'select role from role_grant where person_id = $1 and starts_on <= $2 and (ends_on is null or ends_on >= $2) order by role',
      [await idOf(mailbox), today],
    )
  ).map(({ role }) => role);
const another = async (mailbox: string, by = admin) => pages.post(by, `/people/${await idOf(mailbox)}/letter`, {});
const leadsIn = async (code: string): Promise<boolean> => (await typesCode(pages.app, code)).to !== null;
const told = async (event: string) =>
  (await pages.sql<{ content: string }>(`select content from journal_entry where content like '%"${event}"%' order by at, chain, seq`)).map(
    ({ content }) => content,
  );

describe('a letter for somebody new', () => {
  it('says where to go, until when, and holds thirty days; the journal keeps ids alone', async () => {
    const shown = await add('first', `${at.school}:school`);
    expect(shown.text).toContain('https://console.example/invitation');
    expect(shown.text).toContain(words.once);
    const [row] = await pages.sql<{ days: number }>(
      `select extract(day from ends_at - made_at)::int as days from invitation where person_id = $1`,
      [await idOf('first')],
    );
    expect(row!.days).toBe(30);
    const entries = (await told('staff-letter-made')).join();
    expect(entries).toContain(await idOf('first'));
    expect(entries).not.toMatch(new RegExp(`見本|${codeOn(shown.text)}|first@`));
  });
  it('leads a member to the committee, and not into the console', async () => {
    const shown = await add('member', `${at.committee}:committeeMember`);
    expect(shown.text).toContain('https://committee.example/invitation');
    expect(shown.text).not.toContain('https://console.example/invitation');
    expect(await leadsIn(codeOn(shown.text))).toBe(false);
  });
  it('is replaced where it was lost: the old code dies, the new one leads in, once', async () => {
    const first = codeOn((await add('lost', `${at.school}:school`)).text);
    const second = codeOn((await another('lost')).text);
    expect(await leadsIn(first)).toBe(false);
    await comesByLetter(pages.app, second);
    expect(await leadsIn(second)).toBe(false);
    const refused = await another('lost');
    expect([refused.status, refused.text.includes(refusals['signs-in-already'].title)]).toEqual([409, true]);
    expect((await pages.get(admin, `/people/${await idOf('lost')}`)).text).toContain(words.states.used);
  });
  it('answers alike for a code that is forged, replaced, used or over', async () => {
    const replaced = codeOn((await add('alike', `${at.school}:school`)).text);
    const used = codeOn((await another('alike')).text);
    await comesByLetter(pages.app, used);
    const over = codeOn((await add('over', `${at.school}:school`)).text);
    await pages.sql('update invitation set ends_at = clock_timestamp() where person_id = $1', [await idOf('over')]);
    const said = [];
    for (const code of ['AAAA-CCCC-EEEE-FFFF', replaced, used, over]) {
      const { browser } = await typesCode(pages.app, code);
      const page = await browser.post('/invitation', { code });
      said.push([page.statusCode, page.body.includes(invitation.notRight)]);
    }
    expect(said).toEqual(Array(4).fill([422, true]));
  });
  it('is made by the administrator of the organisation alone', async () => {
    await add('whose', `${at.school}:school`);
    for (const who of ['kyoiku', 'kyoikucho', 'aozora', 'ken', 'cho']) expect((await another('whose', who)).status).toBe(403);
    expect((await another('whose', otherAdmin)).status).toBe(404);
    expect((await another(admin)).status).toBe(409);
  });
});

describe('a letter and another house', () => {
  it('leads where it did when another founder names the same address, and each house’s letter leads to its own', async () => {
    const shown = await add('both', `${at.school}:school`);
    const [first, id] = [codeOn(shown.text), /\/people\/([0-9a-f-]{36})/.exec(shown.html)![1]!];
    const second = codeOn((await add('both', `${at.highSchool}:school`, otherAdmin)).text);
    expect([await leadsIn(first), await leadsIn(second)]).toEqual([true, true]);
    expect(await leadsIn(codeOn((await pages.post(admin, `/people/${id}/letter`, {})).text))).toBe(true);
    expect(await told('invitation-ended')).toEqual([]);
    const houses = await pages.sql<{ people: number }>(
      `select count(distinct person_id)::int as people from role_grant g where person_id in (select person_id from staff_letter) and organisation_id = any($1)
        group by person_id having count(distinct organisation_id) > 1`,
      [[at.school, at.highSchool]],
    );
    expect(houses).toEqual([]);
  });
  it('stays where the same house gives one more role', async () => {
    const code = codeOn((await add('more', `${at.school}:school`)).text);
    await pages.fillIn(admin, `/people/${await idOf('more')}/grants`, { post: `${at.board}:founder`, startsOn: today });
    expect(await leadsIn(code)).toBe(true);
  });
});

describe('a letter for an administrator or the head', () => {
  const requestOf = async (mailbox: string, what = 'give') => {
    const [row] = await pages.sql<{ id: string }>(
      'select id from power_request where person_id = $1 and what = $2 order by asked_at desc',
      [await idOf(mailbox), what],
    );
    return `/recovery/requests/${row!.id}`;
  };
  const wait = () => waited((text, params) => pages.sql(text, params ? [...params] : []));

  it('is made with the role, by another than who asked for it and after three days, and shown to that one', async () => {
    const asked = await add('second', `${at.board}:administrator`);
    expect(asked.text).toContain(two.asked.title);
    expect(() => codeOn(asked.text)).toThrow();
    const path = await requestOf('second');
    for (const who of ['kyoiku', 'aozora', 'ken', 'cho']) expect((await pages.get(who, path)).status).toBe(403);
    expect((await pages.get(otherAdmin, path)).status).toBe(404);
    const early = await pages.post('kyoikucho', path, {});
    expect([early.status, early.text.includes(refusals['not-before'].title)]).toEqual([409, true]);
    await wait();
    const own = await pages.post(admin, path, {});
    expect([own.status, own.text.includes(refusals['second-person'].title)]).toEqual([403, true]);
    expect((await pages.get('kyoikucho', '/recovery')).html).toContain(path);
    const seen = (await pages.get('kyoikucho', path)).text;
    const post = say(two.list.whats.give, { organisation: 'みほん市教育委員会（架空）', role: accounts.roles.administrator });
    for (const text of ['見本 新任', '見本 まもる', post]) expect(seen).toContain(text);
    expect(await holds('second')).toEqual([]);
    const made = await pages.post('kyoikucho', path, {});
    expect(await holds('second')).toEqual(['administrator']);
    expect((await pages.post('kyoikucho', path, {})).status).toBe(404);
    const cookie = await comesByLetter(pages.app, codeOn(made.text));
    expect((await pages.app.inject({ url: '/people', headers: { cookie } })).statusCode).toBe(200);
  });
  it('is asked for anew by one and made by another where it was lost', async () => {
    await add('lost-too', `${at.board}:administrator`);
    await wait();
    const first = codeOn((await pages.post('kyoikucho', await requestOf('lost-too'), {})).text);
    const asked = await another('lost-too');
    expect(() => codeOn(asked.text)).toThrow();
    await wait();
    const second = codeOn((await pages.post('kyoikucho', await requestOf('lost-too', 'letter'), {})).text);
    expect([await leadsIn(first), await leadsIn(second)]).toEqual([false, true]);
  });
  it('cannot be had by a detour: nobody gets power whose way in one hand made', async () => {
    const code = codeOn((await add('detour', `${at.school}:school`)).text);
    await comesByLetter(pages.app, code);
    const path = `/people/${await idOf('detour')}/grants`;
    await pages.fillIn(admin, path, { post: `${at.board}:administrator`, startsOn: today });
    await wait();
    const refused = await pages.post('kyoikucho', await requestOf('detour'), {});
    expect([refused.status, refused.text.includes(refusals['letter-gives-no-power'].title)]).toEqual([403, true]);
    expect(await holds('detour')).toEqual(['school']);
  });
  it('is refused by the database to the same person and before its time too', async () => {
    await add('third', `${at.board}:founderHead`);
    const alone = 'update power_request set done_by = asked_by, done_at = opens_at where done_at is null';
    await expect(pages.sql(alone)).rejects.toThrow(/check/);
    const early = 'update power_request set done_by = gen_random_uuid(), done_at = now() where done_at is null';
    await expect(pages.sql(early)).rejects.toThrow(/check/);
  });
});
