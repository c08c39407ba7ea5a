import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { forgetWhatEnded } from '#lib/accounts';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { newId, Refused, systemActor } from '#lib/kernel';
import { Pace } from '#lib/pace';
import { edges } from '#lib/texts';
import { buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { handedIn } from '../support/form.js';
import { testKeyRing } from '../support/key-ring.js';

jest.setTimeout(60_000);
let database: TestDatabase;
let owner: DataSource;
let sources: DataSource[];
let accounts: Awaited<ReturnType<typeof seedDemo>>['accounts'];
let tokens: Awaited<ReturnType<typeof seedDemo>>['apiTokens'];
const open: NestFastifyApplication[] = [];

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  ({ accounts, apiTokens: tokens } = await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing }));
  sources = await Promise.all([database.urls.console, database.urls.console, database.urls.console].map((url) => openDataSource(url)));
});
afterAll(async () => {
  await Promise.all(open.map((app) => app.close()));
  await Promise.all([owner, ...(sources ?? [])].map((source) => source?.destroy()));
  await database?.close();
});

/** Never on the edge of a minute, where counting begins anew. */
const early = async () => {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
};
const passes = (going: Promise<void>): Promise<boolean> =>
  going.then(
    () => true,
    (no: unknown) => {
      if (!(no instanceof Refused)) throw no;
      expect([no.code, Number(no.facts['retryAfter']) > 0 && Number(no.facts['retryAfter']) <= 60]).toEqual(['too-many-requests', true]);
      return false;
    },
  );
const limits = { reads: 50, writes: 7, strangers: 30 };

describe('the pace', () => {
  beforeEach(early);

  it('holds over several processes: together they let through the limit, and not one more', async () => {
    const processes = sources.map((source) => new Pace(source, limits));
    const who = newId();
    const all = await Promise.all(Array.from({ length: 300 }, (_, at) => passes(processes[at % 3]!.account(who, 'GET'))));
    expect(all.filter(Boolean)).toHaveLength(limits.reads);
    expect(await passes(processes[1]!.account(who, 'POST'))).toBe(true);
    expect(await passes(processes[1]!.account(newId(), 'GET'))).toBe(true);
  });

  it('costs one statement for a share of requests, and none once the limit is reached', async () => {
    let statements = 0;
    const counted = { query: (...args: Parameters<DataSource['query']>) => ((statements += 1), sources[0]!.query(...args)) };
    const pace = new Pace(counted as unknown as DataSource, { ...limits, reads: 200 });
    const who = newId();
    for (let n = 0; n < 500; n++) await passes(pace.account(who, 'HEAD'));
    expect(statements).toBe(21);
  });

  it('counts where it stands no address and no name, and the worker clears it away', async () => {
    await new Pace(sources[0]!, limits).stranger('fingerprint');
    const [row] = await owner.query<{ who: string }[]>(`select who from request_count where who like '% stranger %'`);
    expect(row!.who).toBe('console stranger fingerprint');
    await owner.query(`insert into request_count values ('old', now() - interval '1 hour', 1)`);
    const worker = await openDataSource(database.urls.worker);
    await new UnitOfWork(worker, new SystemClock(), new Listeners()).run(systemActor('worker'), forgetWhatEnded);
    await worker.destroy();
    expect(await owner.query(`select 1 from request_count where who = 'old'`)).toEqual([]);
  });

  it('is no limit where nothing is said', async () => {
    const pace = new Pace(sources[0]!);
    for (let n = 0; n < 2_000; n++) await pace.account('x', 'POST');
  });
});

