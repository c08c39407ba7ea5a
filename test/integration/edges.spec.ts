import { connect } from 'node:net';
import { edges, refusals } from '#lib/texts';
import { handedIn, tokenFor } from '../support/form.js';
import { type AnyWebApp, type FourApps, pageApps, startFourApps, webApps } from '../support/four-apps.js';

jest.setTimeout(120_000);
let four: FourApps;
let ports: Readonly<Record<AnyWebApp, number>>;
/** Somebody signed in at each app of pages. */
const who = { console: 'kyoiku', family: 'kazoku1', committee: 'iincho' } as const;
const evil = 'https://evil.example';

beforeAll(async () => {
  four = await startFourApps();
  ports = await four.listen();
});
afterAll(async () => {
  expect(four.faults).toEqual([]);
  await four.close();
});

const cookieAt = (app: AnyWebApp) => (app === 'api' ? Promise.resolve(undefined) : four.signedIn(who[app]));
const token = () => four.tokens.find(({ role }) => role === 'founder')!.token;
async function look(app: AnyWebApp, url: string, headers: Record<string, string> = {}) {
  const cookie = await cookieAt(app);
  const mine: Record<string, string> = cookie ? { cookie } : { authorization: `Bearer ${token()}` };
  return four.app[app].inject({ method: 'GET', url, headers: { ...mine, ...headers } });
}
type Fields = Parameters<typeof handedIn>[0];
async function send(app: (typeof pageApps)[number], url: string, fields: Fields, headers: Record<string, string> = {}) {
  const form = handedIn(fields, await four.signedIn(who[app]));
  return four.app[app].inject({ method: 'POST', url, ...form, headers: { ...form.headers, ...headers } });
}
const sendJson = (payload: string, headers: Record<string, string> = {}, url = '/v1/limits/preview') =>
  four.app.api.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/json', ...headers },
  });
/** What is answered to bytes as they stand, and after how many seconds the line is cut. */
const say = (app: AnyWebApp, bytes: string, more: { drop?: string; every?: number } = {}) =>
  new Promise<{ heard: string; seconds: number }>((resolve) => {
    const from = performance.now();
    let heard = '';
    const socket = connect(ports[app], '127.0.0.1', () => socket.write(bytes));
    const dripping = more.drop === undefined ? undefined : setInterval(() => socket.write(more.drop!), more.every ?? 500);
    const end = () => {
      clearInterval(dripping);
      socket.destroy();
      resolve({ heard, seconds: (performance.now() - from) / 1000 });
    };
    socket.on('data', (data) => (heard += String(data)));
    socket.on('close', end);
    socket.on('error', end);
    setTimeout(end, 60_000).unref();
  });
const statusIn = (heard: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1]);

