import { Body, Controller, Get, Module, Param, Post, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Text as TextAnswer, readForm } from '#lib/forms';
import { isId, newId, Refused } from '#lib/kernel';
import { edges, refusals } from '#lib/texts';
import {
  buildWeb,
  Doorkeeper,
  Fields,
  Form,
  IdPipe,
  Mistakes,
  newFormToken,
  page,
  redirect,
  statuses,
  Text,
  type WebOptions,
} from '../index.js';

class NoteForm {
  @TextAnswer({ max: 5 }) note: string;
}

@Controller()
class Trial {
  @Get() home() {
    return page('題', <Text>{'<script>alert(1)</script>'}</Text>);
  }
  @Get('people/:id') person(@Param('id', IdPipe) id: string) {
    return page('人', <Text>{id}</Text>);
  }
  @Get('refuse/:code') refuse(@Param('code') code: string): never {
    throw new Refused(
      code,
      code === 'facts-missing' ? { missing: ['awarenessRecorded'] } : code === 'not-signed-in' ? { next: '/people?a=1' } : {},
    );
  }
  @Get('break') break(): never {
    throw Object.assign(new Error('duplicate key 山田花子@example.jp'), { code: '23505', table: 'person', detail: '山田花子' });
  }
  @Get('long') long() {
    return page('長', <Text>{'あ'.repeat(5000)}</Text>);
  }
  @Post('notes') note(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    const read = readForm(NoteForm, body);
    if (read.errors) {
      return page(
        '題',
        <>
          <Mistakes of={NoteForm} errors={read.errors} />
          <Form action="/notes" submit="送る">
            <Fields of={NoteForm} values={read.filled} errors={read.errors} />
          </Form>
        </>,
        { wrong: true },
      );
    }
    reply.header('set-cookie', 'seen=yes');
    return redirect('/people');
  }
}
@Controller()
class Doors {
  @Post('ended') ended(): never {
    throw new Refused('not-signed-in', { next: '/' });
  }
}
/** Knows the browser with this one session. */
const doorkeeper: Pick<Doorkeeper, keyof Doorkeeper> = {
  stands: ({ headers }) => headers.cookie === cookie,
  isKnown: ({ headers }) => Promise.resolve(headers.cookie === cookie),
  count: () => Promise.resolve(),
};
@Module({ controllers: [Trial, Doors], providers: [{ provide: Doorkeeper, useValue: doorkeeper }] })
class TrialPages {}

const lines: string[] = [];
const log = (line: string) => void lines.push(line);
const pages: WebOptions = {
  app: 'trial',
  module: TrialPages,
  signInAt: '/sign-in',
  describe: (code) => `【${code}】`,
  frame: () => () => ({ product: '試作', person: { name: '鈴木', organisation: '市教育委員会', signOut: '/sign-out' } }),
  log,
};
const own = { 'sec-fetch-site': 'same-origin' };
const session = 's'.repeat(43);
const cookie = `yorisoi-trial=${session}`;
const form = { ...own, 'content-type': 'application/x-www-form-urlencoded' };

