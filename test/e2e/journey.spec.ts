import type { Browser } from 'playwright-core';
import { addDays } from '#lib/calendar';
import type { ActName } from '#lib/cases';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { type Chapter, type Line, type Telling, chapters, linesOf } from '../../seeds/demo/story.js';
import { openBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { Inspection } from '../support/inspection.js';
import { Keyboard, Visitor, theFirst } from '../support/journey.js';
import { asRecorded, asTold, brokenChains, caseOf } from '../support/truths.js';

jest.setTimeout(480_000);

const pupil = '架空 巡';
const names = ['架空 ゆき', '架空 そら'];
const mailboxes = ['kazoku1', 'kazoku2'] as const;
/** What relatives write themselves, and where; everything else is entered as in the story of the demo. */
const ownPages: Partial<Record<ActName, string>> = {
  recordIntention: '/intention',
  giveOpinion: '/draft',
  requestSupplement: '/supplement',
  recordPublicationWish: '/publication-wish',
};

let house: House;
let browser: Browser;
const inspection = new Inspection();
let start: PlainDate;
let today: PlainDate | undefined;
let caseId: string;
type Who = 'school' | 'founder' | 'founderHead' | 'committeeMember' | 'secretariat';
let people: Record<Who, Visitor>;
let relatives: Visitor[];

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), openBrowser()]);
  const enter = (mailbox: string, scripts: boolean) => Visitor.signsIn(house, browser, inspection, mailbox, { scripts });
  people = {
    school: await enter('aozora', true),
    founder: await enter('kyoiku', false),
    founderHead: await enter('kyoikucho', true),
    committeeMember: await enter('iincho', true),
    secretariat: await enter('jimukyoku', false),
  };
  relatives = [await enter(mailboxes[0], true), await enter(mailboxes[1], false)];
});
afterAll(async () => {
  await browser?.close();
  await house?.leave();
});

/** The training clock is set to ten o'clock of a day: by the founder on her page where much time passes, else by a program. */
async function dayIs(day: PlainDate): Promise<void> {
  if (day === today) return;
  const much = today === undefined || day > addDays(today, 14);
  today = day;
  if (!much) return setClock(`${day}T10:00:00+09:00`);
  const { founder } = people;
  await founder.opens('/training-clock');
  await founder.fills({ to: `${day}T10:00` });
  await founder.sends();
}

