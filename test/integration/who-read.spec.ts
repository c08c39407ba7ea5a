import { Client } from 'pg';
import { journalWords as words, say } from '#lib/texts';
import { loadReference } from '../../seeds/reference/load.js';
import { linesOf } from '../../seeds/demo/story.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type ToldApps, toldApps } from '../support/told-apps.js';
import { seal } from '#lib/journal';
import { outsider } from '../support/outside.js';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';

jest.setTimeout(180_000);

let database: TestDatabase;
let owner: Client;
let house: StoryHouse;
let apps: ToldApps;
let caseId: string;
let foreign: string;
const outside = outsider();
const people = {} as Record<'founder' | 'school' | 'committeeMember' | 'secretariat' | 'mother' | 'father', Person>;
const cookies = {} as Record<keyof typeof people, string>;
const plain = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const shown = async (app: 'console' | 'committee' | 'family', path: string, who: keyof typeof people) => {
  const { statusCode, body } = await apps.at(app).open(path, cookies[who]);
  return { status: statusCode, html: body, text: plain(body) };
};

beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await loadReference((sql, params) => owner.query(sql, params));
  house = await storyHouse(database.ownerUrl);
  const founder = await house.organise('founder', '架空市教育委員会');
  const school = await house.organise('school', '架空市立第一中学校', founder);
  const committee = await house.organise('committee', '架空市調査委員会', founder);
  people.founder = await house.person('founder@board.example', '設置者 一子', 'founder', founder);
  people.school = await house.person('school@school.example', '学校 二子', 'school', school);
  people.committeeMember = await house.person('iin@committee.example', '委員 三子', 'committeeMember', committee);
  people.secretariat = await house.person('jimu@committee.example', '事務 四子', 'secretariat', committee);
  people.mother = await house.person('mother@family.example', 'はは 五子', 'relative', null);
  people.father = await house.person('father@family.example', 'ちち 六郎', 'relative', null);
  const lines = linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running']);
  const about = { schoolId: school, pupilName: '架空 太郎' };
  caseId = (await house.tell(people, { ...about, ago: 200 }, lines, [people.mother.email, people.father.email])).caseId;
  foreign = (await house.tell(people, { ...about, ago: 20 }, linesOf(['start']), ['', people.father.email])).caseId;
  apps = await toldApps(database);
  for (const [app, who] of [
    ['console', 'founder'],
    ['console', 'school'],
    ['committee', 'committeeMember'],
    ['committee', 'secretariat'],
    ['family', 'mother'],
    ['family', 'father'],
  ] as const)
    cookies[who] = await apps.at(app).signIn(people[who].email);
  await shown('console', `/cases/${caseId}`, 'founder');
  await shown('console', `/cases/${caseId}`, 'school');
  await shown('committee', `/cases/${caseId}/draft`, 'committeeMember');
  await shown('family', `/cases/${caseId}`, 'father');
});
afterEach(() => expect(apps.faults.splice(0)).toEqual([]));
afterAll(async () => {
  outside.leave();
  await apps?.close();
  await house?.close();
  await owner?.end();
  await database?.close();
});

