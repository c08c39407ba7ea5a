import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
// prettier-ignore
import {
  AccountsApiModule, AccountsWebModule, Allow, CurrentActor, CurrentPerson, type PersonHere, Public, type WebApp,
  createOrganisation, createPerson, endGrant, forgetWhatEnded, grantRole, issueToken, namesOf, organisationOf,
  peopleOf, personByEmail, personOf, schoolsFor,
} from '#lib/accounts';
import { Clock, DatabaseModule, Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import { type Actor, plainDate, systemActor, tokyoDate } from '#lib/kernel';
import { accounts } from '#lib/texts';
import { buildWeb } from '#lib/web';
import { testDatabase } from '../support/database.js';
import { handedIn, tokenFor, withoutTokens } from '../support/form.js';
import { testKeyRing, testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

@Controller()
class Rooms {
  @Allow('signed-in')
  @Get('me')
  me(@CurrentActor() actor: Actor, @CurrentPerson() person: PersonHere) {
    return { role: actor.role, zone: actor.zone, name: person.name, organisation: person.organisationName };
  }
  @Allow('case.report')
  @Post('report')
  report() {
    return { reported: true };
  }
  @Allow('deliberation.read')
  @Get('deliberation')
  deliberation() {
    return { secret: true };
  }
  @Public()
  @Get('open')
  open() {
    return { open: true };
  }
  @Get('forgotten')
  forgotten() {
    return { forgotten: true };
  }
}

type Database = Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let owner: DataSource;
let work: UnitOfWork;
const apps = {} as Record<WebApp | 'api', NestFastifyApplication>;
const ids = {} as Record<'principal' | 'teacher' | 'mother' | 'both' | 'past' | 'teacherGrant' | 'school' | 'founder', string>;
const password = '春の海 ひねもすのたり';
const day = (offset: number) => tokyoDate(new Date(Date.now() + offset * 86_400_000));

const byOwner = <T>(doing: (tx: Tx) => Promise<T>): Promise<T> => work.run(systemActor('worker'), doing);

async function app(zone: WebApp | 'api'): Promise<NestFastifyApplication> {
  const accountsModule =
    zone === 'api'
      ? AccountsApiModule
      : AccountsWebModule.for(zone, { secure: false, solo: zone === 'console', secondFactor: 'whoHasOne' });
  const databaseModule = DatabaseModule.for({ url: database.urls[zone], rows: [], training: zone === 'console', keyRing: testKeyRing });
  @Module({ imports: [databaseModule, accountsModule], controllers: [Rooms] })
  class World {}
  const frame = () => (request: object) => ({
    product: 'Yorisoi',
    person: personOf(request) && { name: personOf(request)!.name, signOut: '/sign-out' },
  });
  return buildWeb({
    app: zone,
    module: World as Type,
    signInAt: '/sign-in',
    log: (line) => faults.push(line),
    ...(zone === 'api' ? {} : { frame }),
  });
}
const faults: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  work = new UnitOfWork(owner, new SystemClock(), new Listeners(), testVault);
  await byOwner(async (tx) => {
    const startsOn = day(-30);
    ids.founder = await createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '青葉市教育委員会' });
    ids.school = await createOrganisation(tx, { kind: 'school', name: '青葉市立第一中学校', parentId: ids.founder });
    const person = async (email: string, name: string) => (await createPerson(tx, { name, email, password })).id;
    ids.principal = await person('Principal@aoba.example.jp', '校長 一郎');
    ids.teacher = await person('teacher@aoba.example.jp', '教員 二郎');
    ids.mother = await person('mother@example.jp', '遺族 三子');
    ids.both = await person('both@aoba.example.jp', '兼務 四郎');
    ids.past = await person('past@aoba.example.jp', '退職 五郎');
    await grantRole(tx, { personId: ids.principal, role: 'school', organisationId: ids.school, startsOn });
    ids.teacherGrant = await grantRole(tx, { personId: ids.teacher, role: 'school', organisationId: ids.school, startsOn });
    await grantRole(tx, { personId: ids.principal, role: 'school', organisationId: ids.school, startsOn: day(-3) });
    await grantRole(tx, { personId: ids.mother, role: 'relative', organisationId: null, startsOn });
    await grantRole(tx, { personId: ids.both, role: 'school', organisationId: ids.school, startsOn });
    await grantRole(tx, { personId: ids.both, role: 'founder', organisationId: ids.founder, startsOn: day(-10) });
    await grantRole(tx, { personId: ids.both, role: 'administrator', organisationId: ids.founder, startsOn: day(1) });
    await grantRole(tx, { personId: ids.past, role: 'school', organisationId: ids.school, startsOn, endsOn: day(-1) });
  });
  for (const zone of ['console', 'family', 'committee', 'api'] as const) apps[zone] = await app(zone);
});