describe('behind one address', () => {
  let pages: NestFastifyApplication;
  let api: NestFastifyApplication;
  let office = '';
  let offices = 0;
  beforeAll(async () => {
    const common = { training: false, limits, keyRing: testKeyRing };
    pages = await buildWeb({
      ...pagesOfConsole,
      module: ConsoleModule.for({ ...common, databaseUrl: database.urls.console, mode: 'solo', secureCookies: false }),
    });
    api = await buildWeb({ app: 'api', module: ApiModule.for({ ...common, databaseUrl: database.urls.api }), trustProxy: ['127.0.0.1'] });
    open.push(pages, api);
  });
  beforeEach(async () => {
    await early();
    office = `198.51.100.${(offices += 1)}`;
  });
  const look = (url: string, cookie?: string) =>
    pages.inject({ method: 'GET', url, remoteAddress: office, headers: cookie ? { cookie } : {} });
  const signIn = async (who: string) => {
    const { email, password } = accounts.find((account) => account.email.startsWith(`${who}@`))!;
    const answer = await pages.inject({ method: 'POST', url: '/sign-in', remoteAddress: office, ...handedIn({ email, password }) });
    return String(answer.headers['set-cookie']).split(';')[0]!;
  };

  it('somebody who asks without end is stopped, and a colleague goes on reading', async () => {
    const [busy, calm] = [await signIn('kyoiku'), await signIn('aozora')];
    const answers = await Promise.all(Array.from({ length: 70 }, () => look('/procedure', busy)));
    const stopped = answers.filter(({ statusCode }) => statusCode === 429);
    expect(stopped).toHaveLength(70 - limits.reads);
    expect(Number(stopped[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect(stopped[0]!.headers['content-type']).toContain('text/html');
    expect((await look('/procedure', calm)).statusCode).toBe(200);
  });

  it('strangers are stopped together, and whoever is signed in goes on', async () => {
    const calm = await signIn('hidamari');
    const answers = await Promise.all(Array.from({ length: 60 }, () => look('/cases')));
    expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThanOrEqual(60 - limits.strangers);
    expect((await look('/sign-in')).statusCode).toBe(429);
    expect((await look('/cases', calm)).statusCode).toBe(200);
    expect((await pages.inject({ method: 'GET', url: '/sign-in', remoteAddress: '203.0.113.9' })).statusCode).toBe(200);
  });

  it('a browser somebody was let in with goes on by itself once its address has used up what strangers may', async () => {
    const { email, password } = accounts.find((account) => account.email.startsWith('gakuen@'))!;
    const entered = await pages.inject({ method: 'POST', url: '/sign-in', remoteAddress: office, ...handedIn({ email, password }) });
    const device = [entered.headers['set-cookie']].flat().find((one) => String(one).startsWith('yorisoi-console-device='))!;
    const known = String(device).split(';')[0]!;
    const made = `yorisoi-console-device=${'m'.repeat(43)}`;
    await Promise.all(Array.from({ length: 60 }, () => look('/cases')));
    expect((await look('/sign-in', made)).statusCode).toBe(429);
    expect((await look('/sign-in', known)).statusCode).toBe(200);
    const many = await Promise.all(Array.from({ length: 60 }, () => look('/sign-in', known)));
    expect(many.filter(({ statusCode }) => statusCode === 200).length).toBeLessThanOrEqual(limits.writes);
  });

  it('a form that came too soon after many others keeps what was written', async () => {
    const cookie = await signIn('koko');
    const send = () =>
      pages.inject({ method: 'POST', url: '/cases/report', remoteAddress: office, ...handedIn({ note: '長い 文章' }, cookie) });
    const answers = [];
    for (let n = 0; n <= limits.writes; n++) answers.push(await send());
    expect(answers.at(0)!.statusCode).toBe(422);
    expect(answers.at(-1)!.statusCode).toBe(429);
    expect(answers.at(-1)!.body).toContain(edges.kept.tooFast);
    expect(answers.at(-1)!.body).toContain('name="note" value="長い 文章"');
  });

  it('programs are told in the way of programs, each by its own account', async () => {
    const [first, second] = ['founder', 'school'].map((role) => tokens.find((token) => token.role === role)!.token);
    const ask = (token: string | undefined, from: string) =>
      api.inject({
        url: '/v1/cases',
        headers: { 'x-forwarded-for': from, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        remoteAddress: '127.0.0.1',
      });
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(first, office)));
    const [stopped] = answers.filter(({ statusCode }) => statusCode === 429);
    expect(stopped!.headers['content-type']).toContain('application/problem+json');
    expect(stopped!.json()).toMatchObject({ status: 429, code: 'too-many-requests', facts: { retryAfter: expect.any(Number) } });
    expect(stopped!.headers['retry-after']).toMatch(/^\d+$/);
    expect((await ask(second, office)).statusCode).toBe(200);
    // Guessed tokens count for the address the proxy names, not for the proxy.
    for (let n = 0; n <= limits.strangers; n++) await ask('x'.repeat(43), office);
    expect((await ask('x'.repeat(43), office)).statusCode).toBe(429);
    expect((await ask('x'.repeat(43), '203.0.113.9')).statusCode).toBe(401);
    expect((await ask(second, office)).statusCode).toBe(200);
  });

  it('nobody but the proxy may say who asks', async () => {
    const ask = (forwarded: string) =>
      api.inject({ url: '/v1/cases', headers: { 'x-forwarded-for': forwarded }, remoteAddress: '192.0.2.200' });
    for (let n = 0; n <= limits.strangers; n++) await ask(`203.0.113.${n}`);
    expect((await ask('203.0.113.250')).statusCode).toBe(429);
  });
});
