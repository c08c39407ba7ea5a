import { createOrganisation, grantRole, invite, registerPerson } from '#lib/accounts';
import { account, oidc as words } from '#lib/texts';
import { rememberDevice } from '../../libs/accounts/devices.js';
import { Liar } from '../support/oidc.js';
import { Browser, type SignInWorld, day, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

const origin = 'http://localhost:4100';
let world: SignInWorld;
/** The provider of founder B, which says whatever a test wants. */
let liar: Liar;
const house = { b: '', school: '' };

/** Both founders use the one issuer, as with an office suite of the whole world. */
const provider = (key: string, founder: () => string) => ({
  key,
  issuer: liar.issuer,
  clientId: 'yorisoi',
  clientSecret: 'secret of yorisoi',
  get founder() {
    return founder();
  },
  claims: { groups: 'groups', email: 'email', emailVerified: 'email_verified' },
  get groups() {
    return key === 'b' ? [{ group: 'all', role: 'school' as const, organisation: house.school }] : [];
  },
  secondFactor: { acr: [], amr: ['mfa'] },
});
beforeAll(async () => {
  liar = await Liar.open('yorisoi');
  world = await signInWorld({
    origin,
    oidc: [provider('b', () => house.b), provider('a', () => world.founder)],
  });
  await world.byOwner(async (tx) => {
    house.b = await createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '若葉町教育委員会' });
    house.school = await createOrganisation(tx, { kind: 'school', name: '若葉町立中学校', parentId: house.b });
  });
});
afterAll(async () => {
  await world?.close();
  liar?.close();
});

const give = (personId: string, role: 'school' | 'founder' | 'founderHead' | 'relative', organisationId: string | null) =>
  world.byOwner((tx) => grantRole(tx, { personId, role, organisationId, startsOn: day(-5) }));

/** Comes from the provider of B with this address; answers where it led. */
const comesThroughB = (browser: Browser, mailbox: string, said: Record<string, unknown> = {}) => comesThrough('b', browser, mailbox, said);
async function comesThrough(key: string, browser: Browser, mailbox: string, said: Record<string, unknown> = {}) {
  liar.says({ claims: { sub: mailbox, email: `${mailbox}@example.jp`, email_verified: true, amr: ['mfa'], ...said } });
  const out = await browser.get(`/sign-in/oidc/to/${key}`);
  return browser.get(liar.sendsBack(new URL(String(out.headers['location']))));
}
const me = async (browser: Browser) => (await browser.get('/me')).json<{ personId: string; role: string }>();