describe.each(webApps)('every answer of the %s', (app) => {
  it('forbids what is inline or from elsewhere, frames, caches and robots', async () => {
    for (const url of ['/', '/sign-in', '/nothing', '/health', '/%zz', '/v1/openapi.json', '/v1/cases']) {
      const { headers } = await look(app, url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        // The definition of the API is public and the same for all: it is kept, and asked for again each time.
        'cache-control': app === 'api' && url === '/v1/openapi.json' ? 'no-cache' : 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'x-robots-tag': 'noindex, nofollow',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      for (const telling of ['x-powered-by', 'server', 'access-control-allow-origin', 'strict-transport-security'])
        expect([url, telling, headers[telling]]).toEqual([url, telling, undefined]);
    }
  });
  it('refuses an address that is no plain path of its own, and never follows it', async () => {
    const tricks = [
      ...['/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fpackage.json', '/%252e%252e%252fetc%252fpasswd', '/assets/..%2f..%2fpackage.json'],
      ...[
        '/assets/%2e%2e/style.css',
        '/\\..\\..\\windows',
        '/%5c%5cevil.example',
        '//evil.example/%2f..',
        '/cases%00',
        '/cases/%00',
        '/%c0%ae%c0%ae/',
      ],
      ...[
        '/cases/..;/journal',
        '/cases/%',
        '/cases/%E3%81',
        `/${'a'.repeat(10_000)}`,
        `/cases/${'%2e%2e/'.repeat(500)}`,
        '/.env',
        '/.git/config',
      ],
    ];
    const cookie = (await cookieAt(app)) ?? '';
    for (const url of tricks) {
      const head = `GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\nauthorization: Bearer ${token()}\r\nconnection: close`;
      const { heard } = await say(app, `${head}\r\n\r\n`);
      expect([url, [400, 404, 414].includes(statusIn(heard)) || statusIn(heard)]).toEqual([url, true]);
      expect(heard).not.toMatch(/^location:/im);
      expect(heard).not.toMatch(/root:|"scripts"|etc.passwd|evil\.example/);
    }
  });
  it('knows no method but its own, whatever a header says', async () => {
    expect((await look(app, '/health', { 'x-http-method-override': 'DELETE', 'x-method-override': 'PUT' })).statusCode).toBe(200);
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
      const { statusCode } = await four.app[app].inject({ method, url: app === 'api' ? '/v1/cases' : '/sign-in', headers: {} });
      expect([method, statusCode]).toEqual([method, 405]);
    }
    const traced = await say(app, 'TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-secret: geheim\r\n\r\n');
    expect([404, 405]).toContain(statusIn(traced.heard));
    expect(traced.heard).not.toContain('geheim');
  });
  it('does not care which host it is called by while its settings name none, and repeats none', async () => {
    const url = app === 'api' ? '/v1/openapi.json' : '/sign-in';
    for (const head of [
      `GET ${url} HTTP/1.1\r\nhost: evil.example\r\n`,
      `GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-host: evil.example\r\nx-forwarded-proto: https\r\nforwarded: host=evil.example\r\n`,
      `GET ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-original-url: /v1/evil.example\r\nx-rewrite-url: /evil.example\r\n`,
      `GET / HTTP/1.1\r\nhost: evil.example\r\n`,
    ]) {
      const { heard } = await say(app, `${head}connection: close\r\n\r\n`);
      expect([200, 303, 404]).toContain(statusIn(heard));
      expect(heard).not.toContain('evil.example');
    }
    const none = await say(app, `GET ${url} HTTP/1.1\r\nconnection: close\r\n\r\n`);
    expect(statusIn(none.heard)).toBe(400);
    const whole = await say(app, `GET http://evil.example${url} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect([200, 400, 404]).toContain(statusIn(whole.heard));
    expect(whole.heard).not.toContain('evil.example');
  });
  it('takes no head without end', async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `x-${at}: 1\r\n`).join('');
    expect(statusIn((await say(app, `GET /health HTTP/1.1\r\nhost: x\r\n${many}\r\n`)).heard)).toBe(431);
    expect(statusIn((await say(app, `GET /health HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(17_000)}\r\n\r\n`)).heard)).toBe(431);
    expect(
      statusIn((await say(app, `GET /health HTTP/1.1\r\nhost: x\r\ncookie: a=${'b'.repeat(8_000)}\r\nconnection: close\r\n\r\n`)).heard),
    ).toBe(200);
  });
});

it('whoever sends drop by drop is shown out, and others are answered meanwhile', async () => {
  const drips = Promise.all([
    ...webApps.map((app) => say(app, 'GET /health HTTP/1.1\r\nhost: x\r\n', { drop: 'x-a: 1\r\n' })),
    ...webApps.map((app) => say(app, '')),
    say('api', 'POST /v1/limits/preview HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n', {
      drop: 'x',
    }),
  ]);
  for (const app of webApps) expect((await look(app, '/health')).statusCode).toBe(200);
  const out = await drips;
  for (const { heard, seconds } of out.slice(0, 8)) {
    expect(seconds).toBeLessThan(15);
    expect(heard).toMatch(/^$|^HTTP\/1\.1 408 /);
  }
  expect(out.at(-1)!.seconds).toBeLessThan(35);
}, 90_000);

describe.each(pageApps)('a form at the %s', (app) => {
  const at = { console: '/training-clock', family: '/sign-in', committee: '/sign-in' }[app];

  it('is taken only with a token of its own session, signing in and out too', async () => {
    const cookie = await four.signedIn(who[app]);
    const other = await four.signedIn(app === 'console' ? 'aozora' : app === 'family' ? 'kazoku2' : 'jimukyoku');
    for (const url of ['/sign-in', '/sign-out', '/sign-in/role']) {
      for (const wrong of ['', tokenFor(other), `${tokenFor(cookie)}x`]) {
        const answer = await send(app, url, { email: 'a@mihon.example', password: 'geheim', formToken: wrong });
        expect([url, answer.statusCode]).toEqual([url, 403]);
        expect(answer.body).toContain(edges.kept.stale);
        expect(answer.body).toContain('value="a@mihon.example"');
        expect(answer.body).not.toContain('geheim');
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    }
    expect((await look(app, '/sign-in/role')).statusCode).toBe(200);
  });
  it.each([
    [{ 'sec-fetch-site': 'cross-site', origin: evil }],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.yorisoi.example' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('is not taken from elsewhere: %j', async (headers) => {
    const answer = await send(app, '/sign-out', {}, headers as Record<string, string>);
    expect([answer.statusCode, answer.body.includes(refusals['foreign-origin'].title)]).toEqual([403, true]);
  });
  it('is a form: no JSON, no upload, no text', async () => {
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', 'application/xml', 'application/octet-stream'])
      expect([type, (await send(app, '/sign-in', '{"email":"a"}', { 'content-type': type })).statusCode]).toEqual([type, 415]);
  });
  it('has a size', async () => {
    expect((await send(app, at, { note: 'x'.repeat(3_000_000) })).statusCode).toBe(413);
    const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [`field${n}`, 'x']));
    expect((await send(app, at, many(190))).statusCode).toBe(422);
    for (const count of [201, 50_000]) expect((await send(app, at, many(count))).statusCode).toBe(413);
  });
  it.each([
    ['a name twice', 'email=a%40b.example&email=c%40b.example&password=a&password=b&now=1&now=2'],
    ['names that mean something to JavaScript', '__proto__=1&__proto__[x]=1&constructor[prototype][x]=1&toString=1&hasOwnProperty=1'],
    ['brackets', 'email[]=a&email[0]=b&email[a][b]=c&password[$ne]=1'],
    ['broken letters', '%ff%fe=%00&email=%zz&=&&&=a'],
    ['nothing', ''],
  ])('with %s comes back with its mistakes', async (_, body) => {
    const { statusCode } = await send(app, at, body);
    expect(statusCode).toBe(422);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%0d%0aset-cookie:x=1',
    '/a\r\nset-cookie: x=1',
    'javascript:alert(1)',
    '/\tevil',
  ])('leads from signing in to this site only: next=%j', async (next) => {
    const { email, password } = four.accounts.find((account) => account.email.startsWith(`${who[app]}@`))!;
    const answer = await four.app[app].inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password, next }) });
    const { location } = answer.headers;
    const cookies = [answer.headers['set-cookie']].flat().map(String);
    expect([answer.statusCode, cookies.every((cookie) => cookie.startsWith(`yorisoi-${app}`))]).toEqual([303, true]);
    expect(location).toMatch(/^\/(?![/\\])/);
    expect(location).not.toMatch(/evil|javascript|\r|\n/);
    expect(cookies.join()).not.toMatch(/x=1/);
    const shown = await four.app[app].inject(`/sign-in?next=${encodeURIComponent(next)}&next=${evil}`);
    expect([shown.statusCode, shown.body.includes('evil.example')]).toEqual([200, false]);
  });
});

it.each([
  ['/cases?state=INTAKE&state=CLOSED', 200],
  ['/cases?__proto__[x]=1&constructor=1', 200],
  [`/cases?after=${'A'.repeat(5_000)}`, 200],
  ['/cases?late=yes&late=no&sort[]=due&page=-1', 200],
  ['/procedure?case=%00&case=%ff', 200],
  ['/sign-in?signedOut=yes&signedOut=no', 200],
])('a list asked for %s answers calmly', async (url, status) => {
  expect((await look('console', url)).statusCode).toBe(status);
});

describe('a body at the api', () => {
  it.each([
    ['a form', 'ruleId=x', 'application/x-www-form-urlencoded', 415],
    ['an upload', '--x--', 'multipart/form-data; boundary=x', 415],
    ['no type', '{}', '', 415],
    ['another type', '<a/>', 'application/xml', 415],
    ['JSON that poisons', '{"__proto__":{"x":1}}', 'application/json', 400],
    ['JSON that poisons deeper', '{"a":{"constructor":{"prototype":{"x":1}}}}', 'application/json', 400],
    ['half a JSON', '{"a":', 'application/json', 400],
    ['JSON too deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'application/json', 400],
    ['a list', '[]', 'application/json', 422],
    ['a text', '"x"', 'application/json', 422],
    ['a number', '1e999', 'application/json', 422],
    ['null', 'null', 'application/json', 422],
    ['a stranger’s field', '{"rule":"D-JSC-DEATH","toString":1}', 'application/json', 422],
  ])('that is %s is refused', async (_, payload, type, status) => {
    const answer = await sendJson(payload, { 'content-type': type });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.json()).toMatchObject({ status, code: expect.stringMatching(/^[a-z-]+$/) });
    expect(answer.body).not.toContain('ruleId=x');
  });
  it('has a size', async () => expect((await sendJson(`{"a":"${'x'.repeat(2_000_000)}"}`)).statusCode).toBe(413));
  it('is not unpacked when it comes packed', async () =>
    expect((await sendJson('{}', { 'content-encoding': 'gzip' })).statusCode).toBeGreaterThanOrEqual(400));
  it('is not taken with a cookie, and a cookie opens nothing', async () => {
    const cookie = await four.signedIn('kyoiku');
    expect((await four.app.api.inject({ url: '/v1/cases', headers: { cookie } })).statusCode).toBe(401);
    const value = cookie.split('=')[1]!;
    expect((await four.app.api.inject({ url: '/v1/cases', headers: { authorization: `Bearer ${value}` } })).statusCode).toBe(401);
    expect((await four.app.console.inject({ url: '/cases', headers: { authorization: `Bearer ${token()}` } })).statusCode).toBe(303);
  });
  it.each([
    ['a name twice', 'limit=1&limit=2'],
    ['a list', 'state[]=INTAKE'],
    ['a stranger', '__proto__=1'],
    ['a number too large', 'limit=1e9'],
  ])('after an address with %s is refused', async (_, query) => {
    expect((await look('api', `/v1/cases?${query}`)).statusCode).toBe(422);
  });
  it.each(['', ' ', 'Bearer', 'Bearer  ', 'Basic YTpi', `Bearer ${'x'.repeat(5_000)}`, 'Bearer a b', "Bearer ' or 1=1 --"])(
    'with the authorization %j is nobody’s',
    async (authorization) => {
      expect((await four.app.api.inject({ url: '/v1/cases', headers: { authorization } })).statusCode).toBe(401);
    },
  );
});

describe('behind TLS', () => {
  let secure: FourApps;
  beforeAll(async () => {
    secure = await startFourApps({ secure: true });
  });
  afterAll(() => secure.close());

  it.each(webApps)('the %s is reached over TLS only, for a year', async (app) => {
    for (const url of ['/', '/nothing', '/health'])
      expect((await secure.app[app].inject(url)).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });
  it.each(pageApps)('the cookies of the %s stay with this host and with TLS', async (app) => {
    const { headers } = await secure.app[app].inject('/sign-in');
    expect(headers['set-cookie']).toMatch(/^__Host-yorisoi-form=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const visit = String(headers['set-cookie']).split(';')[0]!;
    const { email, password } = secure.accounts.find((account) => account.app === app)!;
    const entered = await secure.app[app].inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password }, visit) });
    for (const cookie of [entered.headers['set-cookie']].flat())
      expect(cookie).toMatch(
        new RegExp(`^__Host-yorisoi-${app}(-\\w+)?=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\\d+)?$`),
      );
    // A cookie that a neighbour could have planted is none.
    const planted = visit.replace('__Host-', '');
    expect((await secure.app[app].inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password }, planted) })).statusCode).toBe(
      403,
    );
  });
});
