import type { DataSource } from 'typeorm';
import { openDataSource } from '#lib/database';
import { acts, committeeWords as words, procedure, refusals } from '#lib/texts';
import { statusOf } from '#lib/web';
import { loadReference } from '../../seeds/reference/load.js';
import { type Line, linesOf } from '../../seeds/demo/story.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type Person, type StoryHouse, password, storyHouse } from '../support/told-case.js';
import { type ToldApps, toldApps } from '../support/told-apps.js';
import { hiddenOf, key, linksOf, visitors } from '../support/visitor.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let owner: DataSource;
let house: StoryHouse;
let apps: ToldApps;
const { open, send, signIn } = visitors(() => apps.committee);
const people = {} as Record<'founder' | 'school' | 'committeeMember' | 'secretariat' | 'second' | 'stranger' | 'mother' | 'father', Person>;
const cases = {} as Record<'running' | 'foreign' | 'recused', string>;
const cookies = {} as Record<'member' | 'secretariat' | 'second' | 'stranger', string>;
const members = {} as Record<'own' | 'second', string>;

/** What the committee must not see. */
const marks = {
  jscPaper: 'JSCの書面の印',
  jscAsked: 'JSC説明での質問の印',
  receipt: 'JSC-0001-印',
  conflict: '別の委員の申告の印',
} as const;
const own = 'この委員自身の申告の印';
const basic = '基本調査の聴き取りの印';

const act = (
  on: number,
  by: Line['by'],
  name: Extract<Line, { act: unknown }>['act'],
  data: Extract<Line, { act: unknown }>['data'],
): Line => ({ on, by, act: name, data });

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
  people.committeeMember = await house.person('iincho@committee.example', '委員 三', 'committeeMember', committee);
  people.second = await house.person('iin@committee.example', '委員 三の二', 'committeeMember', committee);
  people.stranger = await house.person('soto@committee.example', '別件 委員', 'committeeMember', committee);
  people.secretariat = await house.person('jimu@committee.example', '事務 四', 'secretariat', committee);
  people.mother = await house.person('mother@family.example', 'はは 五子', 'relative', null);
  people.father = await house.person('father@family.example', 'ちち 六郎', 'relative', null);
  const about = { ago: 300, schoolId: school, pupilName: '架空 七' };
  const family = [people.mother.email, people.father.email];
  const more: readonly Line[] = [
    act(3, 'school', 'recordStaffHearings', () => ({ staffTotal: 2, staffHeard: 1, notHeardReason: basic })),
    act(34, 'founder', 'explainJsc', ({ relatives }) => ({
      relatives,
      way: 'inPerson',
      place: '相談室',
      persons: '担当者',
      documentVersion: '第1版',
      questionsAsked: marks.jscAsked,
    })),
    act(34, 'founder', 'declineJsc', ({ relatives }) => ({ relative: relatives[1], statement: marks.jscPaper })),
    act(34, 'founder', 'recordJscClaim', () => ({ benefit: 'death', claimant: 'guardian' })),
    act(34, 'founder', 'recordJscReceipt', (told) => ({ to: told.act('recordJscClaim'), benefit: 'death', receiptNo: marks.receipt })),
  ];
  const running = await house.tell(
    people,
    about,
    [...linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running']), ...more],
    family,
  );
  cases.running = running.caseId;
  const appoint = (name: string, email: string) =>
    running.on(
      act(90, 'founder', 'appointMember', () => ({
        memberName: name,
        memberRole: 'committeeMember',
        profession: '医師',
        nominatingBody: 'みほん県医師会',
        outside: 'yes',
        email,
      })),
    );
  members.second = (await appoint('委員 三の二', people.second.email))!;
  await running.on(
    act(91, 'founder', 'declareInterests', () => ({ member: members.second, ties: ['work'], interests: marks.conflict, cleared: 'yes' })),
  );
  const [first] = await owner.query(`select id from appointment where case_id = $1 and person_id = $2`, [
    cases.running,
    people.committeeMember.id,
  ]);
  members.own = first.id;
  await running.on(act(91, 'founder', 'declareInterests', () => ({ member: members.own, ties: ['none'], interests: own, cleared: 'yes' })));
  cases.foreign = (
    await house.tell({ ...people, committeeMember: people.stranger, secretariat: people.secretariat }, about, linesOf(['start']), [])
  ).caseId;

  apps = await toldApps(database);
  cookies.member = await signIn(people.committeeMember.email);
  cookies.secretariat = await signIn(people.secretariat.email);
  cookies.second = await signIn(people.second.email);
  cookies.stranger = await signIn(people.stranger.email);
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
  '/acts',
  '/acts/answerStandardItem',
  '/acts/freezeDraft',
  '/acts/declareInterests',
  '/acts/sendProgressNote',
  '/items',
  '/draft',
  '/opinions',
  '/records',
  '/members',
];
const at = (path: string): string => `/cases/${cases.running}${path}`;
const count = async (name: string): Promise<number> =>
  (await owner.query('select count(*)::int as n from act where case_id = $1 and name = $2', [cases.running, name]))[0].n;
