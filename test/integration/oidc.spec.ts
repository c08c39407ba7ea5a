import { createServer, type Server } from 'node:http';
import { createOrganisation, grantRole, registerPerson } from '#lib/accounts';
import { oidc as words } from '#lib/texts';
import { Liar, Office, throughOffice } from '../support/oidc.js';
import { type Browser, type SignInWorld, day, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

const origin = 'http://localhost:4100';
const redirectUri = `${origin}/sign-in/oidc/back`;
const claims = (mailbox: string, groups: unknown = ['staff'], verified: unknown = true) => ({
  email: `${mailbox}@aoba.example.jp`,
  email_verified: verified,
  groups,
});
const strong = ['pwd', 'mfa'];

let office: Office;
let world: SignInWorld;
/** What every provider of this file is configured with; filled in below, because organisations have ids only then. */
const setting = { founder: '', groups: [] as { group: string; role: 'founder' | 'school'; organisation: string }[] };
const ids = {} as Record<'school' | 'other' | 'otherSchool', string>;
/** Provider that never answers as itself: its discovery document names another issuer. */
let forger: Server;
/** Provider whose signed statements say whatever a test wants. */
let liar: Liar;

beforeAll(async () => {
  const client = (id: string) => ({ id, secret: `secret of ${id}`, redirectUri });
  office = await Office.open({
    clients: [client('yorisoi'), client('other-program')],
    people: {
      hanako: { amr: strong, claims: claims('hanako', ['staff', 'first-school']) },
      weak: { amr: ['pwd'], claims: claims('weak') },
      leaver: { amr: strong, claims: claims('leaver', ['choir']) },
      stranger: { amr: strong, claims: claims('stranger') },
      unverified: { amr: strong, claims: claims('unverified', ['staff'], false) },
      neighbour: { amr: strong, claims: claims('neighbour') },
      taker: { amr: strong, claims: claims('hanako') },
      climber: { amr: strong, claims: claims('climber', ['staff', 'other-board', 'wrong-kind']) },
    },
  });
  forger = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ issuer: office.issuer, authorization_endpoint: `${office.issuer}/auth`, token_endpoint: `${office.issuer}/token` }),
    );
  });
  await new Promise<void>((resolve) => forger.listen(0, '127.0.0.1', resolve));
  liar = await Liar.open('yorisoi');
  const { port } = forger.address() as { port: number };
  const provider = (key: string, issuer: string, clientId = 'yorisoi') => ({
    key,
    issuer,
    clientId,
    clientSecret: `secret of ${clientId}`,
    get founder() {
      return setting.founder;
    },
    claims: { groups: 'groups', email: 'email', emailVerified: 'email_verified' },
    groups: setting.groups,
    secondFactor: { acr: [], amr: ['mfa'] },
  });
  world = await signInWorld({
    origin,
    oidc: [
      provider('kyoiku', office.issuer),
      provider('other', office.issuer, 'other-program'),
      provider('forged', `http://127.0.0.1:${port}`),
      provider('liar', liar.issuer),
      provider('nobody', 'http://127.0.0.1:9'),
    ],
  });
  setting.founder = world.founder;
  await world.byOwner(async (tx) => {
    ids.school = await createOrganisation(tx, { kind: 'school', name: '青葉市立第一中学校', parentId: world.founder });
    ids.other = await createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '若葉町教育委員会' });
    ids.otherSchool = await createOrganisation(tx, { kind: 'school', name: '若葉町立中学校', parentId: ids.other });
  });
  setting.groups.push(
    { group: 'staff', role: 'founder', organisation: world.founder },
    { group: 'first-school', role: 'school', organisation: ids.school },
    { group: 'other-board', role: 'founder', organisation: ids.other },
    { group: 'wrong-kind', role: 'founder', organisation: ids.school },
  );
  for (const mailbox of ['hanako', 'weak', 'leaver', 'unverified', 'climber']) await employ(mailbox, world.founder);
  await employ('neighbour', ids.other);
});
afterAll(async () => {
  await world?.close();
  await office?.close();
  forger?.close();
  liar?.close();
});