describe('the journal for the founder', () => {
  const at = () => `/cases/${caseId}/journal`;
  it('says who, from where, on what ground and what, but not that the committee opened anything in its room', async () => {
    const { status, text } = await shown('console', at(), 'founder');
    expect(status).toBe(200);
    for (const word of ['学校 二子', '架空市立第一中学校', words.grounds.school, words.reads['case-page'], words.reads.family])
      expect(text).toContain(word);
    const reads = text.split('<tbody')[1] ?? text;
    for (const word of [
      words.roomReads.draft,
      say(words.read, { what: words.reads.committee }),
      say(words.read, { what: words.reads.deliberation }),
    ])
      expect(reads).not.toContain(word);
  });
  it('is narrowed to reads or acts, an office, a person, a time', async () => {
    const readWord = words.read.split('{')[0]!;
    const rows = async (query: string) =>
      (await shown('console', `${at()}?${query}`, 'founder')).html.split('<tbody')[1]?.split('</tbody')[0] ?? '';
    expect(await rows('kind=acts')).not.toContain(readWord);
    expect(await rows('kind=reads')).not.toContain(words.act.split('{')[0]!);
    expect(await rows('kind=reads')).toContain(readWord);
    const ofSchool = await rows('office=school');
    expect([ofSchool.includes('学校 二子'), ofSchool.includes('設置者 一子')]).toEqual([true, false]);
    const ofPerson = await rows(`office=${people.founder.id}`);
    expect([ofPerson.includes('学校 二子'), ofPerson.includes('設置者 一子')]).toEqual([false, true]);
    expect(await rows(`since=${house.today}&kind=acts`)).toBe('');
    expect(await rows(`until=${house.today}&kind=acts`)).not.toBe('');
    expect((await shown('console', `${at()}?until=2001-01-01`, 'founder')).text).toContain(words.empty);
  });
  it('says on paper what it was narrowed to, and takes nonsense for nothing', async () => {
    const narrowed = await shown('console', `${at()}?kind=reads&office=school`, 'founder');
    expect(narrowed.text).toContain(
      say(words.filter.shown, { what: [words.filter.kinds.reads, words.offices.school].join(words.filter.between) }),
    );
    for (const query of [
      'kind=x',
      'office=x',
      'since=2026-02-31',
      'until=%27',
      'before=-1',
      'size=999999',
      'kind=reads&kind=acts',
      'office[]=school',
    ])
      expect([query, (await shown('console', `${at()}?${query}`, 'founder')).status]).toEqual([query, 200]);
  });
  it('keeps its filter from page to page, and shows many at once for printing', async () => {
    for (let n = 0; n < 55; n++) await shown('console', `/cases/${caseId}`, 'school');
    const first = await shown('console', `${at()}?office=school`, 'founder');
    const next = /href="([^"]*before=[^"]*)"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
    expect(next).toContain('office=school');
    expect((await shown('console', next, 'founder')).text).toContain(words.newest);
    expect((await shown('console', `${at()}?office=school&size=all`, 'founder')).html.match(/<tr/g)!.length).toBeGreaterThan(56);
  });
  it('is written out as a file the outside tool accepts, and that is journalled', async () => {
    const kept = (await house.asOwner(seal))!;
    const answer = await apps.at('console').open(`${at()}/export`, cookies.founder);
    expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([200, 'attachment; filename="journal.jsonl"']);
    expect(await outside.verify(answer.body, [kept.hash], { of: caseId })).toMatchObject({ code: 0, found: [] });
    const { rows } = await owner.query(`select from journal_entry where case_id = $1 and content like '%"journal-export"%'`, [caseId]);
    expect(rows).toHaveLength(1);
    expect(answer.body).not.toContain('架空 太郎');
  });
  it('is not for the school, nor of a case that is not there', async () => {
    for (const path of [at(), `${at()}/export`]) expect((await shown('console', path, 'school')).status).toBe(403);
    expect((await shown('console', `/cases/${people.mother.id}/journal`, 'founder')).status).toBe(404);
    expect((await shown('console', `/cases/${people.mother.id}/journal/export`, 'founder')).status).toBe(404);
  });
});

describe('the journal of the committee’s room', () => {
  it('says who of the committee opened what, and nothing of others', async () => {
    const { status, text } = await shown('committee', `/cases/${caseId}/journal`, 'secretariat');
    expect(status).toBe(200);
    for (const word of ['委員 三子', words.roomReads.draft]) expect(text).toContain(word);
    for (const word of ['学校 二子', '設置者 一子', 'ちち 六郎']) expect(text).not.toContain(word);
  });
  it('is for the secretariat and the chair, and not of another case', async () => {
    expect((await shown('committee', `/cases/${caseId}`, 'committeeMember')).html).toContain(`href="/cases/${caseId}/journal"`);
    expect((await shown('committee', `/cases/${caseId}/journal`, 'committeeMember')).status).toBe(200);
    expect((await shown('committee', `/cases/${foreign}/journal`, 'secretariat')).status).toBe(404);
  });
});