describe('an app of pages', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await buildWeb(pages);
  });
  afterAll(() => app.close());
  const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers });
  const token = newFormToken(session);
  const post = (payload: string, headers: Record<string, string> = form, url = '/notes') =>
    app.inject({ method: 'POST', url, headers: { cookie, ...headers }, payload: `${payload}&formToken=${token}` });

  it('answers a page in its frame, escaped, in Japanese, not to be kept', async () => {
    const { body, headers, statusCode } = await get('/');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatch(/^<!doctype html><html lang="ja">/);
    expect(body).toContain('<title>題 | 試作</title>');
    expect(body).toContain('市教育委員会');
    expect(body).toContain('&lt;script>alert(1)&lt;/script>');
    expect(body).not.toContain('<script>');
  });
  it('sends no inline script or style and forbids them', async () => {
    const { body, headers } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/ style=| on[a-z]+="/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
  it('compresses long pages', async () => {
    const { headers, rawPayload } = await get('/long', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(rawPayload.length).toBeLessThan(3000);
  });
  it('serves stylesheet and script under names that change with their content', async () => {
    const { body } = await get('/');
    const [style, script] = [/href="(\/assets\/style\.[0-9a-f]{12}\.css)"/, /src="(\/assets\/once\.[0-9a-f]{12}\.js)"/].map(
      (at) => at.exec(body)?.[1] ?? '',
    );
    expect((await get(style!)).headers['content-type']).toContain('text/css');
    const answer = await get(script!, { 'accept-encoding': 'br' });
    expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' });
  });
  it('takes a form from its own page and leads on with 303', async () => {
    const { statusCode, headers } = await post('note=abc');
    expect([statusCode, headers.location, headers['set-cookie']]).toEqual([303, '/people', 'seen=yes']);
  });
  it('shows a form with mistakes again, filled, with 422', async () => {
    const { statusCode, body } = await post('note=%3Cb%3Elonger');
    expect(statusCode).toBe(422);
    expect(body).toContain('<title>エラー：題');
    expect(body).toContain('href="#f-note"');
    expect(body).toContain('value="&lt;b>longer"');
    expect(body).toContain('aria-invalid="true"');
  });
  it.each([
    ['note=a&note=b', '一つにしてください'],
    ['note=%00', '使えない文字'],
    ['note=%ff%fe', '5文字以内'],
    ['note[x]=1&__proto__[y]=2', 'を入力してください'],
    ['', 'を入力してください'],
  ])('is not thrown by %j', async (payload, words) => {
    const { statusCode, body } = await post(payload);
    expect(statusCode).toBe(422);
    expect(body).toContain(words);
  });
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{}, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:80' }, 303],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
  ])('with origin headers %j answers %i', async (headers, status) => {
    const answer = await post('note=abc', { 'content-type': 'application/x-www-form-urlencoded', ...headers } as Record<string, string>);
    expect(answer.statusCode).toBe(status);
  });
  it.each([
    ['/refuse/not-found', 404, 'ページが見つかりません'],
    ['/refuse/not-allowed', 403, 'この操作はできません'],
    ['/refuse/changed-meanwhile', 409, '内容が先に更新されています'],
    ['/refuse/something-new', 409, 'いまはこの手続に進めません'],
    ['/refuse/facts-missing', 409, '【awarenessRecorded】'],
    ['/people/1%20or%201', 404, 'ページが見つかりません'],
    ['/nowhere', 404, 'ページが見つかりません'],
    ['/%zz', 400, '内容を読み取れません'],
    [`/people/${'x'.repeat(500)}`, 404, 'ページが見つかりません'],
  ])('says no at %s with %i in words', async (url, status, words) => {
    const { statusCode, body, headers } = await get(url);
    expect(statusCode).toBe(status);
    expect(body).toContain(words);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(headers).toHaveProperty('content-security-policy');
  });
  it('sends a reader without a session to sign in', async () => {
    const { statusCode, headers } = await get('/refuse/not-signed-in');
    expect([statusCode, headers.location]).toEqual([303, '/sign-in?next=%2Fpeople%3Fa%3D1']);
  });
  it('names the methods of a path that does not know the one used', async () => {
    const { statusCode, headers } = await app.inject({ method: 'DELETE', url: '/notes?x=1', headers: own });
    expect([statusCode, headers.allow]).toEqual([405, 'POST']);
    expect((await get('/notes')).statusCode).toBe(405);
  });
  describe('a form', () => {
    const sent = `note=${encodeURIComponent('書いた\n文')}&kind=a&kind=b&current=geheimer&password=geheim&idempotencyKey=k-1`;
    const send = (payload: string, headers: Record<string, string>, url = '/notes') =>
      app.inject({ method: 'POST', url, headers: { ...form, ...headers }, payload });
    const tokenIn = (body: string) => /name="formToken" value="([^"]+)"/.exec(body)?.[1];

    it('carries a token of the session it was drawn for, which looks different every time', async () => {
      const tokens = [await get('/', { cookie }), await get('/', { cookie })].map(({ body }) => tokenIn(body));
      expect(new Set(tokens).size).toBe(2);
      for (const one of tokens) expect((await send(`note=a&formToken=${one}`, { cookie })).statusCode).toBe(303);
    });
    it('is tied to a cookie of its own before anybody has signed in', async () => {
      const shown = await get('/');
      const said = String(shown.headers['set-cookie']);
      expect(said).toMatch(/^yorisoi-form=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const mine = `note=a&formToken=${tokenIn(shown.body)}`;
      expect((await send(mine, { cookie: said.split(';')[0]! })).statusCode).toBe(303);
      expect((await send(mine, {})).statusCode).toBe(403);
      expect((await get('/', { cookie: said.split(';')[0]! })).headers['set-cookie']).toBeUndefined();
    });
    it.each([
      ['without a token', ''],
      ['with the token of another session', newFormToken('t'.repeat(43))],
      ['with a token bent by one letter', newFormToken(session).replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
      ['with two tokens', `${newFormToken(session)}&formToken=${newFormToken(session)}`],
    ])('%s is not taken, and comes back with everything that was typed but the password', async (_, wrong) => {
      const { statusCode, body } = await send(`${sent}&formToken=${wrong}`, { cookie }, '/notes?draft=1');
      expect(statusCode).toBe(403);
      expect(body).toContain(edges.kept.stale);
      expect(body).toContain('action="/notes?draft=1"');
      for (const kept of [
        'name="note" value="書いた\n文"',
        'name="kind" value="a"',
        'name="kind" value="b"',
        'name="idempotencyKey" value="k-1"',
      ])
        expect(body).toContain(kept);
      expect(body).not.toContain('geheim');
      for (const [name, label] of Object.entries(edges.kept.secrets)) {
        expect(body).toContain(`<input id="f-${name}" name="${name}"`);
        expect(body).toContain(label);
      }
      expect((await send(`note=a&formToken=${tokenIn(body.slice(body.indexOf('<main')))}`, { cookie })).statusCode).toBe(303);
    });
    it('whose session has ended comes back with the way to sign in beside it', async () => {
      const { statusCode, body } = await send(`${sent}&formToken=${token}`, { cookie }, '/ended');
      expect(statusCode).toBe(401);
      expect(body).toContain(edges.kept.ended);
      expect(body).toMatch(/<a href="\/sign-in"[^>]* target="_blank"/);
      expect(body).toContain('name="note" value="書いた\n文"');
    });
    it('with passwords alone says of nothing that it is still here', async () => {
      const { body } = await send('current=geheim&password=geheimer&idempotencyKey=k-1', { cookie });
      expect(body).toContain(edges.kept.stale);
      expect(body).not.toContain(edges.kept.here);
      expect((await send(sent, { cookie })).body).toContain(edges.kept.here);
    });
    it('with nothing in it leads to signing in', async () => {
      const { statusCode, headers } = await send(`idempotencyKey=k-1&version=3&formToken=${token}`, { cookie }, '/ended');
      expect([statusCode, headers.location]).toEqual([303, '/sign-in']);
    });
    it('from another site is not put before anybody to be confirmed', async () => {
      const { statusCode, body } = await app.inject({
        method: 'POST',
        url: '/notes',
        headers: { ...form, cookie, 'sec-fetch-site': 'cross-site' },
        payload: sent,
      });
      expect(statusCode).toBe(403);
      expect(body).not.toContain('書いた');
    });
  });
  describe('a body', () => {
    const made = `yorisoi-trial=${'m'.repeat(43)}`;
    const strange = (payload: string | Readable, url = '/notes', headers = {}) =>
      app.inject({ method: 'POST', url, headers: { ...form, cookie: made, ...headers }, payload });
    const withToken = (payload: string) => `${payload}&formToken=${newFormToken('m'.repeat(43))}`;

    it('is read up to 16 kB from whoever nobody knows, also where it does not say how long it is', async () => {
      const long = withToken(`note=${'x'.repeat(16_400)}`);
      expect((await strange(withToken('note=a'))).statusCode).toBe(303);
      for (const url of ['/notes', '/ended', '/nowhere']) expect([url, (await strange(long, url)).statusCode]).toEqual([url, 413]);
      expect((await strange(Readable.from([Buffer.from(long)]))).statusCode).toBe(413);
      expect((await strange(Readable.from([Buffer.from(withToken('note=a'))]))).statusCode).toBe(303);
      expect((await post(`note=${'x'.repeat(16_400)}`)).statusCode).toBe(422);
    });
    it('with more than two hundred fields is refused before one is read, whoever sends it', async () => {
      expect((await post('a=&'.repeat(600_000))).statusCode).toBe(413);
      expect((await post('a=&'.repeat(198))).statusCode).toBe(422);
      const { statusCode, body } = await strange('a=&'.repeat(201));
      expect([statusCode, body.includes(refusals['too-large'].title)]).toEqual([413, true]);
    });
    it('comes back to nobody who was never signed in, whatever their cookie says', async () => {
      const sent = 'note=書いた文&x=<b>';
      for (const url of ['/notes', '/ended']) {
        const { body } = await strange(sent, url);
        expect(body).not.toContain('書いた文');
        expect(body.length).toBeLessThan(6_000);
      }
      expect((await strange(withToken(sent), '/ended')).statusCode).toBe(303);
    });
    it('comes back of the fields a form could have, and not where it is longer than any form', async () => {
      const { body } = await post(`note=a&%3Cb%3E=1&${'n'.repeat(90)}=2&1x=3&formToken=no`);
      expect(body).toContain('name="note" value="a"');
      expect(body.match(/<input type="hidden" name="/g)!.length).toBeLessThan(6);
      expect((await post(`note=${'x'.repeat(400_001)}&formToken=no`)).body.length).toBeLessThan(6_000);
    });
  });
  it('refuses what is too large and what is no form', async () => {
    expect((await post(`note=${'x'.repeat(10_000_000)}`)).statusCode).toBe(413);
    expect((await post('{}', { ...own, 'content-type': 'application/json' })).statusCode).toBe(415);
    expect((await post('a', { ...own, 'content-type': 'text/plain' })).statusCode).toBe(415);
    expect((await post('a', { ...own, 'content-type': 'multipart/form-data; boundary=x' })).statusCode).toBe(415);
  });
  it('answers a fault calmly and logs where it broke, not what it held', async () => {
    lines.length = 0;
    const { statusCode, body } = await get('/break');
    expect(statusCode).toBe(500);
    const { fault, code, table, stack } = JSON.parse(lines[0]!);
    expect([isId(fault), code, table]).toEqual([true, '23505', 'person']);
    expect(stack[0]).toContain('http.spec');
    expect(body).toContain(fault);
    expect(`${body}${lines.join('')}`).not.toMatch(/山田|duplicate/);
  });
  it('tells its health', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'ok' });
  });
  it('never redirects elsewhere', () => {
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', '/a\r\nset-cookie: x', ''])
      expect(() => redirect(to)).toThrow(RangeError);
    expect(redirect(`/people/${newId()}#f-note`).to).toContain('/people/');
  });
});

describe('an app whose database is away', () => {
  it('still says calmly that something is wrong, and is not healthy', async () => {
    const app = await buildWeb({
      ...pages,
      frame: () => () => Promise.reject(new Error('away')),
      health: () => Promise.reject(new Error('away')),
      secure: true,
    });
    const answer = await app.inject('/');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('処理を完了できませんでした');
    expect(answer.headers['strict-transport-security']).toContain('max-age=');
    expect((await app.inject('/health')).statusCode).toBe(503);
    await app.close();
  });
});

it('has words for every refusal it knows a status for', () => {
  for (const code of Object.keys(statuses)) expect(Object.keys(refusals)).toContain(code);
});
