import { brotliCompressSync } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { statusOf } from '#lib/web';
import { openDataSource } from '#lib/database';
import { acts, choices, deadlines, familyWords as words, procedure, refusals } from '#lib/texts';
import { loadReference } from '../../seeds/reference/load.js';
import { type Line, linesOf, wish } from '../../seeds/demo/story.js';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';
import { type ToldApps, toldApps } from '../support/told-apps.js';
import { hiddenOf, key, linksOf, visitors } from '../support/visitor.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let owner: DataSource;
let house: StoryHouse;
let apps: ToldApps;
const { open, send, signIn } = visitors(() => apps.family);
const people = {} as Record<'founder' | 'school' | 'committeeMember' | 'secretariat' | 'mother' | 'father' | 'both', Person>;
const cases = {} as Record<'draft' | 'done' | 'foreign' | 'pending' | 'notMoved', string>;
const cookies = {} as Record<'mother' | 'both', string>;

/** What belongs to the father: no page of the mother may show it. */
const marks = {
  scope: 'ちちの範囲の印', organisation: 'ちちの組織の印', contact: 'ちちの連絡の印', question: 'ちちの質問の印', answer: 'ちちへの回答の印', opinion: 'ちちの意見の印',
  opinionAnswer: 'ちちの意見への回答の印', objection: 'ちちの異議の印', objectionAnswer: 'ちちの異議への回答の印', publication: 'ちちの公表の印', noContact: 'ちちの書面の印',
  meeting: 'ちちだけの面談の印', asked: '同席の場の質問の印', name: 'ちちの氏名の印', supplement: 'ちちの補充の印', supplementReason: 'ちちの補充の理由の印', decline: 'ちちの請求の印',
  notReleased: '教職員の聴き取りの印', pupil: '亡くなった子の氏名の印', conflict: '委員の申告の印', email: 'iincho@committee.example',
} as const; // prettier-ignore
const mine = { question: 'はは自身の質問', answer: 'ははへの回答', opinion: 'ははの意見' } as const;
const hidden = Object.values(marks);

const act = (
  on: number,
  by: Line['by'],
  name: Extract<Line, { act: unknown }>['act'],
  data: Extract<Line, { act: unknown }>['data'],
): Line => ({ on, by, act: name, data });
const [mother, father] = [0, 1];
const of = (at: number) => (told: { relatives: readonly string[] }) => ({ relative: told.relatives[at] });
const both = linesOf(['start']).map((line) =>
  'act' in line && line.act === 'nameRelative' && line.data({ emails: { relatives: ['x', ''] } } as never).relation === 'father'
    ? { ...line, data: (told: Parameters<typeof line.data>[0]) => ({ ...line.data(told), relativeName: marks.name }) }
    : line,
);
const met = (on: number, at: readonly number[], more: object): Line =>
  act(on, 'founder', 'explainDesks', ({ relatives }) => ({
    relatives: at.map((one) => relatives[one]),
    way: 'inPerson',
    place: '相談室',
    persons: '担当者',
    documentVersion: '第1版',
    ...more,
  }));
