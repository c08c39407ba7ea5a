import { type Api, type Answer, type Sent, callers, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
let told: ApiCase;
let foreign: ApiCase;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.report(api);
  foreign = await ApiCase.report(api, { by: 'otherSchool' });
});
afterAll(() => api?.close());

/** Status and code of an answer that must be a problem and must have left everything as it was. */
async function refusal(ask: () => Promise<Answer>): Promise<[number, string]> {
  const before = await api.rows();
  const { status, type, body } = await ask();
  expect(type).toBe('application/problem+json');
  expect(body).toMatchObject({ status, title: expect.stringMatching(/./), code: expect.stringMatching(/^[a-z-]+$/) });
  expect(await api.rows()).toEqual(before);
  return [status, body.code];
}
const post = (path: string, sent?: Sent) => refusal(() => api.ask('founder', 'POST', path, sent));
const errorsOf = async (path: string, sent: Sent) => {
  const { status, body } = await api.ask('founder', 'POST', path, sent);
  expect([status, body.code]).toEqual([422, 'bad-input']);
  return body.errors;
};

describe('without a good token', () => {
  const requests = [
    ['GET', '/v1/cases'],
    ['POST', '/v1/cases'],
    ['GET', '/v1/procedure'],
    ['GET', '/v1/schools'],
    ['PUT', '/v1/training/clock'],
  ] as const;
  it.each(requests)('%s %s asks for one', async (method, path) => {
    expect(await refusal(() => api.ask(null, method, path))).toEqual([401, 'token-missing']);
    for (const authorization of ['Bearer x', 'Basic Zm9vOmJhcg==', 'Bearer', '', `Bearer ${'A'.repeat(43)}`, `Bearer ${'A'.repeat(9000)}`, `${api.tokens.founder}`]) {
      const answer = await api.ask(null, method, path, { headers: { authorization } });
      expect([answer.status, answer.body.code, answer.headers['www-authenticate']]).toEqual([401, 'token-invalid', 'Bearer']);
    }
  });
  it('a grant that has ended opens nothing any more', async () => {
    await api.sql(`update role_grant set ends_on = current_date - 2 where id = (select grant_id from api_token where token_hash = encode(sha256($1), 'hex'))`, [Buffer.from(api.tokens.neighbourSchool)]);
    expect(await refusal(() => api.ask('neighbourSchool', 'GET', '/v1/cases'))).toEqual([401, 'token-invalid']);
  });
  it('a date is worked out and the document is shown to everybody', async () => {
    expect((await api.ask(null, 'POST', '/v1/limits/preview', { body: { rule: 'D-JSC-DEATH', on: '2024-02-28' } })).status).toBe(200);
    expect((await api.ask(null, 'GET', '/v1/openapi.json')).status).toBe(200);
  });
});

describe('what is not there', () => {
  it.each(['00000000-0000-4000-8000-000000000000', 'x', '1', "1'--", '%00', '..%2f..', '%2e%2e', 'A'.repeat(99), 'A'.repeat(5000), '%F0%9F%98%80', 'null', '__proto__'])('no case under %s', async (id) => {
    expect(await refusal(() => api.ask('founder', 'GET', `/v1/cases/${id}`))).toEqual([404, 'not-found']);
    expect(await post(`/v1/cases/${id}/steps/startBasicSurvey`)).toEqual([404, 'not-found']);
    expect(await post(`/v1/cases/${id}/acts/recordCare`, { body: {} })).toEqual([404, 'not-found']);
  });
  it('a case of another founder is not found, for reading, steps and acts', async () => {
    expect(await refusal(() => api.ask('founder', 'GET', foreign.path))).toEqual([404, 'not-found']);
    expect(await post(`${foreign.path}/steps/startBasicSurvey`)).toEqual([404, 'not-found']);
    expect(await post(`${foreign.path}/acts/recordCare`, { body: { occurredOn: told.start, note: '記録' } })).toEqual([404, 'not-found']);
  });
  it.each(['startbasicsurvey', 'toString', '__proto__', 'constructor', '%00', 'あ', 'x'.repeat(90)])('no step and no act is called %s', async (name) => {
    expect(await post(`${told.path}/steps/${name}`)).toEqual([404, 'unknown-step']);
    expect(await post(`${told.path}/acts/${name}`, { body: {} })).toEqual([404, 'unknown-act']);
  });
  it.each(['/', '/v1', '/v1/', '/v1/cases/', '/v1/nothing', '/cases', '/v2/cases', '/v1/cases//steps', `/v1/${'a/'.repeat(500)}`])('nothing lies at %s', async (path) => {
    expect(await refusal(() => api.ask('founder', 'GET', path))).toEqual([404, 'not-found']);
  });
  it('an address that cannot be read is a bad request', async () => {
    expect((await refusal(() => api.ask('founder', 'GET', '/v1/%zz')))[0]).toBe(400);
    expect((await refusal(() => api.ask('founder', 'GET', '/v1/cases/%c0%af')))[0]).toBe(400);
  });
});

