import { brotliDecompressSync } from 'node:zlib';
import { actNames, needNames, stateNames, stepNames, stepOf, trackNames } from '#lib/cases';
import { type Answer, type Api, type Json, startApi } from '../support/api.js';
import { ApiCase, reportBody, until } from '../support/api-case.js';
import { unlike } from '../support/unlike.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);
let api: Api;
let told: ApiCase;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.after(api, until('basic'));
});
afterAll(() => api?.close());

describe('a case', () => {
  it('says where it stands, what runs beside it, what is possible and missing, and its deadlines', async () => {
    const shown = await told.show();
    expect(shown).toMatchObject({
      id: told.id,
      state: 'BASIC_REPORTED',
      edition: expect.stringMatching(/^20(14|25)$/),
      version: expect.any(Number),
      caseNo: expect.stringMatching(/^Y-\w{4}-\w{4}$/),
    });
    expect(Object.keys(shown.tracks)).toEqual(trackNames);
    expect(shown.possible).toContainEqual({
      step: 'confirmFamilyExplained',
      to: 'FAMILY_EXPLAINED',
      by: ['founder', 'school'],
      missing: ['explanationSheetReadThrough', 'basicResultReadThrough', 'basicResultExplained', 'jscExplained', 'desksExplained'],
    });
    const day = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
    expect(shown.deadlines).toContainEqual(
      expect.objectContaining({ rule: 'D-JSC-DEATH', state: 'open', strict: day, safe: day, ext142: day, firstCountedOn: told.start }),
    );
    expect(shown.deadlines).toContainEqual(expect.objectContaining({ rule: 'D-BASIC-REPORT', state: 'met', metOn: await api.today() }));
  });
  it('tells codes, ids and days, never names or what was written', async () => {
    const text = JSON.stringify(await told.show());
    const opened = openedBy(api.sql);
    const names = await opened.names();
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(text).not.toContain(name);
    const written = (await opened.acts(told.id)).flatMap(({ data }) =>
      Object.entries(data).flatMap(([key, value]) => (typeof value === 'string' && value.length > 9 && !key.endsWith('At') ? [value] : [])),
    );
    expect(written.length).toBeGreaterThan(10);
    for (const value of written) expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
  });
  it('is journalled when it is read, and only then', async () => {
    const reads = async () =>
      (await api.sql(`select count(*)::int as n from journal_entry where case_id = $1 and content like '%"event":"read"%'`, [told.id]))[0]
        .n;
    const before = await reads();
    await told.show('school');
    expect(await reads()).toBe(before + 1);
    await api.ask('otherFounder', 'GET', told.path);
    expect(await reads()).toBe(before + 1);
  });
});

describe('the document', () => {
  let document: Json;
  beforeAll(async () => {
    document = (await api.ask(null, 'GET', '/v1/openapi.json')).body;
  });
  const schema = (path: string, method: string, status: string) => {
    const named = document.paths[path][method].responses[status];
    const { content } = named.$ref ? document.components.responses[named.$ref.split('/').at(-1)] : named;
    return content[Object.keys(content)[0]!].schema;
  };
  it('tells what is answered', async () => {
    await told.act('founder', 'reportSeriousCase', { reportedTo: '市長' });
    const limit = { rule: 'D-JSC-DEATH', on: '2024-02-28' };
    const answers: [Answer, string, string, string][] = [
      [await api.ask('founder', 'GET', told.path), '/v1/cases/{id}', 'get', '200'],
      [await api.ask('prefecture', 'GET', told.path), '/v1/cases/{id}', 'get', '200'],
      [await api.ask('relative', 'GET', told.path), '/v1/cases/{id}', 'get', '200'],
      [await api.ask('founder', 'GET', '/v1/cases'), '/v1/cases', 'get', '200'],
      [await api.ask('prefecture', 'GET', '/v1/cases'), '/v1/cases', 'get', '200'],
      [await api.ask('school', 'POST', '/v1/cases', { body: reportBody(await api.today()) }), '/v1/cases', 'post', '201'],
      [await told.act('founder', 'recordCare', { note: '記録' }), '/v1/cases/{id}/acts/recordCare', 'post', '200'],
      [await told.act('founder', 'recordCare', {}), '/v1/cases/{id}/acts/recordCare', 'post', '4XX'],
      [await told.step('founder', 'confirmFamilyExplained'), '/v1/cases/{id}/steps/confirmFamilyExplained', 'post', '4XX'],
      [await api.ask('founder', 'GET', '/v1/schools'), '/v1/schools', 'get', '200'],
      [await api.ask('founder', 'GET', '/v1/procedure'), '/v1/procedure', 'get', '200'],
      [await api.ask(null, 'POST', '/v1/limits/preview', { body: limit }), '/v1/limits/preview', 'post', '200'],
      [await api.ask('founder', 'GET', '/v1/training/clock'), '/v1/training/clock', 'get', '200'],
    ];
    for (const [{ status, body }, path, method, as] of answers) {
      expect([path, as === '4XX' ? status >= 400 && status < 500 : String(status) === as]).toEqual([path, true]);
      expect([path, unlike(document, schema(path, method, as), body)]).toEqual([path, []]);
    }
  });
});

