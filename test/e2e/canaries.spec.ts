import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Redis from 'ioredis';
import { simpleParser } from 'mailparser';
import { actNames } from '#lib/cases';
import type { Document } from '../fuzz/api-requests.js';
import { type Ask, Crawler } from '../fuzz/crawler.js';
import { Course } from '../fuzz/judge.js';
import { Chance } from '../fuzz/random.js';
import { handedIn } from '../support/form.js';
import { House, logFiles } from '../support/house.js';
import { redisIsHere, startRedis } from '../support/redis.js';
import { bodyFor } from '../support/sample-body.js';
import { until } from '../support/until.js';

jest.setTimeout(400_000);

/** Stands in every name, address and sentence that is typed here, and is found again wherever it comes out. */
const canary = 'kanariya7z';
let planted = 0;
const text = (): string => `${canary}${(planted += 1)} 架空の文章。\n二行目 ${canary}`;
const mailAddress = (): string => `${canary}${(planted += 1)}@mihon.example`;

let house: House;
let redis: Awaited<ReturnType<typeof startRedis>> | undefined;
/** Every address asked or led to, and every head of an answer. */
const addresses: string[] = [];
const heads: string[] = [];
const course = new Course();

const ask: Ask = async (app, { method, url, headers, payload }) => {
  const answer = await fetch(house.origins[app] + url, {
    method,
    headers,
    redirect: 'manual',
    ...(payload === undefined ? {} : { body: payload }),
  });
  addresses.push(url, answer.headers.get('location') ?? '');
  heads.push(...[...answer.headers].map(([name, value]) => `${name}: ${value}`));
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
};