/** Addresses are sealed: people are known by their ids. */
const employed = new Map<string, string>();
const employ = (mailbox: string, organisationId: string): Promise<string> =>
  world.byOwner(async (tx) => {
    const id = await registerPerson(tx, { name: `職員 ${mailbox}`, email: `${mailbox}@aoba.example.jp` });
    await grantRole(tx, { personId: id, role: 'administrator', organisationId, startsOn: day(-30) });
    employed.set(mailbox, id);
    return id;
  });
const grants = (mailbox: string) =>
  world.sql<{ role: string; fromOffice: boolean; holds: boolean }>(
    `select g.role, o.grant_id is not null as "fromOffice", coalesce(g.ends_on >= $2, true) as holds from role_grant g
       left join oidc_grant o on o.grant_id = g.id where g.person_id = $1 order by g.role`,
    [employed.get(mailbox), day(0)],
  );
/** Goes out to the provider and comes back with what it said, not yet handed in. */
async function goes(browser: Browser, who: string, provider = 'kyoiku', next = ''): Promise<string> {
  await office.seats(who);
  const out = await browser.get(`/sign-in/oidc/to/${provider}${next}`);
  expect(out.statusCode).toBe(303);
  const back = await throughOffice(String(out.headers['location']), redirectUri);
  return `${back.pathname}${back.search}`;
}
const signsIn = async (browser: Browser, who: string, next = '') => browser.get(await goes(browser, who, 'kyoiku', next));
const lastWhy = async () => (await world.counted()).find(({ way }) => way === 'oidc')?.why;

async function isRefused(browser: Browser, path: string, why: string, shown: keyof typeof words.problems, status = 403): Promise<void> {
  const answer = await browser.get(path);
  expect([answer.statusCode, await lastWhy()]).toEqual([status, why]);
  expect(answer.body).toContain(words.problems[shown]);
  expect(browser.cookies.has('yorisoi-console')).toBe(false);
  expect(browser.cookies.has('yorisoi-console-step')).toBe(false);
}

describe('the account of an office', () => {
  it('is offered on the console’s page and in no other app', async () => {
    expect((await world.browser('console').get('/sign-in')).body).toContain('/sign-in/oidc/to/kyoiku');
    expect((await world.browser('family').get('/sign-in')).body).not.toContain('/sign-in/oidc');
    expect((await world.browser('family').get('/sign-in/oidc/to/kyoiku')).statusCode).toBe(404);
  });

  it('leads out with code, PKCE, state and nonce, all of them new each time', async () => {
    const out = async () => new URL(String((await world.browser().get('/sign-in/oidc/to/kyoiku')).headers['location'])).searchParams;
    const [first, second] = [await out(), await out()];
    expect(Object.fromEntries(first)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: redirectUri });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)!.length).toBeGreaterThanOrEqual(43);
      expect(first.get(name)).not.toBe(second.get(name));
    }
  });

  it('lets somebody in whom an administrator has made, with the roles of the groups, and back to where they wanted', async () => {
    const browser = world.browser();
    const answer = await signsIn(browser, 'hanako', '?next=/me');
    // Three roles: administrator by hand, two by groups.
    expect(answer.headers['location']).toBe('/sign-in/role?next=%2Fme');
    expect((await browser.get('/me')).statusCode).toBe(200);
    expect(await grants('hanako')).toEqual([
      { role: 'administrator', fromOffice: false, holds: true },
      { role: 'founder', fromOffice: true, holds: true },
      { role: 'school', fromOffice: true, holds: true },
    ]);
    expect(await world.told('signed-in')).toContainEqual(expect.objectContaining({ by: 'oidc', second: 'vouched' }));
  });

  it('adds nothing the second time', async () => {
    await signsIn(world.browser(), 'hanako');
    expect(await grants('hanako')).toHaveLength(3);
    expect(await world.told('oidc-bound')).toHaveLength(1);
  });

  it('asks for our second factor where the provider says nothing of its own', async () => {
    const browser = world.browser();
    const answer = await signsIn(browser, 'weak');
    expect(answer.headers['location']).toBe('/sign-in/enrol');
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('leads nowhere outside after signing in', async () => {
    const browser = world.browser();
    expect((await signsIn(browser, 'leaver', '?next=//evil.example')).headers['location']).toBe('/');
  });
});