describe('reporting a case', () => {
  it('answers 201 with its address, id, version and state', async () => {
    const today = await api.today();
    const answer = await api.ask('school', 'POST', '/v1/cases', { body: reportBody(today) });
    expect([answer.status, answer.headers.location]).toEqual([201, `/v1/cases/${answer.body.id}`]);
    expect(answer.body).toMatchObject({ version: 2, state: 'INTAKE', actId: expect.any(String) });
    const item = (await api.ask('founder', 'GET', '/v1/cases?sort=reported&limit=1')).body.items[0];
    expect(item).toMatchObject({ id: answer.body.id, state: 'INTAKE', nextDueOn: today, late: false, grade: '中学二年' });
  });
  it('a founder names one of its schools, whose ids it can ask for', async () => {
    const { items } = (await api.ask('founder', 'GET', '/v1/schools')).body;
    expect(items.map((one: Json) => one.id)).toContain(api.people.schools.board);
    expect(items).toHaveLength(2);
    const body = { ...reportBody(await api.today()), schoolId: items[1].id };
    expect((await api.ask('founder', 'POST', '/v1/cases', { body })).status).toBe(201);
    expect((await api.ask('founderHead', 'POST', '/v1/cases', { body })).status).toBe(201);
    expect((await api.ask('school', 'GET', '/v1/schools')).body.items).toEqual([
      { id: api.people.schools.board, name: expect.any(String) },
    ]);
  });
  it('pins the edition by the day of death', async () => {
    await api.setClock('2030-01-10T09:00:00+09:00');
    for (const [dateOfDeath, edition] of [
      ['2026-01-31', '2014'],
      ['2026-02-01', '2025'],
    ]) {
      const { body } = await api.ask('school', 'POST', '/v1/cases', { body: { ...reportBody(await api.today()), dateOfDeath } });
      expect((await api.ask('school', 'GET', `/v1/cases/${body.id}`)).body.edition).toBe(edition);
    }
  });
});

describe('a step', () => {
  it.each<[string, object | undefined]>([
    ['no body', undefined],
    ['an empty body with its type', { raw: '' }],
    ['an empty object', { body: {} }],
    ['null', { body: null }],
  ])('may come with %s', async (_, sent) => {
    const { status, body } = await api.ask('founder', 'POST', `${told.path}/steps/confirmFamilyExplained`, sent);
    expect([status, body.code, body.missing[0]]).toEqual([409, 'facts-missing', 'explanationSheetReadThrough']);
  });
  it('that does not lead on from here says so', async () => {
    const { status, body } = await told.step('founder', 'closeCase');
    expect([status, body.code, body.facts]).toEqual([409, 'step-not-open', { step: 'closeCase', state: 'BASIC_REPORTED' }]);
  });
  it('answers the new state and version', async () => {
    const { version } = await told.show();
    await told.act('founder', 'decideTransition', { decision: 'move', decider: '教育長', reason: '理由' });
    const { status, body } = await told.step('founder', 'moveToDetailed');
    expect([status, body]).toEqual([200, { id: told.id, version: version + 2, state: 'DETAILED_DECIDED' }]);
  });
});

it('the procedure is the table itself, with its words and the forms of the acts', async () => {
  const { body } = await api.ask('reader', 'GET', '/v1/procedure');
  expect(body.states.map((one: Json) => one.state)).toEqual(stateNames);
  expect(body.steps).toEqual(stepNames.map((step) => ({ step, ...stepOf(step), name: expect.stringMatching(/./) })));
  expect(body.needs.map((one: Json) => one.need)).toEqual(needNames);
  expect(body.acts.map((one: Json) => one.act)).toEqual(actNames);
  const { fields } = body.acts.find((one: Json) => one.act === 'recordIntention');
  expect(fields).toContainEqual(
    expect.objectContaining({ name: 'wish', kind: 'choice', required: true, values: ['WISH', 'PARTIAL', 'UNDECIDED', 'NO_WISH'] }),
  );
});

