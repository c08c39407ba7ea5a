import { gzipSync } from 'node:zlib';
import { type Answer, type Api, type Sent, refusalOf, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
let told: ApiCase;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.report(api);
});
afterAll(() => api?.close());

const refusal = (ask: () => Promise<Answer>) => refusalOf(api, ask);
const post = (path: string, sent?: Sent) => refusal(() => api.ask('founder', 'POST', path, sent));
const errorsOf = async (path: string, sent: Sent) => {
  const { status, body } = await api.ask('founder', 'POST', path, sent);
  expect([status, body.code]).toEqual([422, 'bad-input']);
  return body.errors;
};

describe('a body that cannot be read', () => {
  const act = () => `${told.path}/acts/recordCare`;
  it.each([
    '{',
    '{"note":}',
    "{'note':1}",
    'note=1',
    '{"a":1}{',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '\u0000',
    'NaN',
  ])('%j is broken', async (raw) => {
    expect(await post(act(), { raw })).toEqual([400, 'broken-body']);
    expect(await post(`${told.path}/steps/startBasicSurvey`, { raw })).toEqual([400, 'broken-body']);
  });
  it.each(['{"note":"a","note":"b"}', '{"note":"a","\\u006eote":"b"}', '{"note":{"a":1,"a":1}}', '[{"a":1,"a":2}]'])(
    '%s says a name twice, and neither is taken',
    async (raw) => expect(await post(act(), { raw })).toEqual([400, 'name-twice']),
  );
  it('bytes that are no UTF-8 are no answer', async () => {
    expect((await post(act(), { raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }))[0]).toBeLessThan(500);
  });
  it.each([
    'text/plain',
    'application/json-patch+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/xml',
    'nonsense',
  ])('%s is not taken', async (type) => {
    expect(await post(act(), { raw: 'note=1', type })).toEqual([415, 'wrong-media-type']);
  });
  it.each(['gzip', 'br', 'deflate', 'x'])('a body said to be packed with %s is not unpacked', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    expect(await post(act(), { raw: gzipSync('{}'), headers })).toEqual([400, 'broken-body']);
    expect(await post(act(), { body: {}, headers })).toEqual([422, 'bad-input']);
  });
  it('ten megabytes are too much', async () => {
    expect(await post(act(), { body: { note: 'x'.repeat(10_000_000) } })).toEqual([413, 'too-large']);
  });
  it.each([
    ['array', '['],
    ['object', '{"note":'],
  ])('a hundred thousand levels of %s end in a refusal, with and without a key', async (_, open) => {
    const raw = open.repeat(100_000) + (open === '[' ? ']' : '1}').repeat(100_000);
    expect((await post(act(), { raw }))[0]).toBeLessThan(500);
    expect((await post(act(), { raw, key: 'deep' }))[0]).toBeLessThan(500);
    expect((await post('/v1/cases', { raw, key: 'deep' }))[0]).toBeLessThan(500);
    expect((await post('/v1/limits/preview', { raw }))[0]).toBeLessThan(500);
  });
});