describe('the roles of groups', () => {
  it('end with the group at the next sign-in, those given by people stay', async () => {
    await world.sql(
      `with g as (insert into role_grant (id, person_id, role, organisation_id, starts_on) values (gen_random_uuid(), $3, 'founder', $1, $2) returning id)
       insert into oidc_grant select id, 'kyoiku' from g`,
      [world.founder, day(-5), employed.get('leaver')],
    );
    await signsIn(world.browser(), 'leaver');
    expect(await grants('leaver')).toEqual([
      { role: 'administrator', fromOffice: false, holds: true },
      { role: 'founder', fromOffice: true, holds: false },
    ]);
  });
  it('open no other founder and no organisation of the wrong kind, whatever the settings say', async () => {
    await signsIn(world.browser(), 'climber');
    const rows = await world.sql(
      `select g.role, g.organisation_id as at from role_grant g join oidc_grant o on o.grant_id = g.id where g.person_id = $1`,
      [employed.get('climber')],
    );
    expect(rows).toEqual([{ role: 'founder', at: world.founder }]);
  });
});

describe('somebody who is not let in', () => {
  const refused = async (who: string) => {
    const browser = world.browser();
    await isRefused(browser, await goes(browser, who), 'unknown-person', 'unknown-person');
  };
  it('is nobody an administrator has made', async () => {
    const before = (await world.sql('select from person')).length;
    await refused('stranger');
    expect(await world.sql(`select from person`)).toHaveLength(before);
  });
  it('has an address the provider has not verified', () => refused('unverified'));
  it('belongs to another founder', () => refused('neighbour'));
  it('took over the address of somebody who is known by another account there', () => refused('taker'));
  it('has no role left', async () => {
    await world.sql(`update role_grant set ends_on = $1 where person_id = $2`, [day(-1), employed.get('weak')]);
    await world.sql(`delete from oidc_grant`);
    setting.groups.splice(0, 1);
    const browser = world.browser();
    await isRefused(browser, await goes(browser, 'weak'), 'no-grant', 'no-grant');
    setting.groups.unshift({ group: 'staff', role: 'founder', organisation: world.founder });
  });
  it('said no at the provider', async () => {
    const browser = world.browser();
    await isRefused(browser, await goes(browser, 'nobody there'), 'denied', 'denied');
  });
});

describe('what comes back', () => {
  it('counts once: the same address again leads nowhere', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await browser.get(back);
    await isRefused(world.browser(), back, 'not-asked', 'not-asked');
    browser.cookies.delete('yorisoi-console');
    await isRefused(browser, back, 'not-asked', 'not-asked');
  });
  it('counts in the browser that asked, in no other', async () => {
    const back = await goes(world.browser(), 'hanako');
    await isRefused(world.browser(), back, 'not-asked', 'not-asked');
    const other = world.browser();
    await other.get('/sign-in/oidc/to/kyoiku');
    await isRefused(other, back, 'not-asked', 'not-asked');
  });
  it('counts with its own state only', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    for (const state of ['x', '', 'x'.repeat(5_000)])
      await isRefused(browser, back.replace(/state=[^&]*/, `state=${state}`), 'not-asked', 'not-asked');
    await isRefused(browser, back.replace(/&?state=[^&]*/, ''), 'not-asked', 'not-asked');
    await isRefused(browser, `${back}&state=second`, 'not-asked', 'not-asked');
  });
  it('counts for ten minutes', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await world.sql(`update oidc_request set ends_at = clock_timestamp()`);
    await isRefused(browser, back, 'not-asked', 'not-asked');
  });
  it('must answer our question: another nonce is refused', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await world.sql(`update oidc_request set nonce = 'another'`);
    await isRefused(browser, back, 'not-valid', 'not-valid');
  });
  it('must be ours to open: another verifier is refused', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await world.sql(`update oidc_request set verifier = repeat('v', 43)`);
    await isRefused(browser, back, 'code-not-taken', 'not-asked');
  });
  it('must come from the issuer that is written down', async () => {
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await isRefused(browser, back.replace(/iss=[^&]*/, `iss=${encodeURIComponent('http://127.0.0.1:1')}`), 'not-valid', 'not-valid');
  });
  it('carries no code of another day: one that was used is refused by the provider too', async () => {
    const first = world.browser();
    const used = await goes(first, 'hanako');
    await first.get(used);
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    const code = /code=([^&]*)/.exec(used)![1]!;
    await isRefused(browser, back.replace(/code=[^&]*/, `code=${code}`), 'code-not-taken', 'not-asked');
  });
  it('carries no code that was made for another program', async () => {
    const other = world.browser();
    const foreign = /code=([^&]*)/.exec(await goes(other, 'hanako', 'other'))![1]!;
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await isRefused(browser, back.replace(/code=[^&]*/, `code=${foreign}`), 'code-not-taken', 'not-asked');
  });
});