const fill = async (path: string, cookie: string, fields: Record<string, string | readonly string[]>) => ({
  ...hiddenOf((await open(path, cookie)).body, path),
  ...fields,
});
const today = () => house.today;
const item = (code: string, more: object = {}) => ({
  occurredOn: today(),
  item: code,
  outcome: 'answered',
  answer: `項目${code}の内容`,
  ...more,
});

describe('the pages of the committee', () => {
  it.each(pages)('open: %s', async (path) => {
    const { statusCode, body } = await open(at(path), cookies.member);
    expect([path, statusCode]).toEqual([path, 200]);
    expect(body.match(/<h1/g)).toHaveLength(1);
  });
  it('start every form with today, so that only another day has to be typed', async () => {
    for (const form of ['answerStandardItem', 'declareInterests', 'sendProgressNote', 'recuseMember'])
      expect([form, (await open(at(`/acts/${form}`), cookies.secretariat)).body.includes(`value="${today()}"`)]).toEqual([form, true]);
  });
  it('lead to one another and nowhere into nothing, for a member and for the secretariat', async () => {
    for (const cookie of [cookies.member, cookies.secretariat]) {
      const seen = new Set<string>();
      const waiting = ['/'];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (seen.has(path)) continue;
        seen.add(path);
        const { statusCode, body } = await open(path, cookie);
        expect([path, statusCode]).toEqual([path, 200]);
        waiting.push(...linksOf(body));
      }
      expect(seen.size).toBeGreaterThan(30);
    }
  });
  it('list the cases a person is appointed to, and no others', async () => {
    const { body } = await open('/', cookies.member);
    expect(body).toContain(cases.running);
    expect(body).not.toContain(cases.foreign);
    expect((await open('/', cookies.stranger)).body).toContain(words.list.emptyTitle);
  });
  it('of another case are not found', async () => {
    for (const path of pages) {
      expect((await open(`/cases/${cases.foreign}${path}`, cookies.member)).statusCode).toBe(404);
      expect((await open(at(path), cookies.stranger)).statusCode).toBe(404);
      expect((await open(`/cases/x${path}`, cookies.member)).statusCode).toBe(404);
    }
  });
  it('are shut without signing in, and to people of other houses', async () => {
    for (const path of pages) expect((await open(at(path))).headers.location).toContain('/sign-in');
    for (const who of [people.founder, people.school, people.mother])
      expect((await send('/sign-in', { email: who.email, password })).statusCode).toBe(422);
  });
  it('journal every reading of the room', async () => {
    const reads = async () =>
      (
        await owner.query(`select count(*)::int as n from journal_entry where case_id = $1 and content like '%"deliberation"%'`, [
          cases.running,
        ])
      )[0].n as number;
    const before = await reads();
    await open(at('/items'), cookies.member);
    await open(at('/draft'), cookies.member);
    expect(await reads()).toBe(before + 2);
  });
});