it('a wrong method is answered with those that are right', async () => {
  for (const [method, path, allow] of [
    ['PUT', '/v1/cases', 'GET, HEAD, POST'],
    ['PATCH', told.path, 'GET, HEAD'],
    ['DELETE', told.path, 'GET, HEAD'],
    ['GET', `${told.path}/steps/startBasicSurvey`, 'POST'],
    ['GET', '/v1/limits/preview', 'POST'],
    ['POST', '/v1/training/clock', 'GET, HEAD, PUT'],
    ['OPTIONS', '/v1/cases', 'GET, HEAD, POST'],
  ] as const) {
    expect([path, await refusal(() => api.ask('founder', method, path))]).toEqual([path, [405, 'wrong-method']]);
    expect((await api.ask('founder', method, path)).headers.allow).toBe(allow);
  }
  const head = await api.ask('founder', 'HEAD', '/v1/cases');
  expect([head.status, head.text]).toEqual([200, '']);
});

it('who may not, may not: readers write nothing, administrators see no case', async () => {
  for (const caller of ['prefecture', 'reader', 'administrator'] as const) {
    expect(await refusal(() => api.ask(caller, 'POST', '/v1/cases', { body: {} }))).toEqual([403, 'not-allowed']);
    expect(await refusal(() => api.ask(caller, 'POST', `${told.path}/steps/startBasicSurvey`))).toEqual([403, 'not-allowed']);
    expect(await refusal(() => api.ask(caller, 'POST', `${told.path}/acts/recordCare`, { body: {} }))).toEqual([403, 'not-allowed']);
  }
  expect(await refusal(() => api.ask('administrator', 'GET', '/v1/cases'))).toEqual([403, 'not-allowed']);
  expect(await refusal(() => api.ask('committeeMember', 'POST', '/v1/cases', { body: {} }))).toEqual([403, 'not-allowed']);
});

describe('a body that cannot be read', () => {
  const act = () => `${told.path}/acts/recordCare`;
  it.each(['{', '{"note":}', "{'note':1}", 'note=1', '{"a":1}{', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '\u0000', 'NaN'])('%j is broken', async (raw) => {
    expect(await post(act(), { raw })).toEqual([400, 'broken-body']);
    expect(await post(`${told.path}/steps/startBasicSurvey`, { raw })).toEqual([400, 'broken-body']);
  });
  it('bytes that are no UTF-8 are no answer', async () => {
    expect((await post(act(), { raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }))[0]).toBeLessThan(500);
  });
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', 'nonsense'])('%s is not taken', async (type) => {
    expect(await post(act(), { raw: 'note=1', type })).toEqual([415, 'wrong-media-type']);
  });
  it('ten megabytes are too much', async () => {
    expect(await post(act(), { body: { note: 'x'.repeat(10_000_000) } })).toEqual([413, 'too-large']);
  });
  it.each([['array', '['], ['object', '{"note":']])('a hundred thousand levels of %s end in a refusal, with and without a key', async (_, open) => {
    const raw = open.repeat(100_000) + (open === '[' ? ']' : '1}').repeat(100_000);
    expect((await post(act(), { raw }))[0]).toBeLessThan(500);
    expect((await post(act(), { raw, key: 'deep' }))[0]).toBeLessThan(500);
    expect((await post('/v1/cases', { raw, key: 'deep' }))[0]).toBeLessThan(500);
    expect((await post('/v1/limits/preview', { raw }))[0]).toBeLessThan(500);
  });
});