/** What the father said and was told, planted all over the case. */
const planted: readonly Line[] = [
  act(3, 'school', 'recordStaffHearings', () => ({ staffTotal: 2, staffHeard: 1, notHeardReason: marks.notReleased })),
  act(30, 'founder', 'recordIntention', (told) => ({
    ...of(father)(told),
    wish: 'PARTIAL',
    scope: marks.scope,
    organisationWish: marks.organisation,
    contactWish: marks.contact,
    earlySurveyWish: 'no',
    consentMext: 'no',
    consentCfa: 'no',
    consentCdr: 'no',
    statedBy: 'oral',
  })),
  act(31, 'founder', 'askQuestion', (told) => ({ ...of(father)(told), question: marks.question })),
  act(32, 'founder', 'answerQuestion', (told) => ({ to: told.act('askQuestion'), answer: marks.answer })),
  met(33, [father], { place: marks.meeting }),
  met(33, [mother, father], { questionsAsked: marks.asked }),
  act(33, 'founder', 'declineJsc', (told) => ({ ...of(father)(told), statement: marks.decline })),
];
const plantedCommittee: readonly Line[] = [
  act(71, 'founder', 'recordObjection', (told) => ({ ...of(father)(told), objection: marks.objection })),
  act(72, 'founder', 'answerObjection', (told) => ({ to: told.act('recordObjection'), answer: marks.objectionAnswer })),
  act(73, 'founder', 'declareInterests', (told) => ({
    member: told.act('appointMember'),
    ties: ['none'],
    interests: marks.conflict,
    cleared: 'yes',
  })),
];
const plantedDraft: readonly Line[] = [
  act(154, 'secretariat', 'giveOpinion', (told) => ({ ...of(father)(told), opinion: marks.opinion })),
  act(154, 'committeeMember', 'answerOpinion', (told) => ({ to: told.act('giveOpinion'), answer: marks.opinionAnswer })),
  act(154, 'founder', 'recordPublicationWish', (told) => ({ ...of(father)(told), publicationWish: 'none', note: marks.publication })),
  act(154, 'founder', 'recordNoContact', (told) => ({ ...of(father)(told), noContactKind: 'declined', statement: marks.noContact })),
];

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  house = await storyHouse(database.ownerUrl);
  const founder = await house.organise('founder', 'みほん市教育委員会');
  const school = await house.organise('school', 'みほん市立あおぞら中学校', founder);
  const committee = await house.organise('committee', 'みほん市調査委員会', founder);
  people.founder = await house.person('founder@board.example', '設置者 一', 'founder', founder);
  people.school = await house.person('school@school.example', '学校 二', 'school', school);
  people.committeeMember = await house.person(marks.email, '委員 三', 'committeeMember', committee);
  people.secretariat = await house.person('jimu@committee.example', '事務 四', 'secretariat', committee);
  people.mother = await house.person('mother@family.example', 'はは 五子', 'relative', null);
  people.father = await house.person('father@family.example', marks.name, 'relative', null);
  people.both = await house.person('both@family.example', 'ふたつ 六子', 'relative', null);
  const about = (ago: number) => ({ ago, schoolId: school, pupilName: marks.pupil });
  const told = (ago: number, lines: readonly Line[], emails: readonly string[]) => house.tell(people, about(ago), lines, emails);
  const family = [people.mother.email, people.father.email];
  const toDraft = [
    ...both,
    ...linesOf(['basic', 'explanation', 'intention']),
    ...planted,
    wish(33, mother, 'WISH'),
    ...linesOf(['wishes', 'decision', 'setUp', 'running']).filter((line) => !('act' in line && line.act === 'recordIntention')),
    ...plantedCommittee,
  ];
  cases.draft = (await told(200, [...toDraft, ...linesOf(['draft']), ...plantedDraft], family)).caseId;
  const bothFamily = [people.both.email, people.father.email];
  cases.pending = (await told(40, linesOf(['start', 'basic', 'explanation', 'intention']), bothFamily)).caseId;
  const done = await told(
    800,
    linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running', 'draft', 'report', 'result']),
    bothFamily,
  );
  cases.done = done.caseId;
  cases.notMoved = (await told(60, [...linesOf(['start', 'basic', 'explanation', 'intention', 'notMoved'])], bothFamily)).caseId;
  cases.foreign = (await told(10, linesOf(['start']), ['', people.father.email])).caseId;

  apps = await toldApps(database);
  cookies.mother = await signIn(people.mother.email);
  cookies.both = await signIn(people.both.email);
});
afterAll(async () => {
  await apps?.close();
  await house?.close();
  await owner?.destroy();
  await database?.close();
});
afterEach(() => expect(apps.faults.splice(0)).toEqual([]));