async function setClock(now: string): Promise<void> {
  const { token } = house.demo.apiTokens.find(({ role }) => role === 'founder')!;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${house.origins.api}/v1/training/clock`, { method: 'PUT', headers, body: JSON.stringify({ now }) });
  expect(response.status).toBe(200);
}

const told: Telling = {
  day: (offset) => addDays(start, offset),
  relatives: names,
  act: () => theFirst,
  emails: {
    relatives: mailboxes.map((name) => `${name}@mihon.example`),
    committeeMember: 'iincho@mihon.example',
    secretariat: 'jimukyoku@mihon.example',
  },
};

async function happens(line: Line): Promise<void> {
  await dayIs(addDays(start, line.on));
  if ('step' in line) {
    await people[line.by].takes(line.step);
    inspection.stage = line.step;
    await people[line.by].looks();
    return;
  }
  // Relatives write themselves: there is no paper of theirs to be seen.
  if (line.act === 'attestStatement') return;
  const { relative, statedBy: _known, noOpinion, ...answers } = { ...line.data(told) };
  const all = noOpinion ? { ...answers, noOpinion: true } : answers;
  const page = ownPages[line.act];
  if (page) return relatives[names.indexOf(String(relative ?? names[0]))]!.enters(line.act, all, page);
  await people[line.by].enters(
    line.act,
    { occurredOn: addDays(start, line.on), ...all },
    line.act === 'freezeDraft' ? '/draft' : undefined,
  );
  if (line.act === 'nameRelative') await letIn();
}

/** Naming lets nobody in. How a relative comes by a letter is told in letters.spec.ts; here those who signed in stand in the case, in this order. */
const letIn = (): Promise<unknown> =>
  house.query(
    `update relative r set person_id = s.person_id
       from (select person_id, row_number() over (order by min(created_at)) as nth from session where app = 'family' group by person_id) s,
            (select id, row_number() over (order by created_at, id) as nth from relative where case_id = $1) n
      where r.id = n.id and n.nth = s.nth and r.person_id is null`,
    [caseId],
  );

async function goThrough(...wanted: Chapter[]): Promise<void> {
  for (const line of linesOf(wanted)) await happens(line);
}

/** Everyone looks at where the case stands. */
async function allLook(...who: Who[]): Promise<void> {
  for (const one of who) await people[one].opensCase();
  for (const relative of relatives) await relative.opensCase();
}

describe('one case, from the report to its end', () => {
  it('is reported by the school with the keyboard only', async () => {
    await dayIs((start = addDays(tokyoDate(new Date()), 1)));
    const { school } = people;
    await school.opens('/cases/report');
    const hand = new Keyboard(school.page);
    await hand.answers('dateOfDeath', addDays(start, -1));
    await hand.answers('awareAt', `${start}T08:05`);
    await hand.answers('awareSource', 'family');
    await hand.answers('pupilName', pupil);
    await hand.sends();
    caseId = (await caseOf(house, pupil)).id;
    for (const one of [...Object.values(people), ...relatives]) one.caseId = caseId;
    await school.opensCase();
    await people.founder.opensCase();
    await people.founder.opens('/cases');
  });

  it('begins with the records held, a contact, the relatives, and the basic survey', async () => {
    await goThrough('start');
    await allLook('school', 'founder');
    await relatives[0]!.opens('/');
    await goThrough('basic');
  });

  it('is explained to the family, who ask and are answered', async () => {
    await goThrough('explanation');
    await allLook('founder');
    await relatives[0]!.enters(
      'askQuestion',
      { question: '家では、いつもと変わりありませんでした。学校での様子を知りたいです。' },
      '/questions',
    );
    await people.founder.enters('answerQuestion', { to: theFirst, answer: '学級日誌と担任の記録をもとに、次の説明でお答えします。' });
    await relatives[0]!.opensCase('/questions');
    expect(await relatives[0]!.text()).toContain('次の説明でお答えします');
    await goThrough('intention');
  });

  it('waits for what the relatives wish: one writes it with the keyboard only, one without scripts', async () => {
    await dayIs(told.day(30));
    const [first] = relatives;
    await first!.opensCase('/intention');
    const hand = new Keyboard(first!.page);
    await hand.answers('wish', 'WISH');
    await hand.sends();
    expect(new URL(first!.page.url()).search).toBe('?done=recordIntention');
    await first!.looks();
    for (const line of chapters.wishes.slice(1)) await happens(line);
    await allLook('founder');
  });

  it('is moved to the detailed survey; a committee is set up', async () => {
    await goThrough('decision', 'setUp');
    await allLook('founder', 'committeeMember', 'secretariat');
    await relatives[0]!.opensCase('/objection');
  });

  it('is surveyed; the draft is shown; the relatives say what they think of it', async () => {
    await goThrough('running', 'draft');
    await allLook('founder', 'committeeMember');
    for (const room of ['/items', '/draft', '/opinions', '/records', '/members', '/acts']) await people.committeeMember.opensCase(room);
    for (const page of ['/progress', '/draft', '/draft/parts/1']) await relatives[0]!.opensCase(page);
    await goThrough('report');
  });

  it('has a result, which is explained, and a supplementary survey a relative asks for', async () => {
    await goThrough('result');
    await allLook('founder');
    await relatives[1]!.opensCase('/report');
    const [request, , ...rest] = chapters.supplement;
    await happens(request); // Sent by the relative, it takes the step as well.
    inspection.stage = 'takeUpSupplement';
    await allLook('founder');
    for (const line of rest) await happens(line);
    await goThrough('secondDraft');
  });

  it('runs beside the limits of the JSC, and is published as the founder decides', async () => {
    await goThrough('jsc');
    await relatives[0]!.opensCase('/jsc');
    await people.founder.opens('/limits');
    await goThrough('publication');
    await allLook('founder', 'school');
  });

  it('is followed up and closed', async () => {
    await goThrough('closing');
    await allLook('school', 'founder', 'founderHead', 'committeeMember');
    for (const page of ['/journal', '/report', '/acts']) await people.founder.opensCase(page);
    await people.founder.opens('/procedure');
    expect((await caseOf(house, pupil)).state).toBe('CLOSED');
    expect(await relatives[0]!.text()).toMatch(/終結|終わ/);
  });

  it('stands in the database as it was told, and the journal holds', async () => {
    const { acts, steps } = asTold();
    // Relatives spoke for themselves: there was no paper of theirs to be seen.
    const { attestStatement: _papers, ...spoken } = acts;
    expect(await asRecorded(house, caseId)).toEqual({ acts: { ...spoken, askQuestion: 1, answerQuestion: 1 }, steps });
    expect(await brokenChains(house)).toEqual([]);
  });

  it('showed on no page an axe finding, a sideways scroll or a complaint of the browser', () => {
    expect(inspection.seen.size).toBeGreaterThan(70);
    expect(inspection.findings).toEqual([]);
  });
});
