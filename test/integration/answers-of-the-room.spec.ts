import { addDays } from '#lib/calendar';
import { type ActName, viewCase } from '#lib/cases';
import { type Account, Listeners, Tx, UnitOfWork, allowTrainingClock, openDataSource } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { SendMail } from '#lib/mail';
import { act, attest, eachRelative, explain, read, step } from '../../seeds/demo/lines.js';
import { type Line, linesOf } from '../../seeds/demo/story.js';
import { testVault } from '../support/key-ring.js';
import { SetClock } from '../support/mail.world.js';
import type { Person } from '../support/told-case.js';
import { type RoomWorld, roomWorld } from '../support/room.world.js';
import { hiddenOf } from '../support/visitor.js';

jest.setTimeout(120_000);

let world: RoomWorld;
let { database, owner, house, apps, people, cookies, school } = {} as RoomWorld;

beforeAll(async () => {
  world = await roomWorld();
  ({ database, owner, house, apps, people, cookies, school } = world);
});
afterAll(() => world?.close());
afterEach(() => expect(apps.faults.splice(0)).toEqual([]));

const items = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((item) =>
  act(150, 'committeeMember', 'answerStandardItem', () => ({ item, outcome: 'answered', answer: '項目' })),
);
const shown: readonly Line[] = [
  ...items,
  act(151, 'committeeMember', 'freezeDraft', () => ({ content: '案' })),
  read(152, 'secretariat', 'draftReport'),
  step(153, 'secretariat', 'showDraft'),
];
const told = (lines: readonly Line[]) =>
  house.tell(
    people,
    { ago: 300, schoolId: school, pupilName: '架空 七' },
    [...linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running']), ...lines],
    [people.mother.email, people.father.email],
  );
type Told = Awaited<ReturnType<typeof told>>;

const viewOf = (who: Person, caseId: string, zone: Actor['zone'] = 'console') =>
  house.asOwner((tx) => {
    const actor: Actor = { personId: who.id, role: who.role, organisationId: who.organisationId, zone };
    return viewCase(new Tx(tx.manager, actor, tx.now, new Listeners(), testVault), caseId, 'test');
  });
const namesSeen = async (who: Person, caseId: string) => (await viewOf(who, caseId)).history.entries.map(({ name }) => name as string);

const underAccount: RoomWorld['underAccount'] = (...asked) => world.underAccount(...asked);
const rowsUnder = async (account: Account, who: Person, caseId: string) =>
  (await underAccount(account, who, 'select name from act where case_id = $1', [caseId])).map(({ name }) => name);
const lettersTo = async (caseId: string, who: Person) =>
  (
    await owner.query<{ kind: string; room: boolean }[]>(
      `select kind, room from mail where case_id = $1 and person_id = $2 and made_at > now() - interval '1 hour' order by made_at`,
      [caseId, who.id],
    )
  ).map(({ kind, room }) => `${kind}${room ? ' in the room' : ''}`);
/** What the founder is told of the journal, on the page, in the export and over SQL. */
const journalOutside = async (caseId: string): Promise<string> => {
  const pages = await Promise.all(
    [`/cases/${caseId}/journal?size=all`, `/cases/${caseId}/journal/export`].map((path) => apps.at('console').open(path, cookies.founder)),
  );
  const rows = await underAccount('console', people.founder, 'select content from journal_entry where case_id = $1', [caseId]);
  return [...pages.map(({ body }) => body), ...rows.map(({ content }) => String(content))].join('\n');
};

describe('a word that lies in the committee’s room', () => {
  const answersOf: readonly ActName[] = ['confirmStatement', 'contestStatement', 'attestStatement'];

  /** The committee writes down for the mother, who speaks herself, that she has no opinion. */
  async function waiting(): Promise<Told & { readonly opinion: string }> {
    const one = await told([...shown, explain(155, 'committeeMember', 'recordDraftShown')]);
    await house.does(people.mother, one.caseId, 'recordIntention', { relative: one.relatives[0], wish: 'WISH', statedBy: 'ownForm' });
    await owner.query('delete from mail where case_id = $1', [one.caseId]);
    const path = `/cases/${one.caseId}/acts/giveOpinion`;
    const hidden = hiddenOf((await apps.at('committee').open(path, cookies.member)).body, path);
    const body = { ...hidden, occurredOn: house.today, relative: one.relatives[0]!, noOpinion: 'yes' };
    expect((await apps.at('committee').send(path, body, cookies.member)).statusCode).toBe(303);
    const [given] = await owner.query<{ id: string }[]>(`select id from act where case_id = $1 and name = 'giveOpinion'`, [one.caseId]);
    const opinion = given!.id;
    return { ...one, opinion };
  }
  const answers: readonly [ActName, (to: string) => [Person, object]][] = [
    ['confirmStatement', (to) => [people.mother, { to }]],
    ['contestStatement', (to) => [people.mother, { to }]],
    ['attestStatement', (to) => [people.secretariat, { to, paperForm: '意見の書面', paperOn: house.today, paperPlace: '委員会の保管庫' }]],
  ];

  it.each(answers)('keeps what answers it there, too: %s', async (name, by) => {
    const { caseId, opinion } = await waiting();
    const before = await Promise.all([people.founder, people.school].map(async (who) => (await viewOf(who, caseId)).head.version));
    const [who, data] = by(opinion);
    await house.does(who, caseId, name, data as Readonly<Record<string, unknown>>);
    for (const outside of [people.founder, people.school]) {
      expect((await namesSeen(outside, caseId)).filter((one) => answersOf.includes(one as ActName))).toEqual([]);
      for (const account of ['console', 'api'] as const)
        expect((await rowsUnder(account, outside, caseId)).filter((one) => answersOf.includes(one as ActName))).toEqual([]);
    }
    expect(await Promise.all([people.founder, people.school].map(async (who) => (await viewOf(who, caseId)).head.version))).toEqual(before);
    expect(await journalOutside(caseId)).not.toContain(name);
    expect(await namesSeen(people.secretariat, caseId)).toContain(name);
  });

  it('is told to the committee by letter, and no letter about it stands in the founder’s journal or table', async () => {
    const { caseId, opinion } = await waiting();
    expect(await lettersTo(caseId, people.mother)).toEqual(['said-for-you in the room']);
    const here = `/cases/${caseId}/entered`;
    const page = (await apps.at('family').open(here, cookies.mother)).body;
    const contest = { ...hiddenOf(page, `${here}/contest`), to: opinion };
    expect((await apps.at('family').send(`${here}/contest`, contest, cookies.mother)).statusCode).toBe(303);
    expect(await lettersTo(caseId, people.founder)).toEqual([]);
    expect(await lettersTo(caseId, people.school)).toEqual([]);
    expect(new Set(await lettersTo(caseId, people.secretariat))).toEqual(new Set(['family-wrote in the room']));
    expect(await underAccount('console', people.founder, 'select from mail where case_id = $1', [caseId])).toEqual([]);
    await sendAll(caseId);
    const there = await owner.query(`select from journal_entry where chain = 'room/' || $1 and content like '%"event":"mail-sent"%'`, [
      caseId,
    ]);
    expect(there.length).toBeGreaterThan(2);
    expect(await journalOutside(caseId)).not.toMatch(/"event":"mail-[a-z]+".*(said-for-you|family-wrote)/);
  });

  it('beside it, the founder’s word for her outside of the room is told to her alone, at once, also as the first', async () => {
    const one = await told([...shown]);
    await owner.query('delete from mail where case_id = $1', [one.caseId]);
    const path = `/cases/${one.caseId}/acts/recordIntention`;
    const hidden = hiddenOf((await apps.at('console').open(path, cookies.founder)).body, path);
    const body = { ...hidden, occurredOn: house.today, relative: one.relatives[0]!, wish: 'NO_WISH', statedBy: 'oral' };
    expect((await apps.at('console').send(path, body, cookies.founder)).statusCode).toBe(303);
    expect(await lettersTo(one.caseId, people.mother)).toEqual(['said-for-you']);
    expect((await owner.query(`select from mail where case_id = $1 and kind = 'said-for-you'`, [one.caseId])).length).toBe(1);
  });

  it('leaves it with the report, and what answered it with it', async () => {
    const { caseId, opinion, on } = await waiting();
    await house.does(people.mother, caseId, 'confirmStatement', { to: opinion });
    for (const line of [
      eachRelative(162, 'secretariat', 'giveOpinion', 1, () => ({ noOpinion: true })),
      attest(162, 'giveOpinion'),
      act(170, 'committeeMember', 'signReport', () => ({ signedBy: '委員 三' })),
      step(170, 'committeeMember', 'submitReport'),
    ])
      await on(line);
    expect(await namesSeen(people.founder, caseId)).toContain('confirmStatement');
    expect(await rowsUnder('console', people.founder, caseId)).toContain('confirmStatement');
  });
});

it('an answer given in a later round to what was said about a draft that was taken back stays with it', async () => {
  const { caseId } = await told([
    ...shown,
    explain(155, 'committeeMember', 'recordDraftShown'),
    eachRelative(160, 'secretariat', 'giveOpinion', 0, () => ({ opinion: '前の案への意見' })),
    step(161, 'committeeMember', 'reviseDraft'),
    act(162, 'committeeMember', 'freezeDraft', () => ({ content: '新しい案' })),
    read(162, 'secretariat', 'draftReport'),
    step(163, 'committeeMember', 'showDraft'),
    explain(164, 'committeeMember', 'recordDraftShown'),
    act(165, 'committeeMember', 'answerOpinion', (line) => ({ to: line.act('giveOpinion'), answer: '前の案への答えの印' })),
    eachRelative(166, 'secretariat', 'giveOpinion', 0, () => ({ noOpinion: true })),
    attest(166, 'giveOpinion'),
    eachRelative(166, 'secretariat', 'giveOpinion', 1, () => ({ noOpinion: true })),
    attest(166, 'giveOpinion'),
    act(167, 'committeeMember', 'signReport', () => ({ signedBy: '委員 三' })),
    step(167, 'committeeMember', 'submitReport'),
  ]);
  const seen = await namesSeen(people.founder, caseId);
  expect(seen.filter((name) => name === 'giveOpinion')).toHaveLength(2);
  expect(seen).not.toContain('answerOpinion');
});

describe('what is not the school’s or the committee’s', () => {
  it('a family’s objection to a member and the answer are the founder’s', async () => {
    const { caseId } = await told([]);
    await house.does(people.mother, caseId, 'recordObjection', { relative: await firstOf(caseId), objection: '異議の印' });
    const text = async (who: Person) =>
      JSON.stringify((await viewOf(who, caseId)).history.entries.map((entry) => (entry.kind === 'act' ? { ...entry.data } : {})));
    expect([(await text(people.founder)).includes('異議の印'), (await text(people.school)).includes('異議の印')]).toEqual([true, false]);
  });

  it('the file of JSC is not the committee’s: neither track, nor limits, nor what is missing for it', async () => {
    const { caseId } = await told([]);
    for (const who of [people.committeeMember, people.secretariat]) {
      const view = await viewOf(who, caseId, 'committee');
      expect(view.tracks).not.toHaveProperty('T_JSC');
      expect(view.history.entries.map(({ name }) => name)).not.toContain('explainJsc');
    }
    expect((await viewOf(people.founder, caseId)).tracks).toHaveProperty('T_JSC');
  });
});

it('of what a family opens the case keeps that it was its portal, also in what the founder takes along', async () => {
  const { caseId } = await told([...shown]);
  for (const below of ['', '/jsc', '/draft', '/questions', '/opened'])
    expect([below, (await apps.at('family').open(`/cases/${caseId}${below}`, cookies.mother)).statusCode]).toEqual([below, 200]);
  const journal = await journalOutside(caseId);
  expect(journal).toContain('"what":"family"');
  expect(journal).not.toMatch(/"what":"family-/);
});

/** The worker sends what is written about a case, on days and at an hour on which letters go. */
async function sendAll(caseId: string): Promise<void> {
  await allowTrainingClock((sql) => owner.query(sql));
  const source = await openDataSource(database.urls.worker);
  const clock = new SetClock();
  const mailer = { send: () => Promise.resolve(), close: () => Promise.resolve() };
  const origins = { console: 'http://localhost', family: 'http://localhost', committee: 'http://localhost' };
  const job = new SendMail(new UnitOfWork(source, clock, new Listeners(), testVault), mailer, { from: 'house@example.jp', origins });
  for (let day = 1; day <= 7; day++) {
    clock.at = new Date(`${addDays(house.today, day)}T11:00:00+09:00`);
    for (const { id } of await owner.query<{ id: string }[]>('select id from mail where case_id = $1', [caseId])) await job.handle(id);
  }
  await source.destroy();
}
const firstOf = async (caseId: string): Promise<string> =>
  (await owner.query<{ id: string }[]>('select id from relative where case_id = $1 order by created_at limit 1', [caseId]))[0]!.id;
