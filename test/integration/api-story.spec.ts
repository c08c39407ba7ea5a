import { addMonths } from '#lib/calendar';
import type { StepName } from '#lib/cases';
import { type Chapter, chapters, linesOf, wholeStory } from '../../seeds/demo/story.js';
import { type Api, type Json, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';

jest.setTimeout(180_000);
let api: Api;
let told: ApiCase;

beforeAll(async () => {
  api = await startApi();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await api.setClock(`${tomorrow}T09:00:00+09:00`);
  told = await ApiCase.report(api);
});
afterAll(() => api?.close());

const clockTo = async (day: number) => {
  if ((await api.today()) < told.day(day)) expect((await api.setClock(`${told.day(day)}T10:00:00+09:00`)).status).toBe(200);
};
/** Tells chapters line by line, with the clock at the day of each. */
async function tell(...names: readonly Chapter[]): Promise<void> {
  for (const line of linesOf(names)) {
    await clockTo(line.on);
    await told.tell([line]);
  }
}
const refusal = async (by: Parameters<ApiCase['step']>[0], step: StepName) => {
  const before = await api.rows();
  const { status, body } = await told.step(by, step);
  expect([status, await api.rows()]).toEqual([409, before]);
  return body.missing ?? body.code;
};
const tracks = async (...names: string[]): Promise<unknown[]> => {
  const shown = (await told.show()).tracks;
  return names.map((name) => shown[name]);
};
const state = async () => (await told.show()).state;

it('every chapter of the story is told here', () => expect([...wholeStory, 'notMoved'].sort()).toEqual(Object.keys(chapters).sort()));

it('a report opens what runs from awareness and from the death', async () => {
  expect(await state()).toBe('INTAKE');
  expect(await told.deadlines('D-BASIC-START')).toEqual([`open ${told.day(0)}`]);
  expect(await told.deadlines('D-STAFF-3')).toEqual([`open ${told.day(3)}`]);
  expect(await told.deadlines('D-FAM-7')).toEqual([`open ${told.day(7)}`]);
  expect(await told.deadlines('D-BASIC-REPORT')).toEqual([`open ${told.day(30)}`]);
  expect(await told.deadlines('D-JSC-DEATH')).toEqual([expect.stringMatching(/^open/)]);
  expect(await told.missing('startBasicSurvey')).toEqual(['recordsHoldIssued', 'familyContactNamed']);
  expect(await refusal('school', 'startBasicSurvey')).toEqual(['recordsHoldIssued', 'familyContactNamed']);
});

it('the basic survey starts on the same day and is reported', async () => {
  await tell('start');
  expect([await state(), await told.deadlines('D-BASIC-START')]).toEqual(['BASIC_RUNNING', [`met ${told.day(0)}`]]);
  expect(await tracks('T_RECORDS', 'T_BULLYING', 'T_JSC')).toEqual(['held', 'notSuspected', 'none']);
  expect(await refusal('school', 'reportBasicSurvey')).toEqual([
    'staffHeard',
    'recordsChecked',
    'pupilsHeardOrReason',
    'basicFormComplete',
  ]);
  await tell('basic');
  expect(await state()).toBe('BASIC_REPORTED');
  expect([await told.deadlines('D-STAFF-3'), await told.deadlines('D-BASIC-REPORT')]).toEqual([
    [`met ${told.day(3)}`],
    [`met ${told.day(30)}`],
  ]);
});

it('the family is told everything; the seven days pass meanwhile and are met late', async () => {
  expect(await told.deadlines('D-FAM-7')).toEqual([`late ${told.day(7)}`]);
  expect(await refusal('founder', 'confirmFamilyExplained')).toContain('jscExplained');
  await tell('explanation');
  const [seven] = (await told.show()).deadlines.filter((one: Json) => one.rule === 'D-FAM-7');
  expect(seven).toMatchObject({ state: 'met', metOn: told.day(14), metLate: true });
  expect(await tracks('T_JSC')).toEqual(['explained']);
});

it('each relative is asked; a wish keeps the founder from not moving', async () => {
  await tell('intention');
  expect(await refusal('founder', 'confirmIntention')).toEqual(['everyWishRecorded']);
  await tell('wishes');
  expect([await state(), await told.deadlines('D-DECIDE')]).toEqual(['INTENTION_RECORDED', [`open ${told.day(47)}`]]);
  expect(await refusal('founder', 'decideNotToMove')).toEqual([
    'noRelativeWishesDetailed',
    'everyNoConfirmed',
    'suspicionsAskedAgain',
    'decidedNotToMove',
    'reasonNoticeReadThrough',
    'reasonExplained',
  ]);
});

it('the founder decides to move, and a committee is set up', async () => {
  expect(await told.missing('moveToDetailed')).toEqual(['decidedToMove']);
  await tell('decision');
  expect([await told.deadlines('D-DECIDE'), await told.deadlines('D-SETUP')]).toEqual([[`met ${told.day(47)}`], [`open ${told.day(96)}`]]);
  expect((await api.ask('secretariat', 'GET', told.path)).status).toBe(404);
  await tell('setUp');
  expect([await state(), await told.deadlines('D-SETUP')]).toEqual(['DETAILED_RUNNING', [`met ${told.day(96)}`]]);
  expect((await told.show('secretariat')).state).toBe('DETAILED_RUNNING');
});

it('a progress note moves the date of the next', async () => {
  const first = addMonths(told.day(70), 1);
  expect(await told.deadlines('D-PROGRESS')).toEqual([`open ${first}`]);
  await tell('running');
  expect(await told.deadlines('D-PROGRESS')).toEqual([`met ${first}`, `open ${addMonths(told.day(100), 1)}`]);
});

it('the draft is shown, opinions are heard and answered, the report is signed', async () => {
  expect(await refusal('secretariat', 'showDraft')).toEqual(['draftFrozen', 'draftReadThrough']);
  await tell('draft');
  expect(await refusal('committeeMember', 'submitReport')).toEqual(['draftShown', 'opinionsHeard', 'reportSigned']);
  await tell('report');
  expect([await state(), (await told.deadlines('D-PROGRESS')).at(-1)]).toEqual(['REPORTED', `cancelled ${addMonths(told.day(100), 1)}`]);
  await tell('result');
  expect(await state()).toBe('RESULT_EXPLAINED');
});

it('a supplementary survey is taken up, and what was signed before does not count for it', async () => {
  expect(await refusal('founder', 'takeUpSupplement')).toEqual(['supplementRequested']);
  await tell('supplement');
  expect([await state(), (await told.deadlines('D-PROGRESS')).at(-1)]).toEqual(['SUPPL_RUNNING', `open ${addMonths(told.day(190), 1)}`]);
  expect(await told.missing('showDraft')).toContain('draftFrozen');
  await tell('secondDraft');
  expect(await state()).toBe('RESULT_EXPLAINED');
});

it('the claim goes to JSC and the limit is met with its receipt', async () => {
  const before = await told.deadlines('D-JSC-DEATH');
  const [claim, forward, receipt] = linesOf(['jsc']);
  for (const [line, track, forwarding] of [
    [claim, 'claimed', 'open'],
    [forward, 'forwarded', 'met'],
    [receipt, 'received', 'met'],
  ] as const) {
    await clockTo(line!.on);
    await told.tell([line!]);
    expect([await tracks('T_JSC'), await told.deadlines('D-JSC-FORWARD')]).toEqual([[track], [`${forwarding} ${told.day(241)}`]]);
  }
  expect(await told.deadlines('D-JSC-DEATH')).toEqual([before[0]!.replace('open', 'met')]);
});

it('what is published is told to the family first', async () => {
  expect(await refusal('founder', 'decidePublication')).toEqual(['publicationWishAsked', 'publicationDecided']);
  await tell('publication');
  expect(await state()).toBe('FOLLOWUP');
});

it('the case is closed once nothing is open, and kept', async () => {
  expect(await refusal('founder', 'closeCase')).toEqual(['jscSettled', 'closingWritten']);
  await tell('closing');
  expect([await state(), await tracks('T_JSC')]).toEqual(['CLOSED', ['decided']]);
  expect(await told.deadlines('D-RETAIN')).toEqual([expect.stringMatching(/^open /)]);
  const open = (await told.show()).deadlines.filter((one: Json) => one.state === 'open' || one.state === 'late');
  expect(open.map((one: Json) => one.rule)).toEqual(['D-RETAIN']);
  expect(await told.act('founder', 'recordCare', { note: '記録' })).toMatchObject({ status: 409, body: { code: 'act-not-open' } });
});

it('it can be opened again with a reason', async () => {
  expect(await refusal('founder', 'reopenCase')).toEqual(['reopeningReasonWritten']);
  expect((await told.act('founder', 'writeReopening', { reason: '新しい事実' })).status).toBe(200);
  expect((await told.step('founder', 'reopenCase')).body.state).toBe('REOPENED');
  expect(await told.deadlines('D-RETAIN')).toEqual([expect.stringMatching(/^cancelled /)]);
});

it('a case that is not moved takes its own way to the end', async () => {
  const other = await ApiCase.after(api, ['start', 'basic', 'explanation', 'intention', 'notMoved']);
  expect((await other.show()).state).toBe('NOT_MOVED');
  expect(await other.deadlines('D-REASON')).toEqual([`met ${other.day(41)}`]);
  expect((await other.step('founder', 'followUpNotMoved')).body.state).toBe('FOLLOWUP');
  const [mother] = await other.relatives();
  await other.act('founder', 'recordIntention', {
    occurredOn: other.day(42),
    relative: mother,
    wish: 'WISH',
    earlySurveyWish: 'no',
    consentMext: 'no',
    consentCfa: 'no',
    consentCdr: 'no',
    statedBy: 'oral',
  });
  expect(await other.missing('closeCase')).toEqual(['jscSettled', 'noWishUnheeded', 'closingWritten']);
  expect(await other.deadlines('D-DECIDE')).toEqual([`late ${other.day(56)}`, expect.stringMatching(/^met /)]);
});