it('the document comes packed where that is asked for, and once to whoever keeps it', async () => {
  const ask = (headers: Record<string, string>) => api.app.inject({ url: '/v1/openapi.json', headers });
  const whole = await ask({ 'accept-encoding': 'identity' });
  const packed = await ask({ 'accept-encoding': 'br' });
  expect([whole.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'br']);
  expect(brotliDecompressSync(packed.rawPayload)).toEqual(whole.rawPayload);
  const again = await ask({ 'if-none-match': String(whole.headers['etag']) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

describe('working out a limit', () => {
  const preview = async (body: object) => (await api.ask(null, 'POST', '/v1/limits/preview', { body })).body;
  it('answers the three dates and the working, each line with its source', async () => {
    const limit = await preview({ rule: 'D-JSC-DEATH', on: '2024-02-28' });
    expect(limit).toMatchObject({
      rule: 'D-JSC-DEATH',
      firstCountedOn: '2024-02-29',
      strict: '2026-02-28',
      safe: '2026-02-27',
      ext142: '2026-03-02',
    });
    for (const line of limit.working) expect(line).toEqual({ text: expect.stringMatching(/./), source: expect.stringMatching(/./) });
  });
  it('takes a month where the rule counts by month', async () => {
    expect(await preview({ rule: 'D-JSC-MED', month: '2024-04' })).toMatchObject({
      rule: 'D-JSC-MED',
      firstCountedOn: '2024-05-11',
      strict: '2026-05-10',
      safe: '2026-05-08',
    });
    expect(await preview({ rule: 'D-JSC-MED', month: '2024-04', on: null })).toMatchObject({ strict: '2026-05-10' });
  });
  it.each<[object, string]>([
    [{ rule: 'D-NONE', on: '2024-02-28' }, 'unknown-rule'],
    [{ rule: '__proto__', on: '2024-02-28' }, 'unknown-rule'],
    [{ rule: 'x'.repeat(10_000), on: '2024-02-28' }, 'unknown-rule'],
    [{ on: '2024-02-28' }, 'bad-input'],
    [{ rule: 7, on: '2024-02-28' }, 'bad-input'],
    [{ rule: ['D-JSC-DEATH'], on: '2024-02-28' }, 'bad-input'],
    [{ rule: 'D-JSC-DEATH', day: '2024-02-28' }, 'bad-input'],
    [{ rule: 'D-JSC-DEATH' }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: '2023-02-29' }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: '2024-2-28' }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: '9999-12-31' }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: '2999-12-31' }, 'limit-day-out-of-range'],
    [{ rule: 'D-JSC-DEATH', on: 20240228 }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: { toString: 1 } }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', month: '2024-04' }, 'limit-needs-day'],
    [{ rule: 'D-JSC-DEATH', on: '2024-02-28', month: '2024-04' }, 'limit-day-and-month'],
    [{ rule: 'D-JSC-MED', month: '2024-13' }, 'limit-needs-month'],
    [{ rule: 'D-JSC-MED', on: '2024-04-01' }, 'limit-needs-month'],
    [{}, 'bad-input'],
  ])('refuses %j', async (body, code) => {
    const { status, body: problem, text } = await api.ask(null, 'POST', '/v1/limits/preview', { body });
    expect([status, problem.code]).toEqual([422, code]);
    expect(text.length).toBeLessThan(1000);
  });
  it('reads no more than a date takes, with or without a token: whoever asks is nobody known', async () => {
    for (const by of [null, 'founder'] as const) {
      const body = { rule: 'x'.repeat(500_000), on: '2024-02-28' };
      const { status, body: problem, text } = await api.ask(by, 'POST', '/v1/limits/preview', { body });
      expect([status, problem.code, text.length < 1000]).toEqual([413, 'too-large', true]);
    }
  });
});

it('the training clock is set and read', async () => {
  const { status, body } = await api.ask('school', 'PUT', '/v1/training/clock', { body: { now: '2031-08-01T09:00:00+09:00' } });
  expect([status, body.now]).toEqual([200, expect.stringMatching(/^2031-08-01T00:00:0/)]);
  expect(await api.today()).toBe('2031-08-01');
});
