import { connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';

jest.setTimeout(120_000);
let database: TestDatabase;
let app: NestFastifyApplication;
let origin: string;
let tokens: Awaited<ReturnType<typeof seedDemo>>['apiTokens'];

beforeAll(async () => {
  database = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await loadReference((sql, params) => owner.query(sql, params)).finally(() => owner.end());
  tokens = (await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing })).apiTokens;
  app = await buildWeb({ app: 'api', module: ApiModule.for({ databaseUrl: database.urls.api, training: false, keyRing: testKeyRing }) });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

const tokenOf = (role: string, at = 0) => tokens.filter((token) => token.role === role)[at]!.token;
const ask = async (token: string | null, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${origin}${path}`, {
    ...init,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...init.headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
};
/** What is answered to bytes as they stand. */
const say = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes));
    let heard = '';
    socket.setTimeout(10_000, () => reject(new Error('no answer')));
    socket.on('data', (data) => (heard += String(data)));
    socket.on('close', () => resolve(heard));
    socket.on('error', () => resolve(heard));
  });

it('the tokens of the demo show the cases of their holders', async () => {
  const seen = async (role: string, at = 0) => ((await ask(tokenOf(role, at), '/v1/cases')).body['items'] as { id: string }[]).length;
  expect([await seen('founder'), await seen('founder', 1), await seen('school'), await seen('school', 1)]).toEqual([4, 2, 4, 2]);
  expect([await seen('committeeMember'), await seen('secretariat'), await seen('prefecture'), await seen('reader')]).toEqual([2, 2, 0, 0]);
  for (const { id } of (await ask(tokenOf('founder'), '/v1/cases')).body['items'] as { id: string }[]) {
    expect((await ask(tokenOf('founder'), `/v1/cases/${id}`)).status).toBe(200);
    expect((await ask(tokenOf('founder', 1), `/v1/cases/${id}`)).status).toBe(404);
  }
});

it('where nobody trains there is no clock to set', async () => {
  const body = JSON.stringify({ now: '2099-08-01T09:00:00+09:00' });
  const set = await ask(tokenOf('founder'), '/v1/training/clock', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
  expect([set.status, set.body['code']]).toEqual([404, 'not-found']);
  expect((await ask(tokenOf('founder'), '/v1/training/clock')).status).toBe(404);
});

it('ten megabytes are refused, with and without a length said before', async () => {
  const headers = { 'content-type': 'application/json' };
  const large = JSON.stringify({ note: 'x'.repeat(10_000_000) });
  const said = await ask(tokenOf('founder'), '/v1/cases', { method: 'POST', headers, body: large });
  expect([said.status, said.body['code']]).toEqual([413, 'too-large']);
  const head = `POST /v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tokenOf('founder')}\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
  expect(await say(`${head}200000\r\n${'x'.repeat(0x200000)}\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
});

it.each([
  ['a head that is too long', `GET /v1/procedure HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ['an address that is too long', `GET /v1/cases/${'x'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['two lengths', 'POST /v1/limits/preview HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 400],
  ['a length and chunks', 'POST /v1/limits/preview HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}', 400],
  ['a method nobody knows', 'FOO /v1/cases HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ['an address with a space of its own', 'GET /v1/ca ses HTTP/1.1\r\nhost: x\r\n\r\n', 400],
])('%s is answered with a problem, and the next request is answered as ever', async (_, bytes, status) => {
  const heard = await say(bytes);
  const [head, body] = heard.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  expect(JSON.parse(body!)).toMatchObject({ status, code: expect.stringMatching(/^[a-z-]+$/), title: expect.any(String) });
  expect((await ask(null, '/v1/openapi.json')).status).toBe(200);
});

it('every answer carries the headers of the house', async () => {
  for (const path of ['/v1/openapi.json', '/v1/nothing', '/v1/cases', '/v1/%zz']) {
    const { headers } = await ask(null, path);
    // The definition is public and the same for all: it is kept, and asked for again each time.
    const kept = path === '/v1/openapi.json' ? 'no-cache' : 'no-store';
    expect([path, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([path, kept, 'nosniff']);
    expect([path, headers.get('x-powered-by'), headers.get('access-control-allow-origin')]).toEqual([path, null, null]);
  }
});