const pages = [
  '',
  '/intention',
  '/questions',
  '/draft',
  '/draft/parts/1',
  '/report',
  '/progress',
  '/objection',
  '/publication-wish',
  '/supplement',
  '/restore-contact',
  '/reminders',
  '/jsc',
];
const opened = () => openedBy((sql, params) => owner.query(sql, params));
const actsOf = (caseId: string, name: string) => opened().acts(caseId, name);
const wishOf = (more: object = {}) => ({
  wish: 'WISH',
  earlySurveyWish: 'later',
  consentMext: 'yes',
  consentCfa: 'no',
  consentCdr: 'later',
  ...more,
});
const formAt = async (path: string, cookie: string) => hiddenOf((await open(path, cookie)).body, path);

describe('the pages of a relative', () => {
  it.each(pages)('open: %s', async (path) => {
    const { statusCode, body } = await open(`/cases/${cases.draft}${path}`, cookies.mother);
    expect(statusCode).toBe(200);
    expect(body.match(/<h1/g)).toHaveLength(1);
  });
  it('lead to one another and nowhere into nothing', async () => {
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { statusCode, body } = await open(path, cookies.mother);
      expect([path, statusCode]).toEqual([path, 200]);
      waiting.push(...linksOf(body));
    }
    expect(seen.size).toBeGreaterThan(8);
  });
  it('are shut without signing in', async () => {
    for (const path of pages) expect((await open(`/cases/${cases.draft}${path}`)).headers.location).toContain('/sign-in');
  });
  it('are not found for another case, nor for what is no case', async () => {
    for (const path of pages) {
      expect((await open(`/cases/${cases.foreign}${path}`, cookies.mother)).statusCode).toBe(404);
      expect((await open(`/cases/${key()}${path}`, cookies.mother)).statusCode).toBe(404);
      expect((await open(`/cases/x${path}`, cookies.mother)).statusCode).toBe(404);
    }
  });
  it('say so where there is no such page or part', async () => {
    for (const path of [
      '/nothing',
      `/cases/${cases.draft}/nothing`,
      `/cases/${cases.draft}/draft/parts/99`,
      `/cases/${cases.draft}/draft/parts/0`,
      `/cases/${cases.draft}/draft/parts/x`,
      `/cases/${cases.draft}/report/parts/1`,
    ])
      expect([path, (await open(path, cookies.mother)).statusCode]).toEqual([path, 404]);
  });
  it('are only for relatives: staff cannot sign in here', async () => {
    expect((await send('/sign-in', { email: people.founder.email, password: '春の海 ひねもすのたり' })).statusCode).toBe(422);
  });
  it('journal every reading', async () => {
    const count = async () =>
      Number(
        (
          await owner.query(`select count(*) as n from journal_entry where case_id = $1 and content like '%"what":"family"%'`, [
            cases.draft,
          ])
        )[0].n,
      );
    const before = await count();
    for (const path of pages) await open(`/cases/${cases.draft}${path}`, cookies.mother);
    expect(await count()).toBe(before + pages.length);
  });
  it('short addresses lead to the page of the only case, or to the choice', async () => {
    expect((await open('/jsc', cookies.mother)).headers.location).toBe(`/cases/${cases.draft}/jsc`);
    expect((await open('/jsc', cookies.both)).headers.location).toBe('/');
  });
});

