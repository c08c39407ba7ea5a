import { newId, tokyoDate } from '#lib/kernel';
import { consoleWords as words, deadlines, fieldErrors, say } from '#lib/texts';
import { statusOf } from '#lib/web';
import { consoleForAll } from '../support/console.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);

const pages = consoleForAll();

const founder = 'kyoiku';
const school = 'aozora';
const today = tokyoDate(new Date());
const pupils = ['架空 一郎', '架空 二葉', '架空 三月', '架空 四季', '架空 五月', '架空 六花'];

describe('who is not signed in', () => {
  it('is sent to the sign-in page, and back afterwards', async () => {
    const { status, location } = await pages.get(null, '/cases?late=yes');
    expect([status, location]).toEqual([303, '/sign-in?next=%2Fcases%3Flate%3Dyes']);
  });
  it('starts at the list after signing in', async () => expect((await pages.get(founder, '/')).location).toBe('/cases'));
});

describe('the list', () => {
  it('says what is late first, and names the rule', async () => {
    const { status, text } = await pages.get(founder, '/cases');
    expect(status).toBe(200);
    const late = text.indexOf(deadlines.rules['D-PROGRESS']);
    expect(late).toBeGreaterThan(0);
    expect(text.indexOf(deadlines.rules['D-JSC-DEATH'])).toBeGreaterThan(late);
    expect(text).toContain('9日超過');
  });
  it('holds the cases of this founder and of no other', async () => {
    const own = await pages.inState('DETAILED_RUNNING');
    const foreign = await pages.inState('NOT_MOVED');
    const { text } = await pages.get(founder, '/cases');
    expect(text).toContain(own.caseNo);
    expect(text).not.toContain(foreign.caseNo);
  });
  it('never names a pupil', async () => {
    const { text } = await pages.get(founder, '/cases');
    for (const pupil of pupils) expect(text).not.toContain(pupil);
  });
  it('is narrowed by state, by number as people type it, and to what is late', async () => {
    const { caseNo } = await pages.inState('INTAKE');
    const shows = async (query: string) => (await pages.get(founder, `/cases?${query}`)).text.match(/Y-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? [];
    expect(await shows('state=INTAKE&caseNo=')).toEqual([caseNo]);
    expect(await shows(`caseNo=${encodeURIComponent(` ${caseNo.toLowerCase().replace('-', '－')} `)}`)).toEqual([caseNo]);
    expect((await shows('late=yes')).length).toBe(2);
    expect((await pages.get(founder, '/cases?state=CLOSED')).text).toContain(words.list.emptyFilteredTitle);
    expect((await pages.get('hidamari', '/cases')).text).toContain(words.list.emptyTitle);
  });
  it('takes any address without a fault', async () => {
    for (const query of [
      'state=x',
      'state=INTAKE&state=CLOSED',
      'caseNo=%00',
      'caseNo=a%00b',
      'after=2024(%00)_x',
      `after=275760-09-13T00:00:00.000Z_${newId()}&sort=reported`,
      'sort=x',
      'late=1',
      '__proto__=1',
      'state[]=x',
    ])
      expect([query, (await pages.get(founder, `/cases?${query}`)).status]).toEqual([query, 200]);
  });
  it('tells the administrator plainly that there is no case content', async () => {
    const { status, text } = await pages.get('kanri', '/cases');
    expect(status).toBe(200);
    expect(text).toContain(words.list.administrator);
    expect(text).not.toMatch(/Y-[0-9A-Z]{4}-/);
  });
});

describe('reporting a case', () => {
  const answers = { dateOfDeath: today, awareAt: `${today}T00:00`, awareSource: 'police', pupilName: '架空 七海' };
  it('gives the form back filled, with the mistakes linked to their fields', async () => {
    const { status, html, text } = await pages.fillIn(founder, '/cases/report', {
      ...answers,
      dateOfDeath: '2026-02-30',
      pupilName: '',
      grade: '３年',
    });
    expect(status).toBe(422);
    expect(html).toContain('href="#f-dateOfDeath"');
    expect(html).toContain('href="#f-schoolId"');
    expect(html).toContain('value="３年"');
    expect(text).toContain(say(fieldErrors.required, { label: '児童生徒の氏名' }));
  });
  it('is done once where the form is sent twice', async () => {
    const form = await pages.get(school, '/cases/report');
    expect(form.text).toContain('みほん市立あおぞら中学校（架空）');
    const body = { ...answers, idempotencyKey: form.value('idempotencyKey')! };
    const twice = await Promise.all([pages.post(school, '/cases/report', body), pages.post(school, '/cases/report', body)]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(twice[0]!.location).toBe(twice[1]!.location);
    expect(await openedBy(pages.sql).casesOf(answers.pupilName)).toHaveLength(1);
    expect((await pages.get(school, twice[0]!.location!)).text).toContain(words.done.reported);
    const other = await pages.post(school, '/cases/report', { ...body, pupilName: '架空 八重' });
    expect([other.status, other.value('pupilName')]).toEqual([statusOf('idempotency-key-reused'), '架空 八重']);
  });
  it('is for schools and founders', async () => {
    for (const who of ['ken', 'cho', 'kanri']) expect((await pages.get(who, '/cases/report')).status).toBe(403);
    expect((await pages.post('ken', '/cases/report', answers)).status).toBe(403);
  });
  it('finds no school of another founder', async () => {
    const [strange] = await pages.sql(
      `select o.id from organisation o join organisation f on f.id = o.parent_id where o.kind = 'school' and f.founder_kind = 'schoolCorporation'`,
    );
    expect((await pages.fillIn(founder, '/cases/report', { ...answers, schoolId: strange!['id']! })).status).toBe(422);
  });
});

describe('the list of many cases', () => {
  it('is read on by key, each case once', async () => {
    for (let at = 0; at < 55; at++)
      await pages.post('hidamari', '/cases/report', {
        dateOfDeath: today,
        awareAt: `${today}T00:00`,
        awareSource: 'other',
        pupilName: `架空 ${at}`,
        idempotencyKey: newId(),
      });
    for (const sort of ['due', 'reported']) {
      const first = await pages.get('hidamari', `/cases?sort=${sort}`);
      const next = /href="(\/cases\?[^"]*after=[^"]*)"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
      const second = await pages.get('hidamari', next);
      const numbers = [first, second].flatMap(({ text }) => text.match(/Y-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? []);
      expect([sort, numbers.length, new Set(numbers).size]).toEqual([sort, 55, 55]);
      expect(second.text).toContain(words.list.fromStart);
    }
  });
});