afterAll(async () => {
  await Promise.all(Object.values(apps).map((one) => one.close()));
  await owner?.destroy();
  await database?.close();
});

const visit = (zone: WebApp | 'api', url: string, cookie?: string) =>
  apps[zone].inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });

const post = (zone: WebApp, url: string, fields: Record<string, string>, cookie?: string, from?: string) =>
  apps[zone].inject({
    method: 'POST',
    url,
    ...handedIn(fields, cookie),
    remoteAddress: from ?? nextAddress(),
  });

let addresses = 0;
const nextAddress = (): string => `198.51.100.${(addresses += 1)}`;

type Response = Awaited<ReturnType<typeof post>>;
const cookieOf = (response: Response): string => String(response.headers['set-cookie']).split(';')[0]!;

async function signIn(zone: WebApp, email: string, more: { next?: string; cookie?: string } = {}): Promise<string> {
  const response = await post(zone, '/sign-in', { email, password, next: more.next ?? '/' }, more.cookie);
  expect(response.statusCode).toBe(303);
  return cookieOf(response);
}
/** What of a page must not differ between two failures: everything but the fresh keys and tokens and the address typed in. */
const said = ({ statusCode, body, headers }: Response, email: string) => ({
  statusCode,
  cookie: headers['set-cookie'],
  body: withoutTokens(body)
    .replace(/name="idempotencyKey" value="[^"]*"/g, '')
    .replaceAll(email, '…'),
});