describe('what belongs to another relative', () => {
  it('was planted everywhere', async () => {
    const { acts: actsIn, names } = opened();
    const all = JSON.stringify(await actsIn(cases.draft)) + JSON.stringify(await names());
    const later = [marks.supplement, marks.supplementReason];
    expect(hidden.filter((mark) => !later.includes(mark as never)).filter((mark) => !all.includes(mark))).toEqual([]);
  });
  it('stands on no page, not even its ids', async () => {
    const [{ id: other }] = await owner.query('select id from relative where case_id = $1 and person_id = $2', [
      cases.draft,
      people.father.id,
    ]);
    for (const path of ['/', ...pages.map((one) => `/cases/${cases.draft}${one}`), `/cases/${cases.draft}/intention?from=former`]) {
      const { body } = await open(path, cookies.mother);
      expect([path, hidden.filter((mark) => body.includes(mark))]).toEqual([path, []]);
      expect(body).not.toContain(other);
      expect(body).not.toContain(people.father.id);
    }
  });
  it('also not that it happened', async () => {
    const { body } = await open(`/cases/${cases.draft}`, cookies.mother);
    expect(body).not.toContain(acts.declineJsc.family);
    expect(body).not.toContain(acts.recordNoContact.family);
    expect(body).not.toContain(acts.recordPublicationWish.family);
    expect(body.split(acts.recordIntention.family!)).toHaveLength(2);
  });
  it('cannot be written for her: another id in a form counts for nothing', async () => {
    const [{ id: other }] = await owner.query('select id from relative where case_id = $1 and person_id = $2', [
      cases.draft,
      people.father.id,
    ]);
    const path = `/cases/${cases.draft}/questions`;
    await send(path, { ...(await formAt(path, cookies.mother)), relative: other, question: mine.question }, cookies.mother);
    const asked = await actsOf(cases.draft, 'askQuestion');
    expect(asked.at(-1)).toMatchObject({ personId: people.mother.id, data: { question: mine.question } });
    expect(asked.at(-1)!.data.relative).not.toBe(other);
  });
});

describe('a relative with several cases', () => {
  it('chooses, and finds no name of a child there', async () => {
    const { body } = await open('/', cookies.both);
    expect(body).toContain(words.choice.title);
    expect(body).toContain(`/cases/${cases.pending}`);
    expect(body).toContain(`/cases/${cases.done}`);
    expect(body).not.toContain(cases.draft);
    expect(body).not.toContain(marks.pupil);
  });
});

describe('the home page', () => {
  it('tells where it stands, what comes after, who has the ball, and when', async () => {
    const { body } = await open('/', cookies.mother);
    const { family } = procedure.states.DRAFT_TO_FAMILY;
    for (const sentence of [family.now, family.next, words.plan.noDeadline]) expect(body).toContain(sentence);
    expect(body).toContain('見本 担当');
    expect(body).toContain('0120-0-78310');
    expect(body).toContain('精神保健福祉センター');
  });
  it('names no deadline while it waits for the family', async () => {
    const { body } = await open(`/cases/${cases.pending}`, cookies.both);
    expect(body).toContain(words.plan.noDeadline);
    expect(body).not.toContain(words.plan['D-FAM-7'].open.slice(-12));
  });
  it('shows the JSC date with three dates and its working, and never says impossible once it has passed', async () => {
    const { body } = await open(`/cases/${cases.draft}`, cookies.mother);
    for (const label of [deadlines.dates.strict, deadlines.dates.safe, deadlines.dates.ext142]) expect(body).toContain(label);
    expect(body).toContain('<details>');
    const late = (await open(`/cases/${cases.done}/jsc`, cookies.both)).body;
    expect(late).toContain(deadlines.passed);
    expect(late).not.toMatch(/できなくな|失効|権利がな|不可能/);
  });
  it('weighs at most 30 kB compressed together with its stylesheet', async () => {
    const { body } = await open('/', cookies.mother);
    const style = /href="(\/assets\/style\.[^"]+)"/.exec(body)![1]!;
    const script = /src="(\/assets\/[^"]+)"/.exec(body)![1]!;
    const weigh = (text: string | Buffer) => brotliCompressSync(text).length;
    const asset = async (url: string) => (await apps.family.inject({ method: 'GET', url })).rawPayload;
    const css = await asset(style);
    expect(css.length).toBeGreaterThan(5_000);
    expect(weigh(body) + weigh(css) + weigh(await asset(script))).toBeLessThanOrEqual(30 * 1024);
  });
});

describe('a decision not to move', () => {
  it('stays readable with its reason, and with the way to wish again', async () => {
    const { body } = await open(`/cases/${cases.notMoved}`, cookies.both);
    expect(body).toContain(words.decision.title);
    expect(body).toContain('希望があればいつでも移行できる');
    expect(body).toContain(words.wishes.change);
    const path = `/cases/${cases.notMoved}/intention`;
    expect((await send(path, { ...(await formAt(path, cookies.both)), ...wishOf() }, cookies.both)).statusCode).toBe(303);
  });
});