/** Hands in every act for every case with every token; what the case does not take now it refuses, which may be logged too. */
async function plantByApi(): Promise<number> {
  const { api } = house.origins;
  const document = (await (await fetch(`${api}/v1/openapi.json`)).json()) as Document;
  const cases = await house.query<{ id: string }>('select id from survey_case');
  let taken = 0;
  const send = async (url: string, token: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(api + url, { method: 'POST', headers, body: JSON.stringify(body) });
    heads.push(...[...answer.headers].map(([name, value]) => `${name}: ${value}`));
    if (answer.status < 300) taken += 1;
    expect(answer.status).toBeLessThan(500);
  };
  const filled = (path: string) => {
    const { schema } = document.paths[path]!['post']!.requestBody!.content['application/json'];
    const names = Object.entries(schema.properties ?? {}).filter(
      ([name, { format }]) => name !== 'version' && name !== 'idempotencyKey' && format !== 'uuid',
    );
    const body = bodyFor({ ...schema, required: [...new Set([...(schema.required ?? []), ...names.map(([name]) => name)])] });
    for (const [name, { type, format, pattern, enum: choices }] of names)
      if (format === 'email') body[name] = mailAddress();
      else if (type === 'string' && !format && !pattern && !choices) body[name] = text();
    return body;
  };
  for (const { token } of house.demo.apiTokens) {
    const { items } = (await (await fetch(`${api}/v1/schools`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      items?: { id: string }[];
    };
    await send('/v1/cases', token, { ...filled('/v1/cases'), ...(items?.[0] ? { school: items[0].id, schoolId: items[0].id } : {}) });
    for (const { id } of cases)
      for (const act of actNames) await send(`/v1/cases/${id}/acts/${act}`, token, filled(`/v1/cases/{id}/acts/${act}`));
  }
  return taken;
}

/** Everybody of the demo fills in every form there is for them. */
async function plantByPages(): Promise<void> {
  for (const { email, password, app } of house.demo.accounts) {
    const { headers, payload } = handedIn({ email, password, next: '/' });
    const entered = await fetch(`${house.origins[app]}/sign-in`, { method: 'POST', headers, body: payload, redirect: 'manual' });
    const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0]!;
    // A wrong address and password with a canary in them, too.
    const wrong = handedIn({ email: mailAddress(), password: text(), next: '/' });
    await ask(app, { method: 'POST', url: '/sign-in', headers: wrong.headers, payload: wrong.payload });
    const types = (kind: string): string =>
      kind === 'email' ? mailAddress() : kind === 'tel' ? '0300-00-0000' : kind === 'text' ? text().split('\n')[0]! : text();
    const limits = { pages: 60, forms: 30, times: 1, slow: 60_000, until: Date.now() + 8_000, types };
    await new Crawler(ask, { app, mailbox: email.split('@')[0]! }, cookie, new Chance(7), course, limits).walk(true);
  }
}

beforeAll(async () => {
  redis = redisIsHere() ? await startRedis() : undefined;
  house = await House.open(redis ? { REDIS_URL: redis.url } : {});
  expect(await plantByApi()).toBeGreaterThan(20);
  await plantByPages();
  // A fault with canaries in its hands: the database refuses what the app may usually do.
  await house.query('revoke insert on act from yorisoi_console, yorisoi_api');
  const [school] = house.demo.apiTokens.filter(({ role }) => role === 'school');
  for (const { id } of await house.query<{ id: string }>('select id from survey_case'))
    await fetch(`${house.origins.api}/v1/cases/${id}/acts/askQuestion`, {
      method: 'POST',
      headers: { authorization: `Bearer ${school!.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ occurredOn: '2026-01-05', question: text() }),
    });
  await house.query('grant insert on act to yorisoi_console, yorisoi_api');
  await until('the outbox is empty', async () => (await house.query('select 1 from outbox limit 1')).length === 0, 60_000).catch(
    () => undefined,
  );
});
afterAll(async () => {
  await house?.leave();
  await redis?.stop();
});

const withCanary = (found: readonly string[]): string[] => found.filter((one) => one.includes(canary)).map((one) => one.slice(0, 300));
/** All rows of tables as text. */
const rowsOf = async (tables: readonly string[]): Promise<string[]> =>
  (await Promise.all(tables.map((table) => house.query<{ row: string }>(`select t::text as row from ${table} t`))))
    .flat()
    .map(({ row }) => row);

it('were planted, and stand where they belong', async () => {
  expect(planted).toBeGreaterThan(500);
  const [acts] = await house.query<{ n: number }>('select count(*)::int as n from act');
  expect(acts!.n).toBeGreaterThan(60);
  expect([...course.statuses.keys()].filter((status) => status >= 500)).toEqual([]);
});

it('are in no log', () => {
  const logs = [...logFiles(house.place.data), path.join(house.place.data, 'postgres.log')];
  expect(logs.length).toBeGreaterThanOrEqual(7);
  for (const file of logs) expect([file, withCanary(readFileSync(file, 'utf8').split('\n'))]).toEqual([file, []]);
  expect(withCanary([house.start.said])).toEqual([]);
});

it('are in no job: not in the queue’s tables, not in the outbox, not in Redis', async () => {
  const queues = await house.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and (table_schema = 'bullmq' or table_name in ('outbox', 'idempotency', 'reminder', 'request_count', 'sign_in_attempt', 'session', 'seal'))`,
  );
  expect(queues.length).toBeGreaterThan(3);
  expect(withCanary(await rowsOf(queues.map(({ name }) => name)))).toEqual([]);
  if (!redis) return;
  const client = new Redis(redis.url);
  try {
    const found: string[] = [];
    for (const key of await client.keys('*')) {
      const held: Readonly<Record<string, () => Promise<unknown>>> = {
        string: () => client.get(key),
        hash: () => client.hgetall(key),
        list: () => client.lrange(key, 0, -1),
        set: () => client.smembers(key),
        zset: () => client.zrange(key, 0, -1),
        stream: () => client.xrange(key, '-', '+'),
      };
      found.push(key, JSON.stringify(await held[await client.type(key)]?.()));
    }
    expect(found.length).toBeGreaterThan(0);
    expect(withCanary(found)).toEqual([]);
  } finally {
    client.disconnect();
  }
});

it('are in no entry of the journal', async () => {
  const entries = await rowsOf(['journal_entry', 'journal_head']);
  expect(entries.length).toBeGreaterThan(100);
  expect(withCanary(entries)).toEqual([]);
});

it('are in no mail but the address of its receiver, in the head', async () => {
  const files = readdirSync(house.rawMails);
  expect(withCanary(files)).toEqual([]);
  for (const file of files) {
    const raw = readFileSync(path.join(house.rawMails, file));
    const { subject = '', text: words = '', html, headers } = await simpleParser(raw);
    const others = [...headers]
      .filter(([name]) => name !== 'to' && name !== 'x-envelope-to')
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    expect([
      file,
      withCanary([subject, words, html || '', ...others.filter((line) => !/^(delivered-to|x-original-to|x-rcpt|x-envelope)/.test(line))]),
    ]).toEqual([file, []]);
    expect(words).not.toContain('架空の文章');
  }
});

it('are in no address, no head of an answer and no file name', async () => {
  expect(withCanary(addresses.map((address) => decodeURIComponent(address.replace(/%(?![0-9a-f]{2})/gi, '%25'))))).toEqual([]);
  expect(withCanary(heads)).toEqual([]);
  const files = readdirSync(house.place.data, { recursive: true })
    .map(String)
    .filter((file) => !file.startsWith('postgres/'));
  expect(withCanary(files)).toEqual([]);
});

it('are in nothing that is told to everybody', async () => {
  for (const app of ['console', 'family', 'committee', 'api'] as const)
    for (const url of ['/health', '/v1/openapi.json', '/metrics', '/sign-in', '/nothing'])
      expect(await (await fetch(house.origins[app] + url)).text()).not.toContain(canary);
});
