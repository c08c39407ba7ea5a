import { type Answer, type Api, type Sent, callers, refusalOf, startApi } from '../support/api.js';
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

const refusal = (ask: () => Promise<Answer>) => refusalOf(api, ask);
const post = (path: string, sent?: Sent) => refusal(() => api.ask('founder', 'POST', path, sent));

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
    for (const authorization of [
      'Bearer x',
      'Basic Zm9vOmJhcg==',
      'Bearer',
      '',
      `Bearer ${'A'.repeat(43)}`,
      `Bearer ${'A'.repeat(9000)}`,
      `${api.tokens.founder}`,
    ]) {
      const answer = await api.ask(null, method, path, { headers: { authorization } });
      expect([answer.status, answer.body.code, answer.headers['www-authenticate']]).toEqual([401, 'token-invalid', 'Bearer']);
    }
  });
  it('a grant that has ended opens nothing any more', async () => {
    await api.sql(
      `update role_grant set ends_on = current_date - 2 where id = (select grant_id from api_token where token_hash = encode(sha256($1), 'hex'))`,
      [Buffer.from(api.tokens.neighbourSchool)],
    );
    expect(await refusal(() => api.ask('neighbourSchool', 'GET', '/v1/cases'))).toEqual([401, 'token-invalid']);
  });
  it('a date is worked out and the document is shown to everybody', async () => {
    expect((await api.ask(null, 'POST', '/v1/limits/preview', { body: { rule: 'D-JSC-DEATH', on: '2024-02-28' } })).status).toBe(200);
    expect((await api.ask(null, 'GET', '/v1/openapi.json')).status).toBe(200);
  });
});

describe('what is not there', () => {
  it.each([
    '00000000-0000-4000-8000-000000000000',
    'x',
    '1',
    "1'--",
    '%00',
    '..%2f..',
    '%2e%2e',
    'A'.repeat(99),
    'A'.repeat(5000),
    '%F0%9F%98%80',
    'null',
    '__proto__',
  ])('no case under %s', async (id) => {
    expect(await refusal(() => api.ask('founder', 'GET', `/v1/cases/${id}`))).toEqual([404, 'not-found']);
    expect(await post(`/v1/cases/${id}/steps/startBasicSurvey`)).toEqual([404, 'not-found']);
    expect(await post(`/v1/cases/${id}/acts/recordCare`, { body: {} })).toEqual([404, 'not-found']);
  });
  it('a case of another founder is not found, for reading, steps and acts', async () => {
    expect(await refusal(() => api.ask('founder', 'GET', foreign.path))).toEqual([404, 'not-found']);
    expect(await post(`${foreign.path}/steps/startBasicSurvey`)).toEqual([404, 'not-found']);
    expect(await post(`${foreign.path}/acts/recordCare`, { body: { occurredOn: told.start, note: '記録' } })).toEqual([404, 'not-found']);
  });
  it.each(['startbasicsurvey', 'toString', '__proto__', 'constructor', '%00', 'あ', 'x'.repeat(90)])(
    'no step and no act is called %s',
    async (name) => {
      expect(await post(`${told.path}/steps/${name}`)).toEqual([404, 'unknown-step']);
      expect(await post(`${told.path}/acts/${name}`, { body: {} })).toEqual([404, 'unknown-act']);
    },
  );
  it.each(['/', '/v1', '/v1/', '/v1/cases/', '/v1/nothing', '/cases', '/v2/cases', '/v1/cases//steps', `/v1/${'a/'.repeat(500)}`])(
    'nothing lies at %s',
    async (path) => {
      expect(await refusal(() => api.ask('founder', 'GET', path))).toEqual([404, 'not-found']);
    },
  );
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

it('the list refuses what it does not know, what is repeated and what is out of bounds', async () => {
  for (const query of [
    'x=1',
    'state=intake',
    'state=INTAKE&state=CLOSED',
    'late=1',
    'sort=name',
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1e2',
    'limit=',
    'caseNo=%00',
    'caseNo=a%00',
    'after=x',
    'after=2024(%00)_' + told.id,
    `after=275760-09-13T00:00:00.000Z_${told.id}&sort=reported`,
    `after=2024-01-01_${told.id}&sort=reported`,
    'after=none_x',
    '__proto__=1',
    'constructor=1',
    'toString=1',
    'state[]=INTAKE',
  ]) {
    const { status, body } = await api.ask('founder', 'GET', `/v1/cases?${query}`);
    expect([query, status, body.code]).toEqual([query, 422, 'bad-input']);
  }
});

it('every caller there is was made for this test', () => expect(Object.keys(api.tokens).sort()).toEqual([...callers].sort()));