describe('signing in', () => {
  it('opens the app to the right password and shows who is there', async () => {
    const response = await post('console', '/sign-in', { email: 'principal@aoba.example.jp', password, next: '/me' });
    expect(response.statusCode).toBe(303);
    expect(response.headers['location']).toBe('/me');
    const [session, device, ...more] = [response.headers['set-cookie']].flat();
    expect(session).toMatch(/^yorisoi-console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(device).toMatch(/^yorisoi-console-device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/);
    expect(more).toEqual([]);
    const me = await visit('console', '/me', cookieOf(response));
    expect(me.json()).toEqual({ role: 'school', zone: 'console', name: '校長 一郎', organisation: '青葉市立第一中学校' });
  });

  it('stores the hash of the token and never the token', async () => {
    const token = (await signIn('console', 'principal@aoba.example.jp')).split('=')[1]!;
    const rows = await owner.query<{ row: string }[]>('select session::text as row from session');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('says the same to a wrong password, an unknown account, another app’s account and an ended one', async () => {
    const wrong = await post('console', '/sign-in', { email: 'principal@aoba.example.jp', password: 'falsch' });
    const first = said(wrong, 'principal@aoba.example.jp');
    expect(first.statusCode).toBe(422);
    expect(first.cookie).toBeUndefined();
    expect(wrong.body).toContain(accounts.signIn.notRight);
    for (const email of ['nobody@example.jp', 'mother@example.jp', 'past@aoba.example.jp']) {
      expect(said(await post('console', '/sign-in', { email, password }), email)).toEqual(first);
    }
  });

  it('gives the form back with the address but not the password', async () => {
    const { body } = await post('console', '/sign-in', { email: 'nobody@example.jp', password: 'geheimnis', next: '/me?page=2' });
    expect(body).toContain('value="nobody@example.jp"');
    expect(body).not.toContain('geheimnis');
    expect(body).toContain('value="/me?page=2"');
  });

  it.each([
    [{}, ['f-email', 'f-password']],
    [{ email: 'no address', password: 'x' }, ['f-email']],
    [{ email: 'a@example.jp', password: '' }, ['f-password']],
    [{ email: 'a@example.jp', password: 'x'.repeat(201) }, ['f-password']],
  ])('points at what is missing in %j', async (fields, at) => {
    const { statusCode, body } = await post('console', '/sign-in', fields as Record<string, string>);
    expect(statusCode).toBe(422);
    expect([...body.matchAll(/href="#(f-\w+)"/g)].map(([, id]) => id)).toEqual(at);
  });

  it('survives what is no form', async () => {
    const { headers } = handedIn({});
    for (const payload of ['email=a%40example.jp&email=b%40example.jp&password=x&password=y', '%%%', 'email[x]=1', '__proto__=1']) {
      const response = await apps.console.inject({
        method: 'POST',
        url: '/sign-in',
        headers,
        payload: `${payload}&formToken=${tokenFor(headers.cookie)}`,
      });
      expect(response.statusCode).toBe(422);
    }
  });

  it('takes no form from another site', async () => {
    const response = await apps.console.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      payload: new URLSearchParams({ email: 'principal@aoba.example.jp', password }).toString(),
    });
    expect(response.statusCode).toBe(403);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('never leads to another site', async () => {
    const response = await post('console', '/sign-in', { email: 'principal@aoba.example.jp', password, next: '//evil.example/' });
    expect(response.headers['location']).toBe('/');
  });

  it('gives a new token and ends the session the browser came with', async () => {
    const planted = `yorisoi-console=${'A'.repeat(43)}`;
    const first = await signIn('console', 'principal@aoba.example.jp', { cookie: planted });
    expect(first).not.toBe(planted);
    expect((await visit('console', '/me', planted)).statusCode).toBe(303);
    const second = await signIn('console', 'principal@aoba.example.jp', { cookie: first });
    expect((await visit('console', '/me', first)).statusCode).toBe(303);
    expect((await visit('console', '/me', second)).statusCode).toBe(200);
  });

  it('opens one app, not its neighbour', async () => {
    const cookie = await signIn('family', 'mother@example.jp');
    expect((await visit('family', '/me', cookie)).json()).toMatchObject({ role: 'relative', organisation: null });
    expect((await visit('console', '/me', cookie.replace('family', 'console'))).statusCode).toBe(303);
  });

  it('says where the demo accounts are in solo mode only', async () => {
    expect((await visit('console', '/sign-in')).body).toContain(accounts.signIn.soloText);
    expect((await visit('family', '/sign-in')).body).not.toContain(accounts.signIn.soloText);
  });

  it('is noted in the journal', async () => {
    const before = await owner.query<{ n: number }[]>(`select count(*)::int as n from journal_entry where content like '%"signed-in"%'`);
    await signIn('console', 'principal@aoba.example.jp');
    const after = await owner.query<{ n: number }[]>(`select count(*)::int as n from journal_entry where content like '%"signed-in"%'`);
    expect(after[0]!.n).toBe(before[0]!.n + 1);
  });
});

describe('a session', () => {
  const lives = async (cookie: string, zone: WebApp = 'console') => (await visit(zone, '/me', cookie)).statusCode === 200;
  const age = (app: string, column: string, by: string) =>
    owner.query(`update session set ${column} = ${column} - interval '${by}' where app = '${app}'`);

  it('ends after an hour without a request, at the family’s after half an hour', async () => {
    const [staff, family] = [await signIn('console', 'principal@aoba.example.jp'), await signIn('family', 'mother@example.jp')];
    await age('console', 'last_seen_at', '59 minutes');
    await age('family', 'last_seen_at', '31 minutes');
    expect([await lives(staff), await lives(family, 'family')]).toEqual([true, false]);
    await age('console', 'last_seen_at', '59 minutes');
    expect(await lives(staff)).toBe(true);
    await age('console', 'last_seen_at', '61 minutes');
    expect(await lives(staff)).toBe(false);
  });

  it('ends twelve hours after signing in, however busy it is', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    await age('console', 'ends_at', '11 hours 59 minutes');
    expect(await lives(cookie)).toBe(true);
    await age('console', 'ends_at', '2 minutes');
    expect(await lives(cookie)).toBe(false);
  });

  it('is not moved by the training clock', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    await owner.query(`insert into training_clock (id, ahead, set_at) values (1, interval '2 years', now())`);
    expect(await apps.console.get(Clock).now()).toEqual(expect.any(Date));
    expect((await apps.console.get(Clock).now()).getTime()).toBeGreaterThan(Date.now() + 700 * 86_400_000);
    expect(await lives(cookie)).toBe(true);
    await owner.query('delete from training_clock');
  });

  it('ends with signing out', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    const response = await post('console', '/sign-out', {}, cookie);
    expect(response.headers['location']).toBe('/sign-in?signedOut=yes');
    expect(String(response.headers['set-cookie'])).toContain('Max-Age=0');
    expect(await lives(cookie)).toBe(false);
    expect((await visit('console', '/sign-in?signedOut=yes')).body).toContain(accounts.signIn.signedOut);
  });

  it('may be signed out of when it has ended already', async () =>
    expect((await post('console', '/sign-out', {}, `yorisoi-console=${'B'.repeat(43)}`)).statusCode).toBe(303));

  it('and what ended is cleared away', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    await age('console', 'ends_at', '13 hours');
    const still = await signIn('console', 'principal@aoba.example.jp');
    await owner.query(
      `insert into sign_in_attempt (address_hash, account_hash, at) values ('a', 'b', now() - interval '25 hours'), ('a', 'b', now())`,
    );
    await byOwner(forgetWhatEnded);
    expect([await lives(cookie), await lives(still)]).toEqual([false, true]);
    expect(await owner.query(`select count(*)::int as n from sign_in_attempt where address_hash = 'a'`)).toEqual([{ n: 1 }]);
    expect(await owner.query('select count(*)::int as n from session where ends_at < now()')).toEqual([{ n: 0 }]);
  });
});