describe('the wish of a relative', () => {
  const path = () => `/cases/${cases.pending}/intention`;
  it('has nothing chosen beforehand and promises that it can be changed', async () => {
    const { body } = await open(path(), cookies.both);
    expect(body).not.toContain('checked');
    expect(body).toContain(words.intention.promise);
    for (const label of Object.values(choices.wish)) expect(body).toContain(label);
    expect(body).not.toContain(choices.statedBy.oral);
  });
  it('comes back filled with what was typed when something is missing', async () => {
    const { statusCode, body } = await send(
      path(),
      { ...(await formAt(path(), cookies.both)), ...wishOf({ wish: 'PARTIAL', contactWish: '朝は避けて<b>' }) },
      cookies.both,
    );
    expect(statusCode).toBe(422);
    expect(body).toContain('朝は避けて&lt;b>');
    expect(body).toMatch(/value="PARTIAL"[^>]* checked|checked[^>]*value="PARTIAL"/);
    expect(await actsOf(cases.pending, 'recordIntention')).toHaveLength(0);
  });
  it('sent twice is one wish, said by the relative herself today', async () => {
    const form = { ...(await formAt(path(), cookies.both)), ...wishOf(), statedBy: 'oral', occurredOn: '2020-01-01' };
    const [first, second] = await Promise.all([send(path(), form, cookies.both), send(path(), form, cookies.both)]);
    expect([first!.statusCode, second!.statusCode]).toEqual([303, 303]);
    const [wished, ...more] = await actsOf(cases.pending, 'recordIntention');
    expect(more).toEqual([]);
    expect(wished!.data).toMatchObject({ statedBy: 'ownForm', wish: 'WISH' });
    const { body } = await open(first!.headers.location!, cookies.both);
    expect(body).toContain(acts.recordIntention.family);
    expect(body).toContain(words.home.answered.INTENTION_PENDING);
  });
  it('is shown as the former answer, and fills the form only when asked to', async () => {
    expect((await open(path(), cookies.both)).body).toContain(words.intention.former);
    expect((await open(path(), cookies.both)).body).not.toContain('checked');
    expect((await open(`${path()}?from=former`, cookies.both)).body).toContain('checked');
  });
  it('keeps what was written when the case went on meanwhile', async () => {
    const form = await formAt(path(), cookies.both);
    await house.does(people.founder, cases.pending, 'nameFamilyContact', {
      contactName: '窓口 花子',
      contactPhone: '0300-00-0001',
      contactHours: '平日',
    });
    const { statusCode, body } = await send(path(), { ...form, ...wishOf({ contactWish: '書きかけの言葉' }) }, cookies.both);
    expect(statusCode).toBe(409);
    expect(body).toContain('書きかけの言葉');
    expect(body).toContain(words.again.changedTitle);
    const again = await send(path(), { ...hiddenOf(body, path()), ...wishOf({ contactWish: '書きかけの言葉' }) }, cookies.both);
    expect(again.statusCode).toBe(303);
  });
  it('says so when one form is sent with two different answers', async () => {
    const form = await formAt(path(), cookies.both);
    await send(path(), { ...form, ...wishOf({ wish: 'UNDECIDED' }) }, cookies.both);
    const { statusCode, body } = await send(path(), { ...form, ...wishOf({ wish: 'NO_WISH' }) }, cookies.both);
    expect(statusCode).toBe(statusOf('idempotency-key-reused'));
    expect(body).toContain(words.again.reusedTitle);
  });
});

