import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addDays, addYears } from '#lib/calendar';
import { newId, tokyoDate } from '#lib/kernel';
import { tokenWords as words } from '#lib/texts';
import { buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { type Console, type Fields, startConsole } from '../support/console.js';
import { testKeyRing } from '../support/key-ring.js';

jest.setTimeout(120_000);

let pages: Console;
let api: NestFastifyApplication;
const today = tokyoDate(new Date());
const admin = 'kanri';
const ids = {} as Record<'board' | 'school' | 'schoolTwo' | 'committee' | 'highSchool', string>;

beforeAll(async () => {
  pages = await startConsole();
  api = await buildWeb({
    app: 'api',
    module: ApiModule.for({ databaseUrl: pages.urls.api, training: true, keyRing: testKeyRing }),
    log: () => undefined,
  });
  const rows = await pages.sql<{ id: string; name: string; kind: string }>('select id, name, kind from organisation');
  const named = (part: string, kind: string) => rows.find((row) => row.name.includes(part) && row.kind === kind)!.id;
  Object.assign(ids, {
    board: named('みほん市教育委員会', 'founder'),
    school: named('あおぞら', 'school'),
    schoolTwo: named('ひだまり', 'school'),
    committee: named('みほん市調査委員会', 'committee'),
    highSchool: named('見本学園', 'school'),
  });
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await api.close();
  await pages.close();
});

const wanted = (more: Fields = {}): Fields => ({
  tokenLabel: '文書管理との連携',
  post: `${ids.board}:founder`,
  tokenScope: 'write',
  endsOn: addDays(today, 30),
  ...more,
});
const latest = async (): Promise<string> =>
  (await pages.sql<{ id: string }>('select id from api_token order by created_at desc limit 1'))[0]!.id;
async function prepared(more: Fields = {}): Promise<string> {
  expect((await pages.fillIn(admin, '/tokens', wanted(more))).location).toBe('/tokens?done=prepared');
  return latest();
}
async function taken(id: string, by = 'kyoiku'): Promise<string> {
  const shown = await pages.fillIn(by, `/tokens/${id}/take`, {});
  return /[A-Za-z0-9_-]{43}/.exec(shown.text.slice(shown.text.indexOf(words.take.shown)))![0];
}
const call = (token: string, url = '/v1/cases', method: 'GET' | 'POST' = 'GET') =>
  api.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { payload: '{}' } : {}),
  });
const lineOf = async (id: string) =>
  (await pages.sql<Record<string, unknown>>('select *, ends_on::text as "endsOn" from api_token where id = $1', [id]))[0]!;

describe('a token for a program', () => {
  it('is prepared by the administrator, who never sees it, and shown once to somebody of the role', async () => {
    const id = await prepared();
    for (const who of ['kyoiku', 'kyoikucho']) expect((await pages.get(who, '/cases')).html).toContain(`/tokens/${id}/take`);
    for (const who of ['aozora', 'ken', 'gakuen']) expect((await pages.get(who, '/cases')).html).not.toContain('/tokens/');
    expect((await pages.get(admin, `/tokens/${id}/take`)).status).toBe(403);
    expect((await pages.post(admin, `/tokens/${id}/take`, {})).status).toBe(403);

    const idempotencyKey = newId();
    const first = await pages.post('kyoiku', `/tokens/${id}/take`, { idempotencyKey });
    const [token] = /[A-Za-z0-9_-]{43}/.exec(first.text.slice(first.text.indexOf(words.take.shown)))!;
    for (const again of [{ idempotencyKey }, {}] as Fields[]) {
      const second = await pages.post('kyoiku', `/tokens/${id}/take`, again);
      expect([second.status, second.text.includes(words.take.over), second.text.includes(token)]).toEqual([200, true, false]);
    }
    expect((await pages.get('kyoiku', '/cases')).html).not.toContain('/tokens/');
    expect((await call(token)).statusCode).toBe(200);
    expect(JSON.stringify(await pages.sql('select * from api_token'))).not.toContain(token);
    expect(await pages.sql(`select 1 from idempotency where result::text like '%' || $1 || '%'`, [token])).toEqual([]);
    expect((await pages.get(admin, '/tokens')).text).not.toContain(token);
  });
  it('sees what its role sees and acts under its own name', async () => {
    const token = await taken(await prepared());
    const { items } = (await call(token)).json<{ items: { id: string }[] }>();
    const own = await pages.sql('select id from survey_case where founder_id = $1', [ids.board]);
    expect(items.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
    const [entry] = await pages.sql<{ actor: string }>(
      `select content::json->>'personId' as actor from journal_entry where content::json->>'zone' = 'api' order by at desc limit 1`,
    );
    expect(await pages.sql('select program, email, password_hash from person where id = $1', [entry!.actor])).toEqual([
      { program: true, email: null, password_hash: null },
    ]);
  });
  it('may be for reading only: then every write is refused by a stable code', async () => {
    const token = await taken(await prepared({ tokenScope: 'read' }));
    expect((await call(token)).statusCode).toBe(200);
    const { path } = await pages.inState('INTAKE');
    for (const url of ['/v1/cases', `/v1${path}/acts/recordCare`, `/v1${path}/steps/startBasicSurvey`]) {
      const refused = await call(token, url, 'POST');
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'token-read-only']);
      expect(refused.headers['content-type']).toContain('application/problem+json');
    }
    expect((await api.inject({ method: 'GET', url: '/v1/openapi.json' })).body).toContain('token-read-only');
  });
  it('is revoked at once and stays in the list, with the day of its last use', async () => {
    const id = await prepared();
    const token = await taken(id);
    expect((await call(token)).statusCode).toBe(200);
    expect((await pages.post(admin, `/tokens/${id}/revoke`, {})).location).toBe('/tokens?done=revoked');
    expect((await call(token)).statusCode).toBe(401);
    expect((await pages.post(admin, `/tokens/${id}/revoke`, {})).status).toBe(303);
    const { text } = await pages.get(admin, '/tokens');
    expect(text).toContain(words.states.revoked);
    expect((await lineOf(id))['last_used_on']).not.toBeNull();
  });
  it('that ended, or that nobody took over in a week, opens nothing and is listed as that', async () => {
    const ended = await prepared();
    const token = await taken(ended);
    await pages.sql('update api_token set ends_on = $2 where id = $1', [ended, addDays(today, -1)]);
    expect((await call(token)).statusCode).toBe(401);
    const waiting = await prepared();
    await pages.sql(`update api_token set created_at = now() - interval '8 days' where id = $1`, [waiting]);
    expect((await pages.post('kyoiku', `/tokens/${waiting}/take`, {})).text).toContain(words.take.over);
    expect((await lineOf(waiting))['token_hash']).toBeNull();
    const { text } = await pages.get(admin, '/tokens');
    expect(text).toContain(words.states.expired);
    expect(text).toContain(words.states.lapsed);
  });
  it('tells the journal its id, its scope and its days, and never its label or itself', async () => {
    const id = await prepared({ tokenLabel: '目印の用途' });
    const token = await taken(id);
    await pages.post(admin, `/tokens/${id}/revoke`, {});
    const rows = await pages.sql<{ content: string }>(`select content from journal_entry where content like '%' || $1 || '%'`, [id]);
    expect(rows.map(({ content }) => (JSON.parse(content) as { event: string }).event).sort()).toEqual([
      'token-issued',
      'token-prepared',
      'token-revoked',
    ]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`目印|${token}`));
  });
});

