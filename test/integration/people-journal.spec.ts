import { addDays } from '#lib/calendar';
import { tokyoDate } from '#lib/kernel';
import { accounts, peopleJournal as words, peopleWords, say, wareki } from '#lib/texts';
import { type Console, startConsole } from '../support/console.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);

let pages: Console;
let school: string;
const today = tokyoDate(new Date());
const at = '/people/journal';

beforeAll(async () => {
  pages = await startConsole();
  school = (await pages.sql<{ id: string }>(`select id from organisation where name like '%あおぞら%'`))[0]!.id;
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await pages.close();
});

const people = () => openedBy((text, params) => pages.sql(text, params)).person();
const idOf = async (email: string): Promise<string> => (await people()).find((one) => one.email === email)!.id as string;
const add = (personName: string, email: string) =>
  pages.fillIn('kanri', '/people/add', { personName, email, post: `${school}:school`, startsOn: today });
const rows = async (who: string, path = at) => {
  const { html } = await pages.get(who, path);
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([row]) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
};
const schoolPost = () => say(peopleWords.post, { organisation: 'みほん市立あおぞら中学校（架空）', role: accounts.roles.school });

describe('what administrators and the head did', () => {
  it('is told with who did it, about whom and for which role, the latest first', async () => {
    await add('見本 着任', 'chakunin@mihon.example');
    const [grant] = await pages.sql('select id from role_grant where person_id = $1', [await idOf('chakunin@mihon.example')]);
    const last = addDays(today, 30);
    await pages.fillIn('kanri', `/people/grants/${grant!['id']}`, {});
    await pages.post('kanri', `/people/grants/${grant!['id']}/last-day`, { endsOn: last, idempotencyKey: crypto.randomUUID() });
    const [newest = '', ...others] = (await rows('kyoikucho')).slice(1);
    for (const text of ['見本 まもる', wareki(last), '見本 着任', schoolPost()]) expect(newest).toContain(text);
    expect(others.join()).toContain(words.events['staff-letter-made']);
    expect(others.join()).toContain(words.events['role-granted']);
  });

  it('is seen by both, and by nobody of another house or office', async () => {
    expect(await rows('kanri')).toEqual(await rows('kyoikucho'));
    expect((await rows('gakuen-kanri')).join()).not.toMatch(/着任|まもる/);
    for (const who of ['kyoiku', 'aozora', 'ken', 'cho']) expect((await pages.get(who, at)).status).toBe(403);
  });

  it('tells of somebody with an account elsewhere as of anybody: the name as it was typed, and the same entries', async () => {
    const own = (await people()).find(({ email }) => String(email).startsWith('kazoku1@'))!;
    const entriesAbout = async (name: string) => (await rows('kanri')).filter((row) => row.includes(name)).map((row) => row.replace(/^.*?\d\d:\d\d/, '').replace(name, '')); // prettier-ignore
    await add('見本 ふたえ', String(own.email));
    await add('見本 はじめて', 'hajimete@mihon.example');
    expect(await entriesAbout('見本 ふたえ')).toEqual(await entriesAbout('見本 はじめて'));
    expect(await entriesAbout('見本 ふたえ')).toHaveLength(2);
    expect((await pages.get('kanri', at)).text).not.toContain(String(own.name));
  });

  it('goes on page by page, without parting what was done at once', async () => {
    for (let n = 0; n < 30; n++) await add(`見本 多数${n}`, `tasu${n}@mihon.example`);
    const [first, older] = [await pages.get('kanri', at), /href="(\/people\/journal\?before=\d+)"/];
    const next = older.exec(first.html)![1]!;
    const [here, there] = [await rows('kanri'), await rows('kanri', next)];
    expect(here.length).toBeLessThanOrEqual(51);
    const counted = (name: string) => [...here, ...there].filter((row) => row.includes(`${name} `) || row.includes(`${name}（`)).length;
    for (let n = 0; n < 30; n++) expect([n, counted(`見本 多数${n}`)]).toEqual([n, 2]);
    expect((await pages.get('kanri', `${at}?before=99999999999999`)).status).toBe(200);
    expect((await pages.get('kanri', `${at}?before=x&before=y`)).status).toBeLessThan(500);
  });
});