describe('what a member reads', () => {
  const everything = async (cookie: string): Promise<string> => {
    const records = linksOf((await open(at('/records'), cookie)).body).filter((path) => path.startsWith(at('/records/')));
    const bodies = await Promise.all([...pages.map(at), ...records].map(async (path) => (await open(path, cookie)).body));
    return bodies.join('\n');
  };
  it('is the basic survey, each record with its content', async () => expect(await everything(cookies.member)).toContain(basic));
  it('is nothing of the JSC file', async () => {
    for (const cookie of [cookies.member, cookies.secretariat]) {
      const all = await everything(cookie);
      for (const mark of [marks.jscPaper, marks.jscAsked, marks.receipt, acts.recordJscClaim.done, acts.declineJsc.done, 'D-JSC'])
        expect([mark, all.includes(mark)]).toEqual([mark, false]);
    }
    const [{ id }] = await owner.query(`select id from act where case_id = $1 and name = 'recordJscReceipt'`, [cases.running]);
    expect((await open(at(`/records/${id}`), cookies.member)).statusCode).toBe(404);
  });
  it('is her own declaration and not another’s; the secretariat keeps all', async () => {
    const member = await everything(cookies.member);
    expect([member.includes(own), member.includes(marks.conflict)]).toEqual([true, false]);
    const second = await everything(cookies.second);
    expect([second.includes(own), second.includes(marks.conflict)]).toEqual([false, true]);
    const secretariat = await everything(cookies.secretariat);
    expect([secretariat.includes(own), secretariat.includes(marks.conflict)]).toEqual([true, true]);
  });
});

describe('the case page', () => {
  it('says where it stands, what is missing and who supplies it', async () => {
    const { body } = await open(at(''), cookies.member);
    expect(body).toContain(procedure.states.DETAILED_RUNNING.name);
    expect(body).toContain(procedure.needs.draftFrozen.missing);
    expect(body).toContain(at('/draft'));
    expect(body).toContain(`${at('/acts/recordReadThrough')}?document=draftReport`);
  });
  it('refuses a step with something missing, an unknown one, and one of another role', async () => {
    const refused = await send(at('/steps/showDraft'), {}, cookies.member);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain(procedure.needs.draftFrozen.missing);
    expect((await send(at('/steps/nothing'), {}, cookies.member)).statusCode).toBe(404);
    expect((await send(at('/steps/closeCase'), {}, cookies.member)).statusCode).toBe(403);
    expect((await send(`/cases/${cases.foreign}/steps/showDraft`, {}, cookies.member)).statusCode).toBe(404);
  });
});

