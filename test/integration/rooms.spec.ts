import { Test, type TestingModule } from '@nestjs/testing';
import { addDays } from '#lib/calendar';
import { CasesService } from '#lib/cases';
import { type Account, Clock, Listeners, SystemClock, UnitOfWork, accounts, allowTrainingClock, openDataSource } from '#lib/database';
import { DeliberationsModule } from '#lib/deliberations';
import { HouseModule } from '#lib/house';
import { flawOf } from '#lib/journal';
import { type Actor, type PlainDate, type Zone, plainDate, systemActor } from '#lib/kernel';
import { type DemoPerson, makePeople } from '../../seeds/demo/people.js';
import { type Line, Told, linesOf, wholeStory } from '../../seeds/demo/story.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing, testVault } from '../support/key-ring.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(180_000);

/** A clock the story sets. */
class StoryClock extends Clock {
  at = new Date();
  async now(): Promise<Date> {
    return this.at;
  }
}

const awareOn = plainDate('2025-05-12');
const clock = new StoryClock();
const rooms = {} as Record<Account, TestingModule>;
let database: TestDatabase;
let owner: Awaited<ReturnType<typeof openDataSource>>;
let ownersWork: UnitOfWork;
const opened = () => openedBy((sql, params) => owner.query(sql, params));
let people: Awaited<ReturnType<typeof makePeople>>;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  await allowTrainingClock((sql) => owner.query(sql));
  ownersWork = new UnitOfWork(owner, new SystemClock(), new Listeners(), testVault);
  people = await ownersWork.run(systemActor('console'), makePeople);
  for (const zone of accounts) {
    const inTheRoom = zone === 'committee' || zone === 'api' ? [DeliberationsModule] : [];
    const imports = [HouseModule.for({ databaseUrl: database.urls[zone], training: false, keyRing: testKeyRing }), ...inTheRoom];
    rooms[zone] = await Test.createTestingModule({ imports }).overrideProvider(Clock).useValue(clock).compile();
    await rooms[zone].init();
  }
});
afterAll(async () => {
  for (const room of Object.values(rooms)) await room.close();
  await owner.destroy();
  await database.close();
});

/** What a relative does for herself in the family's room; the demo lets the office enter it. */
const ofTheFamily = new Set<string>(['recordIntention', 'giveOpinion', 'recordPublicationWish', 'requestSupplement', 'takeUpSupplement']);
const extra: Line[] = [
  { on: 31, by: 'founder', act: 'askQuestion', data: ({ relatives }) => ({ relative: relatives[0], question: 'いつ説明がありますか。' }) },
  { on: 32, by: 'school', act: 'answerQuestion', data: (told) => ({ to: told.act('askQuestion'), answer: '五月二十日です。' }) },
];

