import { actForms, actNames, actOf, openIn, stepNames, stepOf } from '#lib/cases';
import { jsonSchemaOf } from '#lib/forms';
import { type Role, countsAs, newId } from '#lib/kernel';
import { type Api, type Caller, type Json, startApi } from '../support/api.js';
import { bodyFor } from '../support/sample-body.js';
import { ApiCase, until } from '../support/api-case.js';

jest.setTimeout(180_000);
let api: Api;
let told: ApiCase;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.after(api, until('setUp'));
});
afterAll(() => api?.close());

/** Roles that find the case, so that only the tables decide. */
const finders = ['school', 'founder', 'founderHead', 'committeeMember', 'secretariat', 'relative'] as const satisfies readonly (Role &
  Caller)[];
/** Faults the form by itself cannot know: what one field demands of another, or the case of both. */
const ofTheCase = /^unknown-choice$|^before-death$|-needed$|-none$/;
const split = (by: readonly Role[]) => ({
  right: finders.filter((role) => countsAs(role, by)),
  wrong: finders.filter((role) => !countsAs(role, by)),
});

it('every role asked here finds the case, which is in DETAILED_RUNNING', async () => {
  for (const role of finders) expect((await told.show(role)).state).toBe('DETAILED_RUNNING');
});

describe.each(actNames)('the act %s', (act) => {
  const { right, wrong } = split(actOf(act).by);
  const schema = jsonSchemaOf(actForms[act]);
  const send = (role: Caller, body: object) => api.ask(role, 'POST', `${told.path}/acts/${act}`, { body, key: newId() });

  it('is refused to every other role, with a good form and with none, and nothing is kept', async () => {
    const before = await api.rows();
    for (const role of wrong) {
      for (const body of [{}, bodyFor(schema)]) {
        const { status, body: problem } = await send(role, body);
        expect([role, status, problem.code]).toEqual([role, 403, 'not-allowed']);
      }
    }
    expect(await api.rows()).toEqual(before);
  });

  it('names every field it demands where the form is empty, and keeps nothing', async () => {
    const before = await api.rows();
    expect(right.length).toBeGreaterThan(0);
    for (const role of right) {
      const { status, body } = await send(role, {});
      expect([role, status, body.code]).toEqual([role, 422, 'bad-input']);
      expect(body.errors.map((error: Json) => error.field)).toEqual(schema.required);
      expect(new Set(body.errors.map((error: Json) => error.code))).toEqual(new Set(['required']));
    }
    expect(await api.rows()).toEqual(before);
  });

  it('takes a good form as far as the case is ready for it, never as a fault', async () => {
    const before = await api.rows();
    const { status, body } = await send(right[0]!, bodyFor(schema));
    if (!openIn(actOf(act), 'DETAILED_RUNNING')) expect([status, body.code]).toEqual([409, 'act-not-open']);
    else expect([200, 409, 422]).toContain(status);
    if (status === 422) for (const { code } of body.errors) expect(code).toMatch(ofTheCase);
    if (status !== 200) expect(await api.rows()).toEqual(before);
  });

  it('is not entered ahead of its day', async () => {
    const { status, body } = await send(right[0]!, { ...bodyFor(schema), occurredOn: '2199-01-01', x: 1 });
    expect([status, body.errors]).toEqual([422, [{ field: 'x', code: 'unknown-field' }]]);
    if (!openIn(actOf(act), 'DETAILED_RUNNING')) return;
    const ahead = await send(right[0]!, { ...bodyFor(schema), occurredOn: '2199-01-01' });
    expect([ahead.status, ahead.body.errors ?? ahead.body.code]).toEqual([422, [{ field: 'occurredOn', code: 'in-the-future' }]]);
  });
});

it.each(stepNames)('the step %s is refused to every other role, and to the right one while the case is elsewhere', async (step) => {
  const before = await api.rows();
  const { right, wrong } = split(stepOf(step).by);
  for (const role of wrong) {
    const { status, body } = await told.step(role, step, {}, `wrong-${step}`);
    expect([role, status, body.code]).toEqual([role, 403, 'not-allowed']);
  }
  for (const role of right) {
    const { status, body } = await told.step(role, step, {}, `right-${step}`);
    const leadsOn = stepOf(step).from.includes('DETAILED_RUNNING');
    expect([role, status, body.code]).toEqual([role, 409, leadsOn ? 'facts-missing' : 'step-not-open']);
  }
  expect(await api.rows()).toEqual(before);
});

it('relatives and acts that a form points at must be of this case', async () => {
  const other = await ApiCase.after(api, ['start']);
  const [strange] = await other.relatives();
  const [own] = await told.relatives();
  const field = async (by: Caller, act: 'askQuestion' | 'answerQuestion', data: object) => (await told.act(by, act, data)).body.errors?.[0];
  expect(await field('founder', 'askQuestion', { relative: strange, question: '問い' })).toEqual({
    field: 'relative',
    code: 'unknown-choice',
  });
  expect(await field('founder', 'answerQuestion', { to: other.id, answer: '答え' })).toEqual({ field: 'to', code: 'unknown-choice' });
  expect((await told.act('relative', 'askQuestion', { relative: own, question: '問い' })).status).toBe(200);
});

it('a relative speaks for herself only', async () => {
  const [, father] = await told.relatives();
  const { status, body } = await told.act('relative', 'askQuestion', { relative: father, question: '問い' });
  expect([status, body.errors]).toEqual([422, [{ field: 'relative', code: 'unknown-choice' }]]);
});