describe('a person with several roles', () => {
  it('chooses one, under a new token', async () => {
    const entered = await post('console', '/sign-in', { email: 'both@aoba.example.jp', password, next: '/me' });
    expect(entered.headers['location']).toBe('/sign-in/role?next=%2Fme');
    const first = cookieOf(entered);
    const shown = await visit('console', '/sign-in/role?next=%2Fme', first);
    expect(shown.body).toContain('青葉市立第一中学校（学校）');
    expect(shown.body).toContain('青葉市教育委員会（設置者）');
    expect(shown.body).not.toContain('管理者');
    const [grant] = await owner.query<{ id: string }[]>(`select id from role_grant where person_id = $1 and role = 'founder'`, [ids.both]);
    const chosen = await post('console', '/sign-in/role', { grantId: grant!.id, next: '/me' }, first);
    expect(chosen.headers['location']).toBe('/me');
    expect((await visit('console', '/me', cookieOf(chosen))).json()).toMatchObject({ role: 'founder', organisation: '青葉市教育委員会' });
    expect((await visit('console', '/me', first)).statusCode).toBe(303);
  });

  it('is not asked where two grants say the same', async () => {
    const entered = await post('console', '/sign-in', { email: 'principal@aoba.example.jp', password, next: '/me' });
    expect(entered.headers['location']).toBe('/me');
  });

  it('cannot choose the role of another or one to come', async () => {
    const cookie = await signIn('console', 'both@aoba.example.jp');
    const [coming] = await owner.query<{ id: string }[]>(`select id from role_grant where person_id = $1 and role = 'administrator'`, [
      ids.both,
    ]);
    for (const grantId of [ids.teacherGrant, coming!.id, '', 'x']) {
      expect((await post('console', '/sign-in/role', { grantId }, cookie)).statusCode).toBe(422);
    }
    expect((await visit('console', '/me', cookie)).json()).toMatchObject({ role: 'school' });
  });
});