describe('a report that does not fit', () => {
  const report = (but: object) =>
    errorsOf('/v1/cases', {
      body: {
        dateOfDeath: told.start,
        awareAt: `${told.start}T00:00:00+09:00`,
        awareSource: 'family',
        pupilName: '架空 花子',
        schoolId: api.people.schools.board,
        ...but,
      },
    });
  it.each<[object, string, string]>([
    [{ dateOfDeath: '2025-02-30' }, 'dateOfDeath', 'not-a-day'],
    [{ dateOfDeath: '2025-13-01' }, 'dateOfDeath', 'not-a-day'],
    [{ dateOfDeath: '9999-12-31' }, 'dateOfDeath', 'not-a-day'],
    [{ dateOfDeath: '2999-12-31' }, 'dateOfDeath', 'in-the-future'],
    [{ dateOfDeath: 20250101 }, 'dateOfDeath', 'not-a-day'],
    [{ dateOfDeath: ['2025-01-01'] }, 'dateOfDeath', 'repeated'],
    [{ dateOfDeath: null }, 'dateOfDeath', 'required'],
    [{ awareAt: '2025-05-12T08:00:00' }, 'awareAt', 'not-a-moment'],
    [{ awareAt: '2025-05-12' }, 'awareAt', 'not-a-moment'],
    [{ awareAt: '1900-01-01T00:00:00+14:00' }, 'awareAt', 'not-a-moment'],
    [{ awareAt: '2999-12-31T23:59:59-14:00' }, 'awareAt', 'not-a-moment'],
    [{ awareAt: '2900-01-01T00:00:00Z' }, 'awareAt', 'in-the-future'],
    [{ awareAt: '2001-01-01T00:00:00Z' }, 'awareAt', 'before-death'],
    [{ awareSource: 'nobody' }, 'awareSource', 'not-a-choice'],
    [{ awareSource: {} }, 'awareSource', 'not-a-choice'],
    [{ pupilName: '' }, 'pupilName', 'required'],
    [{ pupilName: 'a\u0000b' }, 'pupilName', 'bad-characters'],
    [{ pupilName: '\ud800' }, 'pupilName', 'bad-characters'],
    [{ pupilName: 'あ'.repeat(201) }, 'pupilName', 'too-long'],
    [{ grade: 7 }, 'grade', 'not-text'],
    [{ schoolId: undefined }, 'schoolId', 'required'],
    [{ schoolId: 'x' }, 'schoolId', 'unknown-choice'],
    [{ pupil: 'x' }, 'pupil', 'unknown-field'],
    [{ toString: 'x' }, 'toString', 'unknown-field'],
  ])('%j', async (but, field, code) => {
    const before = await api.rows();
    expect(await report(but)).toContainEqual({ field, code });
    expect(await api.rows()).toEqual(before);
  });
  it('a founder cannot report for a school of another', async () => {
    expect(await report({ schoolId: api.people.schools.corporation })).toEqual([{ field: 'schoolId', code: 'unknown-choice' }]);
  });
  it.each([[null], [[]], ['x'], [7], [true]])('%j is no report', async (body) => {
    expect(await errorsOf('/v1/cases', { body })).toEqual([{ field: '', code: 'not-an-object' }]);
  });
  it('a day before the law we know is refused by name', async () => {
    const body = {
      dateOfDeath: '1900-01-01',
      awareAt: '1900-01-02T00:00:00Z',
      awareSource: 'family',
      pupilName: '架空',
      schoolId: api.people.schools.board,
    };
    expect(await post('/v1/cases', { body })).toEqual([422, 'limit-day-out-of-range']);
  });
  it('what was typed does not come back', async () => {
    const { text } = await api.ask('founder', 'POST', '/v1/cases', { body: { pupilName: '架空 秘密' } });
    expect(text).not.toContain('秘密');
  });
});

describe('what comes with a write', () => {
  it.each([['1'], [0], [-1], [1.5], [1e308], [[1]], [{}], [true]])('the version %j is none', async (version) => {
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: { version } })).toEqual([
      { field: 'version', code: 'not-a-number' },
    ]);
    expect(await errorsOf(`${told.path}/acts/recordCare`, { body: { version } })).toEqual([{ field: 'version', code: 'not-a-number' }]);
  });
  it.each([[''], ['a b'], ['あ'], ['x'.repeat(201)]])('the key %j is none', async (idempotencyKey) => {
    const headers = { 'idempotency-key': idempotencyKey };
    expect(await errorsOf(`${told.path}/acts/recordCare`, { body: {}, headers })).toEqual([{ field: 'Idempotency-Key', code: 'not-text' }]);
    expect(await errorsOf(`${told.path}/acts/recordCare`, { body: { idempotencyKey } })).toEqual([
      { field: 'idempotencyKey', code: 'not-text' },
    ]);
  });
  it('a step that brings more than that is refused: a misspelt version protects nobody', async () => {
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: { versoin: 1 } })).toEqual([
      { field: 'versoin', code: 'unknown-field' },
    ]);
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: [] })).toEqual([{ field: '', code: 'not-an-object' }]);
  });
});

describe('the training clock', () => {
  const set = (body: unknown) => refusal(() => api.ask('founder', 'PUT', '/v1/training/clock', { body }));
  it('goes forward only, and not to the end of days', async () => {
    expect(await set({ now: '2020-01-01T00:00:00+09:00' })).toEqual([422, 'clock-backwards']);
    expect(await set({ now: '2101-01-01T00:00:00Z' })).toEqual([422, 'clock-too-far']);
  });
  it.each([
    [{}],
    [null],
    [[]],
    [{ now: 1 }],
    [{ now: '2027-08-01' }],
    [{ now: '2027-08-01T09:00:00' }],
    [{ now: '2027-02-30T09:00:00Z' }],
    [{ now: '9999-01-01T00:00:00Z' }],
    [{ now: '2027-08-01T09:00:00+09:00', more: 1 }],
  ])('%j is no time', async (body) => {
    expect(await set(body)).toEqual([422, 'bad-input']);
  });
  it('wants a body', async () => expect(await refusal(() => api.ask('founder', 'PUT', '/v1/training/clock'))).toEqual([422, 'bad-input']));
});