describe('a session the provider of one founder vouched for', () => {
  it('opens what the person is there, and nothing of another founder', async () => {
    const head = await world.person('head', 'founderHead');
    const [atA] = await world.sql<{ id: string }>('select id from role_grant where person_id = $1', [head]);
    const atB = await give(head, 'school', house.school);
    const browser = world.browser();
    expect((await comesThroughB(browser, 'head')).statusCode).toBe(303);
    expect(await me(browser)).toEqual({ personId: head, role: 'school' });
    const roles = await browser.get('/sign-in/role');
    expect(roles.body).toContain(atB);
    expect(roles.body).not.toContain(atA!.id);
    expect((await browser.post('/sign-in/role', { grantId: atA!.id })).statusCode).toBe(422);
    expect((await me(browser)).role).toBe('school');
  });

  it('opens nothing that another house gives while it lasts, also where the row says so', async () => {
    const person = await world.person('later', 'school', house.school);
    const browser = world.browser();
    await comesThroughB(browser, 'later');
    const later = await give(person, 'founderHead', world.founder);
    expect((await browser.post('/sign-in/role', { grantId: later })).statusCode).toBe(422);
    await world.sql('update session set grant_id = $1 where person_id = $2', [later, person]);
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('keeps its house through a change of role', async () => {
    const person = await world.person('changes', 'founder', house.b);
    const [first] = await world.sql<{ id: string }>('select id from role_grant where person_id = $1', [person]);
    const second = await give(person, 'school', house.school);
    await give(person, 'founderHead', world.founder);
    const browser = world.browser();
    await comesThroughB(browser, 'changes');
    for (const grantId of [second, first!.id, second])
      expect((await browser.post('/sign-in/role', { grantId, next: '/me' })).statusCode).toBe(303);
    expect(await world.sql('select house from session where person_id = $1', [person])).toEqual([{ house: house.b }]);
  });

  it.each(['relative', 'founder'] as const)('changes no way to sign in of somebody who is a %s elsewhere', async (elsewhere) => {
    const mailbox = `ways-${elsewhere}`;
    const person = await world.person(mailbox, 'school', house.school);
    await give(person, elsewhere, elsewhere === 'relative' ? null : world.founder);
    const password = () => world.sql('select password_hash from person where id = $1', [person]);
    const before = await password();
    const browser = world.browser();
    await comesThroughB(browser, mailbox);
    const page = await browser.get('/account');
    expect(page.body).toContain(account.vouched);
    expect(page.body).not.toContain('/account/totp/begin');
    for (const [path, fields] of [
      ['/account/totp/begin', {}],
      ['/account/passkey/begin', {}],
      ['/account/totp', { code: '123456' }],
      ['/account/passkey', { answer: '{}' }],
      ['/account/totp/remove', {}],
      ['/account/password', { current: world.password, password: 'なつの海 ひねもすのたりかな' }],
    ] as const) {
      const answer = await browser.post(path, fields);
      expect([path, answer.headers['location'] ?? answer.statusCode]).not.toEqual([path, '/account?done=password']);
      expect([path, answer.headers['location'] ?? '']).not.toEqual([path, path.replace('/begin', '')]);
    }
    expect(await password()).toEqual(before);
    expect(await world.sql('select 1 from sign_in_step where person_id = $1', [person])).toEqual([]);
    for (const table of ['totp', 'passkey']) expect(await world.sql(`select 1 from ${table} where person_id = $1`, [person])).toEqual([]);
  });

  it('ends and sees sessions of its house alone', async () => {
    const person = await world.person('devices', 'school', house.school);
    await give(person, 'founder', world.founder);
    const browser = world.browser();
    await comesThroughB(browser, 'devices');
    await world.sql(
      `insert into session (token_hash, id, person_id, grant_id, app, created_at, last_seen_at, ends_at)
       select 'own', gen_random_uuid(), person_id, id, 'console', now(), now(), now() + interval '1 hour' from role_grant
        where person_id = $1 and organisation_id = $2`,
      [person, world.founder],
    );
    const [own] = await world.sql<{ id: string }>(`select id from session where token_hash = 'own'`);
    expect((await browser.get('/account')).body).not.toContain(own!.id);
    expect((await browser.post(`/account/sessions/${own!.id}/end`)).statusCode).toBe(404);
    await browser.post('/account/sessions/end-all');
    expect(await world.sql('select token_hash from session where person_id = $1', [person])).toEqual([{ token_hash: 'own' }]);
  });

  it('does not begin where a second factor would have to be set up for somebody whom others know too, now or before', async () => {
    const person = await world.person('unvouched', 'school', house.school);
    const relative = await give(person, 'relative', null);
    const tries = async () => {
      const answer = await comesThroughB(world.browser(), 'unvouched', { amr: ['pwd'] });
      expect([answer.statusCode, answer.body.includes(words.problems['no-grant'])]).toEqual([403, true]);
    };
    await tries();
    await world.sql('update role_grant set ends_on = $1 where id = $2', [day(-1), relative]);
    await tries();
  });

  it('lets the person herself in everywhere by a way of her own', async () => {
    const browser = world.browser();
    const answer = await browser.post('/sign-in', { email: 'devices@example.jp', password: world.password });
    expect(answer.headers['location']).toBe('/sign-in/enrol');
    expect(await world.sql(`select house from sign_in_step where proven = 'password'`)).toEqual([{ house: null }]);
  });
});

describe('two founders with one issuer', () => {
  const rolesOf = (person: string) => world.sql<{ role: string }>('select role from role_grant where person_id = $1', [person]);

  it('know each their own people by it: who comes through the other is nobody there, gets no role and keeps her letter', async () => {
    const person = await world.person('shared');
    expect((await comesThrough('a', world.browser(), 'shared')).statusCode).toBe(303);
    await world.byOwner((tx) => invite(tx, person, 'console', 'recovery', { house: world.founder }));
    const browser = world.browser();
    expect((await comesThroughB(browser, 'shared', { groups: ['all'] })).statusCode).toBe(403);
    expect((await browser.get('/me')).statusCode).toBe(303);
    expect(await rolesOf(person)).toEqual([{ role: 'founder' }]);
    expect(await world.sql('select from invitation where person_id = $1 and voided_at is null', [person])).toHaveLength(1);
  });

  it('each let in the person that is theirs, with the same account there', async () => {
    const atA = await world.person('both');
    const atB = await world.byOwner((tx) => registerPerson(tx, { name: '若葉 両子', email: 'both@example.jp' }));
    await give(atB, 'school', house.school);
    for (const [key, person] of [
      ['a', atA],
      ['b', atB],
      ['a', atA],
    ] as const) {
      const browser = world.browser();
      await comesThrough(key, browser, 'both');
      expect((await me(browser)).personId).toBe(person);
    }
  });

  it('from before it was known whose it is: an identity leads nowhere until it is bound anew', async () => {
    const person = await world.person('before', 'school', house.school);
    await comesThroughB(world.browser(), 'before');
    await world.sql('update oidc_identity set founder = null where person_id = $1', [person]);
    expect((await comesThroughB(world.browser(), 'before', { email: 'gone@example.jp' })).statusCode).toBe(403);
    expect((await comesThroughB(world.browser(), 'before')).statusCode).toBe(303);
  });
});

describe('a binding that a statement planted', () => {
  const bind = (subject: string, person: string) =>
    world.sql(
      `insert into oidc_identity (issuer, subject, founder, person_id, made_at, proof)
       select issuer, $1, founder, $2, now(), proof from oidc_identity where founder = $3 limit 1`,
      [subject, person, world.founder],
    );

  it('lets nobody in as somebody else, and keeps nobody out', async () => {
    const victim = await world.person('bound-victim');
    await world.person('bound-first');
    await comesThrough('a', world.browser(), 'bound-first');
    await bind('bound-thief', victim);
    expect((await comesThrough('a', world.browser(), 'bound-thief')).statusCode).toBe(403);
    const browser = world.browser();
    await comesThrough('a', browser, 'bound-victim');
    expect((await me(browser)).personId).toBe(victim);
  });
});

describe('a browser a provider led in', () => {
  const guesses = async (browser: Browser, mailbox: string) => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await browser.post('/sign-in', { email: `${mailbox}@example.jp`, password: 'falsch' })).statusCode);
    return statuses;
  };

  it('is none the person is known in: what many of them guess at her password counts as what strangers guess', async () => {
    await world.person('guessed', 'school', house.school);
    const looked: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const browser = world.browser();
      const here = new Browser(world.apps.console, '203.0.113.77');
      await comesThroughB(browser, 'guessed');
      here.cookies.set('yorisoi-console-device', browser.cookies.get('yorisoi-console-device')!);
      looked.push(...(await guesses(here, 'guessed')));
    }
    expect(looked.filter((status) => status === 422)).toHaveLength(5);
  });

  it('is known once she came by a way of her own', async () => {
    const person = await world.person('own-way', 'school', house.school);
    const browser = world.browser();
    await comesThroughB(browser, 'own-way');
    const houses = () => world.sql('select house from device where person_id = $1', [person]);
    expect(await houses()).toEqual([{ house: house.b }]);
    await world.byOwner((tx) => rememberDevice(tx, person, browser.cookies.get('yorisoi-console-device')));
    await comesThroughB(browser, 'own-way');
    expect(await houses()).toEqual([{ house: null }]);
  });

  it('shows and stops nothing that waits at another house', async () => {
    const person = await world.person('waits', 'school', house.school);
    await give(person, 'founder', world.founder);
    const by = await world.person('waits-by');
    const [waiting] = await world.sql<{ id: string }>(
      `insert into recovery (id, person_id, organisation_id, started_by, started_at, opens_at, ends_at)
       values (gen_random_uuid(), $1, $2, $3, now(), now(), now() + interval '5 days') returning id`,
      [person, world.founder, by],
    );
    const browser = world.browser();
    await comesThroughB(browser, 'waits');
    expect((await browser.get('/account')).body).not.toContain(waiting!.id);
    expect((await browser.post(`/account/waiting/${waiting!.id}/stop`)).statusCode).toBe(404);
    expect(await world.sql('select from recovery where id = $1 and stopped_at is null', [waiting!.id])).toHaveLength(1);
  });
});