describe('a form', () => {
  it('of an act of others is not known here', async () => {
    for (const name of ['decideTransition', 'recordJscClaim', 'nothing', '__proto__']) {
      expect([name, (await open(at(`/acts/${name}`), cookies.member)).statusCode]).toEqual([name, 404]);
      expect([name, (await send(at(`/acts/${name}`), {}, cookies.member)).statusCode]).toEqual([name, 404]);
    }
  });
  it('comes back filled when something is missing', async () => {
    const path = at('/acts/sendProgressNote');
    const { statusCode, body } = await send(
      path,
      await fill(path, cookies.member, { occurredOn: today(), period: '打ちかけの期間<i>' }),
      cookies.member,
    );
    expect(statusCode).toBe(422);
    expect(body).toContain('打ちかけの期間&lt;i>');
    expect(await count('sendProgressNote')).toBe(1);
  });
  it('comes back filled when the case went on meanwhile, and can be sent again', async () => {
    const path = at('/acts/sendProgressNote');
    const fields = { occurredOn: today(), period: '今月', done: '行ったこと', next: '次に行うこと', nextNoteOn: today() };
    const form = await fill(path, cookies.member, fields);
    await house.does(people.founder, cases.running, 'recordCare', { note: '間に入った記録' });
    const stale = await send(path, form, cookies.member);
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('行ったこと');
    expect((await send(path, { ...hiddenOf(stale.body, path), ...fields }, cookies.member)).statusCode).toBe(303);
  });
  it('sent twice is one act', async () => {
    const path = at('/acts/recordReadThrough');
    const form = await fill(path, cookies.secretariat, { occurredOn: today(), document: 'finalReport', documentVersion: '二度送信' });
    const answers = await Promise.all([send(path, form, cookies.secretariat), send(path, form, cookies.secretariat)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await count('recordReadThrough')).toBe(4);
    const other = await send(path, { ...form, documentVersion: '別の内容' }, cookies.secretariat);
    expect(other.statusCode).toBe(statusOf('idempotency-key-reused'));
    expect(other.body).toContain(words.act.reusedTitle);
  });
  it('of a declaration lets a member speak for herself alone', async () => {
    const path = at('/acts/declareInterests');
    expect((await open(path, cookies.member)).body).not.toContain(members.second);
    const declare = (member: string) => ({ occurredOn: today(), member, ties: 'none', interests: '関係はない', cleared: 'yes' });
    expect((await send(path, await fill(path, cookies.member, declare(members.second)), cookies.member)).statusCode).toBe(422);
    expect((await send(path, await fill(path, cookies.member, declare(members.own)), cookies.member)).statusCode).toBe(303);
    expect((await send(path, await fill(path, cookies.secretariat, declare(members.second)), cookies.secretariat)).statusCode).toBe(303);
  });
  it('points at nothing of another case', async () => {
    const path = at('/acts/giveOpinion');
    const { statusCode } = await send(path, { occurredOn: today(), relative: key(), opinion: 'x' }, cookies.member);
    expect(statusCode).toBe(409);
    const other = await send(at('/acts/answerStandardItem'), { ...item('Z') }, cookies.member);
    expect(other.statusCode).toBe(422);
  });
  it('from elsewhere is refused', async () => {
    const answer = await apps.committee.inject({
      method: 'POST',
      url: at('/acts/sendProgressNote'),
      headers: {
        cookie: cookies.member,
        origin: 'https://evil.example',
        host: 'committee.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'period=x',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain(refusals['foreign-origin'].title);
  });
});

describe('the room', () => {
  it('keeps the answers to the standard items, and asks what was looked at where one could not be established', async () => {
    const path = at('/acts/answerStandardItem');
    for (const code of ['A', 'B', 'C', 'D', 'E', 'F', 'G'])
      expect((await send(path, await fill(path, cookies.member, item(code)), cookies.member)).statusCode).toBe(303);
    const without = await send(
      path,
      await fill(path, cookies.member, item('H', { outcome: 'notEstablished', answer: '分からなかった理由' })),
      cookies.member,
    );
    expect(without.statusCode).toBe(422);
    expect(without.body).toContain('分からなかった理由');
    expect(
      (
        await send(
          path,
          await fill(
            path,
            cookies.member,
            item('H', { outcome: 'notEstablished', answer: '分からなかった理由', lookedAt: '調べたものの一覧' }),
          ),
          cookies.member,
        )
      ).statusCode,
    ).toBe(303);
    const { body } = await open(at('/items'), cookies.second);
    for (const text of ['項目Aの内容', '分からなかった理由', '調べたものの一覧', words.items.notEstablished]) expect(body).toContain(text);
  });
  it('fills the form of an item with its former answer', async () => {
    const { body } = await open(at('/acts/answerStandardItem?item=A'), cookies.member);
    expect(body).toContain('項目Aの内容');
    expect((await open(at('/acts/answerStandardItem?item=%3Cscript%3E&answer=x'), cookies.member)).body).not.toContain('<script>');
  });
  it('freezes drafts as versions, once for a double submit, and fills a long text again', async () => {
    const path = at('/draft');
    const form = await fill(path, cookies.member, { occurredOn: today(), content: '1 概要\n案の本文の印' });
    await Promise.all([send(path, form, cookies.member), send(path, form, cookies.member)]);
    expect(await count('freezeDraft')).toBe(1);
    const empty = await send(path, await fill(path, cookies.member, { occurredOn: today(), content: '' }), cookies.member);
    expect(empty.statusCode).toBe(422);
    const long = await send(path, await fill(path, cookies.member, { occurredOn: today(), content: 'あ'.repeat(200_001) }), cookies.member);
    expect([long.statusCode, long.body.includes('あ'.repeat(200_001))]).toEqual([422, true]);
    expect((await open(path, cookies.second)).body).toContain('案の本文の印');
  });
  it('shows the draft to the family by a step, answers their opinions, signs and submits', async () => {
    const act = async (name: string, cookie: string, fields: Record<string, string | readonly string[]>) => {
      const path = at(`/acts/${name}`);
      const { statusCode } = await send(path, await fill(path, cookie, { occurredOn: today(), ...fields }), cookie);
      expect([name, statusCode]).toEqual([name, 303]);
    };
    const relatives = (await owner.query('select id from relative where case_id = $1 order by created_at', [cases.running])).map(
      ({ id }: { id: string }) => id,
    ) as string[];
    await act('recordReadThrough', cookies.secretariat, { document: 'draftReport', documentVersion: '第1版' });
    // A member joined while the survey ran: the draft waits until everyone was assessed against the list as it is now, and the family knows the name.
    await house.does(people.founder, cases.running, 'tellNames', {
      relatives,
      way: 'inPerson',
      place: '相談室',
      persons: '担当者',
      documentVersion: '第2版',
    });
    const seats = await owner.query<{ id: string }[]>('select id from appointment where case_id = $1', [cases.running]);
    for (const { id } of seats)
      await house.does(people.founder, cases.running, 'declareInterests', { member: id, ties: ['none'], interests: own, cleared: 'yes' });
    const path = at('/steps/showDraft');
    const step = hiddenOf((await open(at(''), cookies.member)).body, path);
    expect(step['idempotencyKey']).toBeDefined();
    const twice = await Promise.all([send(path, step, cookies.member), send(path, step, cookies.member)]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    await act('recordDraftShown', cookies.member, {
      relatives,
      way: 'inPerson',
      place: '相談室',
      persons: '委員',
      documentVersion: '第1版',
    });
    await act('giveOpinion', cookies.secretariat, { relative: relatives[0]!, opinion: 'ははの意見の印' });
    await act('giveOpinion', cookies.secretariat, { relative: relatives[1]!, noOpinion: 'yes' });
    const [none] = await owner.query<{ id: string }[]>(
      `select id from act where case_id = $1 and name = 'giveOpinion' order by at_version desc limit 1`,
      [cases.running],
    );
    // Whose word it is stands beside it; what offices entered is not the committee's to confirm.
    const papers = (await open(at('/acts/attestStatement'), cookies.member)).body;
    expect([papers.match(/さん）/g)?.length, papers.includes(none!.id)]).toEqual([1, true]);
    await act('attestStatement', cookies.member, { to: none!.id, paperForm: '意見書', paperOn: house.today, paperPlace: '綴り' });
    const opinions = (await open(at('/opinions'), cookies.member)).body;
    expect(opinions).toContain('ははの意見の印');
    expect(opinions).toContain(words.opinions.noOpinion);
    const to = /answerOpinion\?to=([0-9a-f-]{36})/.exec(opinions)![1]!;
    expect((await open(at(`/acts/answerOpinion?to=${to}`), cookies.member)).body).toMatch(
      new RegExp(`value="${to}"[^>]*checked|checked[^>]*value="${to}"`),
    );
    await act('answerOpinion', cookies.member, { to, answer: '委員会の回答の印' });
    expect((await open(at('/opinions'), cookies.member)).body).toContain('委員会の回答の印');
    await act('signReport', cookies.member, { signedBy: '委員 三' });
    const submit = at('/steps/submitReport');
    expect((await send(submit, hiddenOf((await open(at(''), cookies.member)).body, submit), cookies.member)).statusCode).toBe(303);
    expect((await open(at(''), cookies.member)).body).toContain(procedure.states.REPORTED.name);
    expect((await open(at('/draft'), cookies.member)).body).toContain(words.draft.closed);
    const late = await send(at('/draft'), { occurredOn: today(), content: '遅れて書いた本文' }, cookies.member);
    expect([late.statusCode, late.body.includes('遅れて書いた本文')]).toEqual([409, true]);
  });
  it('is closed at once to a member who is recused', async () => {
    await owner.query('update appointment set recused_on = $2 where id = $1', [members.second, today()]);
    for (const path of pages) expect((await open(at(path), cookies.second)).statusCode).toBe(404);
    expect((await open('/', cookies.second)).body).toContain(words.list.emptyTitle);
  });
});