describe('questions', () => {
  it('are asked, wait, and are answered to the one who asked', async () => {
    const path = `/cases/${cases.draft}/questions`;
    expect((await open(path, cookies.mother)).body).toContain(words.questions.waiting);
    const [{ id }] = await owner.query(`select id from act where case_id = $1 and name = 'askQuestion' and person_id = $2`, [
      cases.draft,
      people.mother.id,
    ]);
    await house.does(people.founder, cases.draft, 'answerQuestion', { to: id, answer: mine.answer });
    const { body } = await open(path, cookies.mother);
    expect(body).toContain(mine.question);
    expect(body).toContain(mine.answer);
    expect(body).not.toContain(words.questions.waiting);
  });
  it('of a thousand kinds of nonsense are refused without a fault', async () => {
    const path = `/cases/${cases.draft}/questions`;
    for (const body of [
      {},
      { question: '' },
      { question: ['a', 'b'] },
      { question: '\0' },
      { question: 'あ'.repeat(5000) },
      { question: 'x', idempotencyKey: 'no' },
      { question: 'x', version: '-1' },
      { __proto__: 'x', constructor: 'y' },
    ]) {
      const { statusCode } = await send(path, body as object as Record<string, string>, cookies.mother);
      expect([JSON.stringify(body).slice(0, 40), statusCode]).toEqual([JSON.stringify(body).slice(0, 40), 422]);
    }
  });
});

describe('papers', () => {
  it('the draft warns first, and shows one part at a time', async () => {
    const list = (await open(`/cases/${cases.draft}/draft`, cookies.mother)).body;
    expect(list).toContain(words.reader.warning);
    expect(list).not.toContain('架空の記載です');
    expect((await open(`/cases/${cases.draft}/draft/parts/1`, cookies.mother)).body).toContain('架空の記載です');
  });
  it('an opinion is given, once for a double submit, and its words survive the end of the stage', async () => {
    const path = `/cases/${cases.draft}/draft`;
    const neither = await send(path, await formAt(path, cookies.mother), cookies.mother);
    expect(neither.statusCode).toBe(422);
    const form = { ...(await formAt(path, cookies.mother)), opinion: mine.opinion };
    await Promise.all([send(path, form, cookies.mother), send(path, form, cookies.mother)]);
    expect((await actsOf(cases.draft, 'giveOpinion')).filter(({ data }) => data.opinion === mine.opinion)).toHaveLength(1);
    expect((await open(path, cookies.mother)).body).toContain(words.draft.waiting);
    const doneStage = await send(`/cases/${cases.done}/draft`, { opinion: '遅れて書いた言葉' }, cookies.both);
    expect(doneStage.statusCode).toBe(409);
    expect(doneStage.body).toContain('遅れて書いた言葉');
  });
  it('the final report is there once its result was explained, not before', async () => {
    expect((await open(`/cases/${cases.draft}/report`, cookies.mother)).body).toContain(words.report.none);
    expect((await open(`/cases/${cases.done}/report`, cookies.both)).body).toContain(words.reader.warning);
    expect((await open(`/cases/${cases.done}/report/parts/1`, cookies.both)).body).toContain('架空の記載です');
  });
  it('members are named after they were told, and objected to', async () => {
    const path = `/cases/${cases.draft}/objection`;
    expect((await open(path, cookies.mother)).body).toContain('みほん県弁護士会');
    expect((await send(path, { ...(await formAt(path, cookies.mother)), objection: 'ははの異議' }, cookies.mother)).statusCode).toBe(303);
    expect((await open(path, cookies.mother)).body).toContain('ははの異議');
    const early = await open(`/cases/${cases.pending}/objection`, cookies.both);
    expect(early.body).toContain(words.members.notYet);
    expect((await send(`/cases/${cases.pending}/objection`, { objection: '早い異議' }, cookies.both)).statusCode).toBe(409);
  });
});

