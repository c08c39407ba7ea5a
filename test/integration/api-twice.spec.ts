import { canonical } from '#lib/journal';
import { type Answer, type Api, startApi } from '../support/api.js';
import { ApiCase, reportBody } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
let told: ApiCase;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.after(api, ['start']);
});
afterAll(() => api?.close());

const note = (text: string) => ({ occurredOn: told.start, note: text });
const care = (text: string, key: string, more: object = {}) =>
  api.ask('school', 'POST', `${told.path}/acts/recordCare`, { body: { ...note(text), ...more }, key });
/** An answer as one text; the order in which JSON names things says nothing. */
const whole = ({ status, body, headers }: Answer) => canonical([status, body, headers.location ?? null]);
const careActs = async () => (await api.sql(`select count(*)::int as n from act where name = 'recordCare'`))[0].n;

describe('the same key', () => {
  it('sent again is answered as the first time, and done once', async () => {
    const first = await care('一', 'a');
    const rows = await api.rows();
    const second = await care('一', 'a');
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(await api.rows()).toEqual(rows);
  });
  it('sent ten times at once is one act with one answer', async () => {
    const before = await careActs();
    const answers = await Promise.all(Array.from({ length: 10 }, () => care('二', 'b')));
    expect(new Set(answers.map(whole)).size).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect(await careActs()).toBe(before + 1);
  });
  it('with another body, act, step or case is refused, and nothing is done', async () => {
    const rows = await api.rows();
    const other = (await ApiCase.report(api)).path;
    const after = await api.rows();
    expect(after).not.toEqual(rows);
    const again = [
      care('三', 'a'),
      api.ask('school', 'POST', `${told.path}/acts/recordMedia`, { body: note('一'), key: 'a' }),
      api.ask('school', 'POST', `${other}/acts/recordCare`, { body: note('一'), key: 'a' }),
      api.ask('school', 'POST', `${told.path}/steps/reportBasicSurvey`, { key: 'a' }),
      api.ask('school', 'POST', '/v1/cases', { body: reportBody(await api.today()), key: 'a' }),
    ];
    for (const { status, body } of await Promise.all(again)) expect([status, body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(await api.rows()).toEqual(after);
  });
  it('of another person is another key', async () => {
    const before = await careActs();
    const answer = await api.ask('founder', 'POST', `${told.path}/acts/recordCare`, { body: note('一'), key: 'a' });
    expect([answer.status, await careActs()]).toEqual([200, before + 1]);
  });
  it('may stand in the body', async () => {
    const before = await careActs();
    const send = () => api.ask('school', 'POST', `${told.path}/acts/recordCare`, { body: { ...note('四'), idempotencyKey: 'c' } });
    expect((await send()).body).toEqual((await send()).body);
    expect(await careActs()).toBe(before + 1);
    expect((await care('四', 'd', { idempotencyKey: 'c' })).body.errors).toEqual([{ field: 'idempotencyKey', code: 'repeated' }]);
  });
  it('after a refusal is free: what was mended goes through', async () => {
    expect((await care('', 'e')).status).toBe(422);
    expect((await care('五', 'e')).status).toBe(200);
  });
  it('makes one case of ten reports at once, each answered with its address', async () => {
    const count = async () => (await api.sql('select count(*)::int as n from survey_case'))[0].n;
    const before = await count();
    const body = reportBody(await api.today());
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.ask('school', 'POST', '/v1/cases', { body, key: 'report' })));
    expect(new Set(answers.map(whole)).size).toBe(1);
    expect([answers[0]!.status, await count()]).toEqual([201, before + 1]);
  });
  it('takes a step once', async () => {
    const ready = await ApiCase.after(api, ['start', 'basic', 'explanation']);
    await ready.tell([
      { on: 14, by: 'school', act: 'recordReadThrough', data: () => ({ document: 'intentionForm', documentVersion: '1' }) },
      { on: 14, by: 'founder', act: 'issueIntentionForm', data: ({ relatives }) => ({ relatives, documentVersion: '1' }) },
    ]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ready.step('founder', 'awaitIntention', {}, 'step')));
    expect(new Set(answers.map(whole)).size).toBe(1);
    expect(answers[0]!.body.state).toBe('INTENTION_PENDING');
    expect(
      (await api.sql(`select count(*)::int as n from case_state where case_id = $1 and step = 'awaitIntention'`, [ready.id]))[0].n,
    ).toBe(1);
  });
});

describe('the version a writer saw', () => {
  it('is told with every case; an older one is refused, for acts and steps', async () => {
    const { version } = await told.show();
    const stale = { version: version - 1 };
    for (const { status, body } of [
      await care('六', 'f', stale),
      await told.step('school', 'reportBasicSurvey', stale),
      await care('六', 'g', { version: version + 1 }),
    ]) {
      expect([status, body.code, body.facts]).toEqual([409, 'changed-meanwhile', { version }]);
    }
    expect((await care('六', 'f', { version })).body.version).toBe(version + 1);
  });
  it('lets one of ten writers at once through', async () => {
    const { version } = await told.show();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => care('七', `h${n}`, { version })));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, ...Array<string>(9).fill('changed-meanwhile')]);
  });
});

it('of two steps at once one wins, and the case is where that one leads', async () => {
  const ready = await ApiCase.after(api, ['start', 'basic', 'explanation', 'intention', 'wishes', 'decision']);
  await ready.tell([{ on: 40, by: 'founder', act: 'chooseOrganisation', data: () => ({ organisation: 'STANDING' }) }]);
  const both = await Promise.all([ready.step('founder', 'setUpCommittee'), ready.step('founderHead', 'setUpCommittee')]);
  expect(both.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'step-not-open']);
  expect((await ready.show()).state).toBe('DETAILED_SETUP');
});

it('acts of many at once are all kept, one after the other', async () => {
  const { version } = await told.show();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => care(`八${n}`, `i${n}`)));
  expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => version + 1 + n));
});