describe('a report that does not fit', () => {
  const report = (but: object) => errorsOf('/v1/cases', { body: { dateOfDeath: told.start, awareAt: `${told.start}T00:00:00+09:00`, awareSource: 'family', pupilName: '架空 花子', schoolId: api.people.schools.board, ...but } });
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
    const body = { dateOfDeath: '1900-01-01', awareAt: '1900-01-02T00:00:00Z', awareSource: 'family', pupilName: '架空', schoolId: api.people.schools.board };
    expect(await post('/v1/cases', { body })).toEqual([422, 'limit-day-out-of-range']);
  });
  it('what was typed does not come back', async () => {
    const { text } = await api.ask('founder', 'POST', '/v1/cases', { body: { pupilName: '架空 秘密' } });
    expect(text).not.toContain('秘密');
  });
});

describe('what comes with a write', () => {
  it.each([['1'], [0], [-1], [1.5], [1e308], [[1]], [{}], [true]])('the version %j is none', async (version) => {
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: { version } })).toEqual([{ field: 'version', code: 'not-a-number' }]);
    expect(await errorsOf(`${told.path}/acts/recordCare`, { body: { version } })).toEqual([{ field: 'version', code: 'not-a-number' }]);
  });
  it.each([[''], ['a b'], ['あ'], ['x'.repeat(201)]])('the key %j is none', async (idempotencyKey) => {
    expect(await errorsOf(`${told.path}/acts/recordCare`, { body: { idempotencyKey } })).toEqual([{ field: 'idempotencyKey', code: 'not-text' }]);
  });
  it('a step that brings more than that is refused: a misspelt version protects nobody', async () => {
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: { versoin: 1 } })).toEqual([{ field: 'versoin', code: 'unknown-field' }]);
    expect(await errorsOf(`${told.path}/steps/startBasicSurvey`, { body: [] })).toEqual([{ field: '', code: 'not-an-object' }]);
  });
});

it('the list refuses what it does not know, what is repeated and what is out of bounds', async () => {
  for (const query of ['x=1', 'state=intake', 'state=INTAKE&state=CLOSED', 'late=1', 'sort=name', 'limit=0', 'limit=201', 'limit=-1', 'limit=1e2', 'limit=', 'caseNo=%00', 'caseNo=a%00', 'after=x', 'after=2024(%00)_' + told.id, `after=275760-09-13T00:00:00.000Z_${told.id}&sort=reported`, `after=2024-01-01_${told.id}&sort=reported`, 'after=none_x', '__proto__=1', 'constructor=1', 'toString=1', 'state[]=INTAKE']) {
    const { status, body } = await api.ask('founder', 'GET', `/v1/cases?${query}`);
    expect([query, status, body.code]).toEqual([query, 422, 'bad-input']);
  }
});

describe('the training clock', () => {
  const set = (body: unknown) => refusal(() => api.ask('founder', 'PUT', '/v1/training/clock', { body }));
  it('goes forward only, and not to the end of days', async () => {
    expect(await set({ now: '2020-01-01T00:00:00+09:00' })).toEqual([422, 'clock-backwards']);
    expect(await set({ now: '2101-01-01T00:00:00Z' })).toEqual([422, 'clock-too-far']);
  });
  it.each([[{}], [null], [[]], [{ now: 1 }], [{ now: '2027-08-01' }], [{ now: '2027-08-01T09:00:00' }], [{ now: '2027-02-30T09:00:00Z' }], [{ now: '9999-01-01T00:00:00Z' }], [{ now: '2027-08-01T09:00:00+09:00', more: 1 }]])('%j is no time', async (body) => {
    expect(await set(body)).toEqual([422, 'bad-input']);
  });
  it('wants a body', async () => expect(await refusal(() => api.ask('founder', 'PUT', '/v1/training/clock'))).toEqual([422, 'bad-input']));
});

it('every caller there is was made for this test', () => expect(Object.keys(api.tokens).sort()).toEqual([...callers].sort()));