describe('who opened the file of my child', () => {
  const at = () => `/cases/${caseId}/opened`;
  it('is answered in offices and days, with one’s own marked, and names nobody', async () => {
    await shown('family', `/cases/${caseId}`, 'mother');
    const { status, text } = await shown('family', at(), 'mother');
    expect(status).toBe(200);
    for (const word of ['架空市教育委員会', '架空市立第一中学校', words.family.offices.committee, words.family.own])
      expect(text).toContain(word);
    for (const word of ['学校 二子', '設置者 一子', '委員 三子', '事務 四子', 'ちち 六郎', '架空市調査委員会', words.roomReads.draft])
      expect(text).not.toContain(word);
    expect(text.split(words.family.own)).toHaveLength(2); // The father's opening is not hers to see.
  });
  it('is not of the case of another family', async () => {
    expect((await shown('family', `/cases/${foreign}/opened`, 'mother')).status).toBe(404);
  });
  it('is reached from the first page', async () =>
    expect((await shown('family', `/cases/${caseId}`, 'mother')).html).toContain(`href="${at()}"`));
  it('is shown page by page, a day never cut in two', async () => {
    await owner.query(
      `insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
       select 'copy', n, now(), $1::uuid, jsonb_build_object('at', to_char(date '2025-01-01' + n, 'YYYY-MM-DD') || 'T03:00:00Z', 'event', 'read', 'role', role, 'organisationId', $2::text, 'personId', $3::text)::text, '', ''
       from generate_series(1, 80) n, lateral (select (array['school', 'founder'])[1 + n % 2] as role) r`,
      [caseId, people.school.organisationId, people.school.id],
    );
    const first = await shown('family', at(), 'mother');
    const next = /href="([^"]*before=[^"]*)"/.exec(first.html)![1]!;
    const second = await shown('family', next, 'mother');
    expect(second.text).toContain(words.family.newest);
    const days = (html: string) => [...html.matchAll(/<tr role="row"/g)].length - 1;
    expect(days(first.html) + days(second.html)).toBeGreaterThanOrEqual(80);
    for (const query of ['before=x', 'before=2026-02-31', 'before='])
      expect((await shown('family', `${at()}?${query}`, 'mother')).status).toBe(200);
  });
  it('comes from a view that shows a family’s account its own cases only, and no entry', async () => {
    const family = new Client({ connectionString: database.urls.family });
    await family.connect();
    const ask = async (person: string) => {
      await family.query('begin');
      for (const [name, value] of Object.entries({ person, role: 'relative', organisation: '', today: house.today }))
        await family.query(`select set_config('yorisoi.' || $1, $2, true)`, [name, value]);
      const { rows } = await family.query<{ id: string }>('select distinct case_id as id from opened_by_office');
      await family.query('commit');
      return rows.map(({ id }) => id).sort();
    };
    expect(await ask(people.mother.id)).toEqual([caseId]);
    expect(await ask(people.father.id)).toEqual([caseId]); // Nobody has opened the other yet.
    expect(await ask(people.school.id)).toEqual([]);
    await expect(family.query('select content from journal_entry')).rejects.toMatchObject({ code: '42501' });
    await family.end();
  });
});

it('is not for a member who is not the chair', async () => {
  await owner.query('alter table act disable trigger user');
  await owner.query(`update act set data = data - 'chair' where case_id = $1 and name = 'appointMember'`, [caseId]);
  expect((await shown('committee', `/cases/${caseId}/journal`, 'committeeMember')).status).toBe(403);
  expect((await shown('committee', `/cases/${caseId}`, 'committeeMember')).html).not.toContain(`href="/cases/${caseId}/journal"`);
});

describe('the roots', () => {
  it('are on a page of the console for who watches the house, without any case', async () => {
    const { seal } = await import('#lib/journal');
    const root = await house.asOwner((tx) => seal(tx));
    const page = await shown('console', '/journal-roots', 'founder');
    expect(page.status).toBe(200);
    expect(page.text.replace(/ /g, '')).toContain(root!.hash);
    expect(page.html).not.toContain(caseId);
    expect((await shown('console', '/journal-roots', 'school')).status).toBe(403);
    for (const query of ['before=x', 'before=99999999999', 'before=1'])
      expect((await shown('console', `/journal-roots?${query}`, 'founder')).status).toBe(200);
  });
});