describe('the guard', () => {
  it('sends a stranger to sign in and back', async () => {
    const response = await visit('console', '/me?a=b');
    expect(response.statusCode).toBe(303);
    expect(response.headers['location']).toBe('/sign-in?next=%2Fme%3Fa%3Db');
  });

  it('lets in by role', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    expect((await post('console', '/report', {}, cookie)).statusCode).toBe(201);
    expect((await visit('console', '/deliberation', cookie)).statusCode).toBe(403);
    const mother = await signIn('family', 'mother@example.jp');
    expect((await post('family', '/report', {}, mother)).statusCode).toBe(403);
  });

  it('leaves public routes open and those without a rule shut', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    expect((await visit('console', '/open')).json()).toEqual({ open: true });
    expect((await visit('console', '/forgotten', cookie)).statusCode).toBe(403);
  });
});

describe('API tokens', () => {
  const call = (authorization?: string) => apps.api.inject({ method: 'GET', url: '/me', headers: authorization ? { authorization } : {} });
  const issue = (endsOn: string | null) =>
    byOwner((tx) => issueToken(tx, { grantId: ids.teacherGrant, label: '文書管理', endsOn: endsOn === null ? null : plainDate(endsOn) }));

  it('name the holder of the grant', async () => {
    const response = await call(`Bearer ${await issue(null)}`);
    expect(response.json()).toEqual({ role: 'school', zone: 'api', name: '教員 二郎', organisation: '青葉市立第一中学校' });
  });

  it('are asked for', async () => {
    const response = await call();
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(response.json()).toMatchObject({ code: 'token-missing' });
  });

  it.each(['Bearer', 'Bearer x', `Bearer ${'A'.repeat(43)}`, 'Basic YTpi', 'Bearer a b', 'Bearer ’'])(
    'are not believed as %j',
    async (header) => {
      const response = await call(header);
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ code: 'token-invalid' });
    },
  );

  it('are not taken from a session cookie', async () => {
    const cookie = await signIn('console', 'principal@aoba.example.jp');
    expect((await visit('api', '/me', cookie)).statusCode).toBe(401);
  });

  it('end with their last day', async () => {
    expect((await call(`Bearer ${await issue(day(0))}`)).statusCode).toBe(200);
    expect((await call(`Bearer ${await issue(day(-1))}`)).statusCode).toBe(401);
  });

  it('are stored as hashes, with the day of last use written once a day', async () => {
    const token = await issue(null);
    const stored = () =>
      owner.query<{ row: string; last: string | null; version: string }[]>(
        `select api_token::text as row, last_used_on::text as last, xmin::text as version from api_token order by created_at desc limit 1`,
      );
    expect((await stored())[0]).toMatchObject({ last: null });
    await call(`Bearer ${token}`);
    const [used] = await stored();
    expect(used).toMatchObject({ last: day(0) });
    expect(used!.row).not.toContain(token);
    await call(`Bearer ${token}`);
    expect((await stored())[0]!.version).toBe(used!.version);
  });
});