/** Tells the whole story of a case, everybody through a door with an account of its own. */
async function tellThrough(door: (of: Zone) => Zone): Promise<string> {
  const [mother, father] = people.relatives as [DemoPerson, DemoPerson];
  const staff = people.board;
  const acts = new Told();
  const room = (zone: Zone) => rooms[zone].get(CasesService);
  const as = ({ personId, role, organisationId }: DemoPerson, zone: Zone): Actor => ({ personId, role, organisationId, zone });
  const moveTo = (day: number, minute: number) =>
    (clock.at = new Date(new Date(`${addDays(awareOn, day)}T10:00:00+09:00`).getTime() + minute * 60_000));
  moveTo(0, 0);
  const report = {
    dateOfDeath: addDays(awareOn, -1),
    awareAt: `${awareOn}T08:00:00+09:00`,
    awareSource: 'family',
    pupilName: '架空 太郎',
    grade: '中学二年',
    schoolId: people.schools.board,
  };
  const { id } = await room(door('console')).report(as(staff.school, door('console')), report, {}, 'api');
  const relativesOf = async () =>
    (await owner.query<{ id: string }[]>('select id from relative where case_id = $1 order by created_at, id', [id])).map((row) => row.id);

  // Here relatives speak for themselves: there is no paper of theirs to be seen.
  const told = linesOf(wholeStory).filter((line) => !('act' in line && line.act === 'attestStatement'));
  const lines = [...told, ...extra].map((line, at) => ({ line, at })).sort((a, b) => a.line.on - b.line.on || a.at - b.at);
  for (const [minute, { line }] of lines.entries()) {
    moveTo(line.on, minute);
    const relatives = await relativesOf();
    const emails = {
      relatives: [mother.email, father.email],
      committeeMember: staff.committeeMember.email,
      secretariat: staff.secretariat.email,
    };
    const data = 'act' in line ? line.data({ day: (n: number): PlainDate => addDays(awareOn, n), relatives, act: acts.act, emails }) : {};
    const name = 'act' in line ? line.act : line.step;
    const inCommittee = line.by === 'committeeMember' || line.by === 'secretariat';
    const family = ofTheFamily.has(name) || name === 'askQuestion';
    const own = inCommittee ? 'committee' : 'console';
    // A paper is read through by a human on a page, and by no program.
    const zone = family ? 'family' : name === 'recordReadThrough' ? own : door(own);
    const actor = as(family ? (data['relative'] === relatives[1] ? father : mother) : staff[line.by], zone);
    const done =
      'step' in line
        ? await room(zone).takeStep(actor, id, line.step, { key: `${id}-${minute}` })
        : await room(zone).recordAct(
            actor,
            id,
            line.act,
            { occurredOn: addDays(awareOn, line.on), ...data },
            { key: `${id}-${minute}` },
            'api',
          );
    if ('act' in line) acts.set(line.act, done.actId!);
    // Naming lets nobody in: each comes by a letter, which is tried elsewhere.
    if (name === 'nameRelative') {
      const named = await relativesOf();
      const person = [mother, father][named.length - 1];
      if (person) await owner.query('update relative set person_id = $2 where id = $1', [named.at(-1), person.personId]);
    }
  }
  return id;
}

describe.each<[string, (of: Zone) => Zone]>([
  ['console, family and committee', (of) => of],
  ['the api and the family’s room', () => 'api'],
])('through %s', (_, door) => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await tellThrough(door);
  });

  it('a case goes from report to closed with the rights each account has', async () => {
    expect(await owner.query('select state from survey_case where id = $1', [caseId])).toEqual([{ state: 'CLOSED' }]);
  });
  it('the chain of its journal is whole', async () => {
    expect(await ownersWork.run(systemActor('console'), (tx) => flawOf(tx, caseId))).toBeNull();
  });
  it('what the committee wrote lies in its own room, what it showed and signed outside of it', async () => {
    const count = async (table: string) =>
      (await owner.query<{ n: number }[]>(`select count(*) as n from ${table} where case_id = $1`, [caseId]))[0]!.n;
    expect([
      await count('deliberation.standard_item'),
      await count('deliberation.draft'),
      await count('released_draft'),
      await count('final_report'),
    ]).toEqual([9, 2, 2, 2]);
    const { acts: actsIn, column } = opened();
    const written = [...(await column('deliberation.draft', 'content')), ...(await column('deliberation.standard_item', 'answer'))];
    const outside = await owner.query<{ text: string }[]>(
      `select content as text from journal_entry where case_id = $1 union all select result::text from idempotency where result is not null`,
      [caseId],
    );
    const told = [...outside, ...(await actsIn(caseId)).map(({ data }) => ({ text: JSON.stringify(data) }))];
    expect(written.length).toBeGreaterThan(10);
    for (const content of written.map((one) => one.text)) expect(told.filter(({ text }) => text.includes(content))).toEqual([]);
  });
  it('no name stands in its journal', async () => {
    const entries = await owner.query<{ content: string }[]>('select content from journal_entry where case_id = $1', [caseId]);
    const names = await opened().names();
    expect(names.length).toBeGreaterThan(10);
    expect(entries.length).toBeGreaterThan(80);
    for (const name of names) expect(entries.filter(({ content }) => content.includes(name))).toEqual([]);
  });
});