describe('a signed statement', () => {
  const shows = async (lie: Parameters<Liar['says']>[0]): Promise<[Browser, string]> => {
    liar.says(lie);
    const browser = world.browser();
    const out = await browser.get('/sign-in/oidc/to/liar');
    return [browser, liar.sendsBack(new URL(String(out.headers['location'])))];
  };
  const truth = { sub: 'hanako at the liar', email: 'liked@aoba.example.jp', email_verified: true, groups: ['staff'], amr: ['mfa'] };

  it('is believed when it holds', async () => {
    await employ('liked', world.founder);
    const [browser, back] = await shows({ claims: truth });
    expect((await browser.get(back)).statusCode).toBe(303);
  });
  it.each([
    ['for another program', { claims: { ...truth, aud: 'other-program' } }],
    ['for another program and us, meant for it', { claims: { ...truth, aud: ['other-program', 'yorisoi'], azp: 'other-program' } }],
    ['of another issuer', { claims: { ...truth, iss: 'https://id.example.jp' } }],
    ['without our question', { claims: { ...truth, nonce: undefined } }],
    ['of yesterday', { claims: { ...truth, iat: 1_700_000_000, exp: 1_700_000_600 } }],
    ['of nobody', { claims: { ...truth, sub: undefined } }],
    ['signed by another key', { claims: truth, key: 'another' as const }],
    ['not signed', { claims: truth, key: 'none' as const }],
    ['signed with the secret we share', { claims: truth, key: 'secret' as const }],
  ])('%s is not', async (_, lie) => {
    const [browser, back] = await shows(lie);
    await isRefused(browser, back, 'not-valid', 'not-valid');
  });
});

describe('a provider', () => {
  it('that is away is said to be away, before and after', async () => {
    await isRefused(world.browser(), '/sign-in/oidc/to/nobody', 'unreachable', 'unreachable', 409);
    const browser = world.browser();
    const back = await goes(browser, 'hanako');
    await office.close();
    await isRefused(browser, back, 'unreachable', 'unreachable', 409);
    await office.opensAgain();
    expect((await signsIn(world.browser(), 'hanako')).statusCode).toBe(303);
  });
  it('that calls itself by another’s name is not believed', () =>
    isRefused(world.browser(), '/sign-in/oidc/to/forged', 'unreachable', 'unreachable', 409));
  it('nobody knows is not found', async () => {
    for (const key of ['x', '..%2f', '%00', 'kyoiku%20'])
      expect((await world.browser().get(`/sign-in/oidc/to/${key}`)).statusCode).toBe(404);
  });
  it('never makes a fault of ours', () => expect(world.faults).toEqual([]));
});

describe('the journal and the tables', () => {
  it('keep no code, no token, no address and no name', async () => {
    const [row] = await world.sql<{ all: string }>(`select string_agg(content, ' ') as all from journal_entry`);
    expect(row!.all).not.toMatch(/aoba\.example|職員|hanako/);
  });
});