describe('a form for a token', () => {
  it.each([
    ['endsOn', () => ({ endsOn: '' })],
    ['endsOn', () => ({ endsOn: addDays(today, -1) })],
    ['endsOn', () => ({ endsOn: addDays(addYears(today, 1), 1) })],
    ['tokenLabel', () => ({ tokenLabel: '' })],
    ['tokenScope', () => ({ tokenScope: 'all' })],
    ['post', () => ({ post: `${ids.board}:founderHead` })],
    ['post', () => ({ post: `${ids.board}:administrator` })],
    ['post', () => ({ post: `${ids.committee}:secretariat` })],
    ['post', () => ({ post: `${ids.highSchool}:school` })],
  ])('comes back filled where %s is wrong', async (field, more) => {
    const count = async () => (await pages.sql('select id from api_token')).length;
    const before = await count();
    const answer = await pages.fillIn(admin, '/tokens', wanted(more()));
    expect([answer.status, answer.html.includes(`href="#f-${field}"`), await count()]).toEqual([422, true, before]);
    if (field !== 'tokenLabel') expect(answer.value('tokenLabel')).toBe('文書管理との連携');
  });
  it('sent twice prepares one token', async () => {
    const body = { ...wanted({ tokenLabel: '二度の送信' }), idempotencyKey: newId() };
    const count = async () => (await pages.sql('select id from api_token')).length;
    const before = await count();
    expect((await pages.post(admin, '/tokens', body)).status).toBe(303);
    expect((await pages.post(admin, '/tokens', body)).status).toBe(303);
    expect(await count()).toBe(before + 1);
  });
});

describe('nobody else', () => {
  it('administers tokens', async () => {
    const id = await prepared();
    for (const who of ['kyoiku', 'kyoikucho', 'aozora', 'ken', 'cho']) {
      expect((await pages.get(who, '/tokens')).status).toBe(403);
      expect((await pages.post(who, '/tokens', {})).status).toBe(403);
      expect((await pages.post(who, `/tokens/${id}/revoke`, {})).status).toBe(403);
    }
    expect((await pages.post('gakuen-kanri', `/tokens/${id}/revoke`, {})).status).toBe(404);
    expect((await pages.get('gakuen-kanri', '/tokens')).html).not.toContain(id);
    expect((await lineOf(id))['revoked_at']).toBeNull();
  });
  it('takes over a token of another role or organisation: it is not found', async () => {
    const ofFounder = await prepared();
    const ofSchool = await prepared({ post: `${ids.school}:school` });
    for (const [who, id] of [
      ['aozora', ofFounder],
      ['gakuen', ofFounder],
      ['kyoiku', ofSchool],
      ['hidamari', ofSchool],
      ['ken', ofFounder],
      ['kyoiku', newId()],
    ] as const) {
      expect([who, (await pages.get(who, `/tokens/${id}/take`)).status]).toEqual([who, 404]);
      expect([who, (await pages.post(who, `/tokens/${id}/take`, {})).status]).toEqual([who, 404]);
    }
    expect((await pages.get('kyoikucho', `/tokens/${ofFounder}/take`)).status).toBe(200);
    expect((await call(await taken(ofSchool, 'aozora'))).statusCode).toBe(200);
  });
});