describe('the end of a grant', () => {
  it('closes sessions and tokens at once and leaves other people’s open', async () => {
    const [teacher, principal] = [await signIn('console', 'teacher@aoba.example.jp'), await signIn('console', 'principal@aoba.example.jp')];
    const token = await byOwner((tx) => issueToken(tx, { grantId: ids.teacherGrant, label: '年度末まで', endsOn: null }));
    const bearer = () => apps.api.inject({ method: 'GET', url: '/me', headers: { authorization: `Bearer ${token}` } });
    expect([(await visit('console', '/me', teacher)).statusCode, (await bearer()).statusCode]).toEqual([200, 200]);

    await byOwner((tx) => endGrant(tx, ids.teacherGrant, day(0)));
    expect([(await visit('console', '/me', teacher)).statusCode, (await bearer()).statusCode]).toEqual([200, 200]);
    await byOwner((tx) => endGrant(tx, ids.teacherGrant, day(-1)));
    expect([(await visit('console', '/me', teacher)).statusCode, (await bearer()).statusCode]).toEqual([303, 401]);
    expect((await visit('console', '/me', principal)).statusCode).toBe(200);
  });
});

describe('questions about people', () => {
  const as = (organisationId: string | null): Actor => ({ personId: ids.both, role: 'founder', organisationId, zone: 'console' });

  it('know the schools of a founder and what an actor may report for', async () => {
    const asked = await byOwner(async (tx) => ({
      own: await organisationOf(tx, as(ids.founder)),
      none: await organisationOf(tx, as(null)),
      ofFounder: await schoolsFor(tx, as(ids.founder)),
      ofSchool: await schoolsFor(tx, as(ids.school)),
      ofNobody: await schoolsFor(tx, as(null)),
    }));
    expect(asked.own).toEqual({ id: ids.founder, kind: 'founder', founderKind: 'municipal', name: '青葉市教育委員会', parentId: null });
    expect(asked.none).toBeNull();
    expect(asked.ofFounder.map(({ id }) => id)).toEqual([ids.school]);
    expect(asked.ofSchool.map(({ id }) => id)).toEqual([ids.school]);
    expect(asked.ofNobody).toEqual([]);
  });

  it('find a person by address in any case', async () => {
    const found = await byOwner((tx) => personByEmail(tx, ' MOTHER@example.jp'));
    expect(found).toEqual({ personId: ids.mother, name: '遺族 三子', email: 'mother@example.jp' });
  });

  it('name whom a letter to an organisation reaches, each once, without those who left', async () => {
    const reached = await byOwner((tx) => peopleOf(tx, ids.school, ['school'], tx.today));
    expect(reached.map(({ personId }) => personId).sort()).toEqual([ids.principal, ids.both].sort());
    expect(await byOwner((tx) => namesOf(tx, [ids.mother, ids.mother]))).toEqual(new Map([[ids.mother, '遺族 三子']]));
  });

  it('refuse a second account with the same address and a role without its organisation', async () => {
    const refusal = (doing: (tx: Tx) => Promise<unknown>) =>
      byOwner(doing).then(
        () => 'nothing',
        (error: { code?: string }) => error.code,
      );
    const startsOn = day(0);
    expect(await refusal((tx) => createPerson(tx, { name: '別人', email: 'MOTHER@example.jp' }))).toBe('email-taken');
    expect(await refusal((tx) => grantRole(tx, { personId: ids.past, role: 'school', organisationId: null, startsOn }))).toBe(
      'organisation-missing',
    );
    expect(await refusal((tx) => grantRole(tx, { personId: ids.past, role: 'relative', organisationId: ids.school, startsOn }))).toBe(
      'organisation-not-allowed',
    );
  });

  it('make a password that is told once and opens the account', async () => {
    const { id, password: made } = await byOwner((tx) => createPerson(tx, { name: '遺族 六子', email: 'new@example.jp' }));
    expect(made).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    await byOwner((tx) => grantRole(tx, { personId: id, role: 'relative', organisationId: null, startsOn: day(0) }));
    expect((await post('family', '/sign-in', { email: 'new@example.jp', password: made })).statusCode).toBe(303);
  });
});

it('broke nothing on the way', () => expect(faults).toEqual([]));
