import { type StepName, stepNames } from '#lib/cases';
import { type Chapter, linesOf, wholeStory } from '../../seeds/demo/story.js';
import { type Api, type Caller, startApi } from '../support/api.js';
import { ApiCase, until } from '../support/api-case.js';

jest.setTimeout(180_000);
let api: Api;
const taken = new Set<StepName>();

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

async function after(...names: readonly Chapter[]): Promise<ApiCase> {
  for (const line of linesOf(names)) if ('step' in line) taken.add(line.step);
  return ApiCase.after(api, names);
}
/** Takes a step and answers where it leads, or why not. */
async function step(told: ApiCase, by: Caller, name: StepName): Promise<unknown> {
  const { status, body } = await told.step(by, name);
  if (status === 200) taken.add(name);
  return body.missing ?? body.state ?? body.code;
}
async function acts(told: ApiCase, ...done: readonly [Caller, Parameters<ApiCase['act']>[1], object?][]): Promise<void> {
  for (const [by, act, data] of done) {
    const { status, text } = await told.act(by, act, data);
    expect([act, status, text]).toEqual([act, 200, expect.anything()]);
  }
}
const explained = async (told: ApiCase) => ({
  relatives: await told.relatives(),
  way: 'inPerson',
  place: '市役所',
  persons: '担当者',
  documentVersion: '1',
});

it('a draft is taken back and shown anew; what was said about the first does not count for the second', async () => {
  const told = await after(...until('draft'));
  await acts(told, ['committeeMember', 'recordDraftShown', await explained(told)]);
  expect(await told.missing('submitReport')).not.toContain('draftShown');
  expect(await step(told, 'committeeMember', 'reviseDraft')).toBe('DETAILED_RUNNING');
  expect(await step(told, 'committeeMember', 'showDraft')).toEqual(['draftFrozen']);
  await acts(told, ['committeeMember', 'freezeDraft', { content: '改めた案' }]);
  expect(await step(told, 'committeeMember', 'showDraft')).toEqual(['draftReadThrough']);
  await acts(told, ['secretariat', 'recordReadThrough', { document: 'draftReport', documentVersion: '2' }]);
  expect(await step(told, 'committeeMember', 'showDraft')).toBe('DRAFT_TO_FAMILY');
  expect(await told.missing('submitReport')).toEqual(['draftShown', 'opinionsHeard', 'reportSigned']);
});

it('a relative asks for a supplement herself; declined with a reason, it goes to a reinvestigation', async () => {
  const told = await after(...until('result'));
  expect(await step(told, 'relative', 'takeUpSupplement')).toEqual(['supplementRequested']);
  await acts(told, ['relative', 'requestSupplement', { insufficient: '足りない点' }]);
  expect((await told.show('relative')).possible).toEqual([
    { step: 'takeUpSupplement', to: 'SUPPL_REQUESTED', by: expect.arrayContaining(['relative']), missing: [] },
  ]);
  expect(await step(told, 'relative', 'takeUpSupplement')).toBe('SUPPL_REQUESTED');
  expect(await step(told, 'founder', 'declineSupplement')).toEqual(['supplementDeclined', 'declineExplained']);
  await acts(told, ['founder', 'decideSupplement', { to: told.acts.act('requestSupplement'), decision: 'declined', reason: '理由' }]);
  expect(await told.missing('startSupplement')).toEqual(['supplementAccepted']);
  await acts(told, ['founder', 'explainSupplementDeclined', await explained(told)]);
  expect(await step(told, 'founder', 'declineSupplement')).toBe('SUPPL_DECLINED');
  await acts(told, ['founder', 'recordReinvestigation', { authority: '市長', reason: '理由' }]);
  expect(await step(told, 'founder', 'startReinvestigation')).toBe('REINVESTIGATION');
  expect(await step(told, 'founder', 'confirmReinvestigationExplained')).toEqual(['reinvestigationFinished', 'reinvestigationExplained']);
  await acts(
    told,
    ['founder', 'recordReinvestigationResult', { summary: '結果' }],
    ['founder', 'explainReinvestigation', await explained(told)],
  );
  expect(await step(told, 'founder', 'confirmReinvestigationExplained')).toBe('RESULT_EXPLAINED');
});

it.each<[StepName, string, readonly string[]]>([
  ['resumeBasicSurvey', 'BASIC_RUNNING', []],
  ['resumeDetailedSurvey', 'DETAILED_RUNNING', []],
  ['resumeDecision', 'DETAILED_DECIDED', []],
])('a closed case that is opened again goes on: %s', async (name, state, missing) => {
  const told = await after(...wholeStory);
  await acts(told, ['founder', 'writeReopening', { reason: '新しい事実' }]);
  expect(await step(told, 'founder', 'reopenCase')).toBe('REOPENED');
  expect(await told.missing('resumeSupplement')).toEqual(['supplementAccepted']);
  if (name === 'resumeDecision') {
    expect(await step(told, 'founder', name)).toEqual(['decidedToMove']);
    await acts(told, ['founder', 'decideTransition', { decision: 'move', decider: '教育長', reason: '理由' }]);
  } else expect(await told.missing(name)).toEqual(missing);
  expect(await step(told, 'founder', name)).toBe(state);
});

it('a closed case is taken up for a supplement that a relative asks for after the end', async () => {
  const told = await after(...wholeStory);
  await acts(
    told,
    ['relative', 'requestSupplement', { insufficient: '足りない点' }],
    ['founder', 'writeReopening', { reason: '遺族の申出' }],
  );
  expect(await step(told, 'founder', 'reopenCase')).toBe('REOPENED');
  await acts(told, ['founder', 'decideSupplement', { to: told.acts.act('requestSupplement'), decision: 'accepted', reason: '理由' }]);
  expect(await step(told, 'founder', 'resumeSupplement')).toBe('SUPPL_RUNNING');
});

it('a case that was not moved is followed up', async () => {
  const told = await after('start', 'basic', 'explanation', 'intention', 'notMoved');
  expect(await step(told, 'founder', 'followUpNotMoved')).toBe('FOLLOWUP');
});

it('every step of the table was taken over the API', () => expect([...taken].sort()).toEqual([...stepNames].sort()));