describe('after the result', () => {
  it('a wish about publication is recorded', async () => {
    const path = `/cases/${cases.done}/publication-wish`;
    expect((await send(path, { ...(await formAt(path, cookies.both)), publicationWish: 'summary' }, cookies.both)).statusCode).toBe(303);
    expect((await open(path, cookies.both)).body).toContain(choices.publicationWish.summary);
    expect((await send(`/cases/${cases.pending}/publication-wish`, { publicationWish: 'none' }, cookies.both)).statusCode).toBe(409);
  });
  it('a supplement is asked for and taken up in one go, once', async () => {
    const path = `/cases/${cases.done}/supplement`;
    const form = { ...(await formAt(path, cookies.both)), insufficient: '再発防止の部分' };
    const [first, second] = await Promise.all([send(path, form, cookies.both), send(path, form, cookies.both)]);
    expect([first!.statusCode, second!.statusCode]).toEqual([303, 303]);
    expect(await actsOf(cases.done, 'requestSupplement')).toHaveLength(1);
    const [{ state }] = await owner.query('select state from survey_case where id = $1', [cases.done]);
    expect(state).toBe('SUPPL_REQUESTED');
    expect((await open(path, cookies.both)).body).toContain('再発防止の部分');
  });
  it('another relative sees that it is looked into, not what was written', async () => {
    const request = await actsOf(cases.done, 'requestSupplement');
    expect(request[0]!.data.insufficient).toBe('再発防止の部分');
    const father = await signIn(people.father.email);
    for (const path of pages.filter((one) => one !== '/draft/parts/1'))
      expect((await open(`/cases/${cases.done}${path}`, father)).body).not.toContain('再発防止の部分');
    expect((await open(`/cases/${cases.done}`, father)).body).toContain(procedure.states.SUPPL_REQUESTED.family.now);
  });
});

describe('contact and mails', () => {
  it('contact that was not wanted is taken up again by the relative herself', async () => {
    const path = `/cases/${cases.draft}/restore-contact`;
    const father = await signIn(people.father.email);
    expect((await open(`/cases/${cases.draft}`, father)).body).toContain(words.wishes.restore);
    const form = await formAt(path, father);
    expect((await send(path, form, father)).statusCode).toBe(303);
    expect((await send(path, form, father)).statusCode).toBe(303);
    expect(await actsOf(cases.draft, 'restoreContact')).toHaveLength(1);
    expect((await open(`/cases/${cases.draft}`, father)).body).not.toContain(words.wishes.restore);
  });
  it('mails are switched off and on, only her own, and it is journalled', async () => {
    const path = `/cases/${cases.draft}/reminders`;
    const set = async (mails: string) => (await send(path, { ...(await formAt(path, cookies.mother)), mails }, cookies.mother)).statusCode;
    const now = () =>
      owner.query('select person_id as id, reminders from relative where case_id = $1 order by person_id = $2', [
        cases.draft,
        people.father.id,
      ]);
    expect(await set('')).toBe(422);
    expect(await set('perhaps')).toBe(422);
    expect(await set('no')).toBe(303);
    expect((await now()).map((row: { reminders: boolean }) => row.reminders)).toEqual([false, true]);
    expect((await open(path, cookies.mother)).body).toContain(words.reminders.off);
    expect(await set('yes')).toBe(303);
    const [{ n }] = await owner.query(
      `select count(*)::int as n from journal_entry where case_id = $1 and content like '%reminders-set%'`,
      [cases.draft],
    );
    expect(n).toBe(2);
  });
});

describe('forms from elsewhere', () => {
  it('are refused, and so are forms for a foreign case', async () => {
    const from = await apps.family.inject({
      method: 'POST',
      url: `/cases/${cases.draft}/questions`,
      headers: {
        cookie: cookies.mother,
        origin: 'https://evil.example',
        host: 'family.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'question=x',
    });
    expect(from.statusCode).toBe(403);
    expect(from.body).toContain(refusals['foreign-origin'].title);
    for (const path of ['intention', 'questions', 'draft', 'objection', 'publication-wish', 'supplement', 'restore-contact', 'reminders'])
      expect([path, (await send(`/cases/${cases.foreign}/${path}`, { question: 'x', mails: 'no' }, cookies.mother)).statusCode]).toEqual([
        path,
        404,
      ]);
  });
});
