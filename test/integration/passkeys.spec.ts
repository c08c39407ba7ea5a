import { secondFactor as words } from '#lib/texts';
import { Authenticator, type Lies, optionsOn } from '../support/authenticator.js';
import { type Browser, type SignInWorld, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld()));
afterAll(() => world?.close());

const enter = (browser: Browser, mailbox: string) =>
  browser.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password, next: '/me' });

/** Signs in for the first time and sets up a passkey. */
async function withPasskey(mailbox: string): Promise<Authenticator> {
  const [browser, authenticator] = [world.browser(), new Authenticator()];
  await enter(browser, mailbox);
  const asked = optionsOn((await browser.get('/sign-in/enrol/passkey')).body);
  const done = await browser.post('/sign-in/enrol/passkey', { label: '職場のパソコン', answer: authenticator.made(asked) });
  expect(done.headers['location']).toBe('/me');
  return authenticator;
}
/** A browser on the page that asks for a passkey alone. */
async function atPasskeyPage() {
  const browser = world.browser();
  const page = await browser.follow(await browser.post('/sign-in/passkey/begin', { next: '/me' }));
  return { browser, asked: optionsOn(page.body) };
}

describe('setting up a passkey', () => {
  it('signs the person in and keeps no more than the public half', async () => {
    const personId = await world.person('first');
    const authenticator = await withPasskey('first');
    const [row] = await world.sql<{ label: string; rp_id: string; credential_id: string }>('select * from passkey where person_id = $1', [
      personId,
    ]);
    expect(row).toMatchObject({
      label: expect.stringMatching(/^s1:/),
      rp_id: 'localhost',
      credential_id: authenticator.credentialId,
      transports: 'internal',
    });
    expect(await world.told('factor-added')).toContainEqual({ personId, factor: 'passkey' });
  });

  it('asks for a name first and gives it back', async () => {
    await world.person('nameless');
    const [browser, authenticator] = [world.browser(), new Authenticator()];
    await enter(browser, 'nameless');
    for (const [label, why] of [
      ['', 'labelMissing'],
      ['長'.repeat(61), 'labelLong'],
      ['鍵', undefined],
    ] as const) {
      const asked = optionsOn((await browser.get('/sign-in/enrol/passkey')).body);
      const answer = await browser.post('/sign-in/enrol/passkey', { label, answer: authenticator.made(asked) });
      expect([answer.statusCode, why === undefined || answer.body.includes(words.passkey[why])]).toEqual([why ? 422 : 303, true]);
    }
  });

  it.each<[string, Lies]>([
    ['another origin', { origin: 'http://evil.example' }],
    ['another challenge', { challenge: Buffer.from('x'.repeat(32)).toString('base64url') }],
    ['another site', { rpId: 'evil.example' }],
    ['nobody checked by the device', { verified: false }],
  ])('refuses an answer with %s', async (_, lies) => {
    const mailbox = `liar${Math.random().toString(36).slice(2)}`;
    await world.person(mailbox);
    const [browser, authenticator] = [world.browser(), new Authenticator()];
    await enter(browser, mailbox);
    const asked = optionsOn((await browser.get('/sign-in/enrol/passkey')).body);
    const refused = await browser.post('/sign-in/enrol/passkey', { label: '鍵', answer: authenticator.made(asked, lies) });
    expect([refused.statusCode, refused.body.includes(words.passkey.notAdded)]).toEqual([422, true]);
    // The challenge is used up with it: the honest answer to it comes too late.
    expect((await browser.post('/sign-in/enrol/passkey', { label: '鍵', answer: authenticator.made(asked) })).statusCode).toBe(422);
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('takes a passkey that is somebody’s already from nobody else', async () => {
    await world.person('owner');
    await world.person('copier');
    const authenticator = await withPasskey('owner');
    const browser = world.browser();
    await enter(browser, 'copier');
    const asked = optionsOn((await browser.get('/sign-in/enrol/passkey')).body);
    expect((await browser.post('/sign-in/enrol/passkey', { label: '鍵', answer: authenticator.made(asked) })).statusCode).toBe(422);
  });
});

describe('signing in with a passkey alone', () => {
  let authenticator: Authenticator;
  let personId: string;
  beforeAll(async () => {
    personId = await world.person('alone');
    authenticator = await withPasskey('alone');
  });

  it('needs neither address nor password and names nobody beforehand', async () => {
    const { browser, asked } = await atPasskeyPage();
    expect(asked).not.toHaveProperty('allowCredentials');
    const done = await browser.post('/sign-in/passkey', { answer: authenticator.used(asked) });
    expect(done.headers['location']).toBe('/me');
    expect((await browser.get('/me')).json()).toEqual({ personId, role: 'founder' });
    expect(await world.told('signed-in')).toContainEqual(expect.objectContaining({ personId, by: 'nothing', second: 'passkey' }));
  });

  it.each<[string, (asked: { challenge: string }) => Lies]>([
    ['another origin', () => ({ origin: 'http://localhost:4999' })],
    ['another challenge', () => ({ challenge: Buffer.from('y'.repeat(32)).toString('base64url') })],
    ['another site', () => ({ rpId: 'evil.example' })],
    ['nobody checked by the device', () => ({ verified: false })],
    ['a counter that went back', () => ({ counter: 1 })],
    ['the signature of another key', () => ({ key: new Authenticator().privateKey })],
    ['a key nobody has set up', () => ({ credentialId: new Authenticator().credentialId })],
  ])('refuses %s, and counts it', async (_, lies) => {
    const { browser, asked } = await atPasskeyPage();
    await world.sql('delete from refusal_count');
    const before = (await world.told('sign-in-refused')).length;
    const refused = await browser.post('/sign-in/passkey', { answer: authenticator.used(asked, lies(asked)) });
    expect([refused.statusCode, refused.body.includes(words.passkey.notRight)]).toEqual([422, true]);
    expect((await world.told('sign-in-refused')).slice(before)).toEqual([]);
    expect(await world.counted()).toEqual([{ way: 'passkey', why: 'wrong', who: 'nobody', counted: 1 }]);
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('takes an answer once', async () => {
    const { browser, asked } = await atPasskeyPage();
    const answer = authenticator.used(asked);
    const step = browser.cookies.get('yorisoi-console-step')!;
    expect((await browser.post('/sign-in/passkey', { answer })).headers['location']).toBe('/me');
    const thief = world.browser();
    thief.cookies.set('yorisoi-console-step', step);
    expect((await thief.post('/sign-in/passkey', { answer })).headers['location']).toBe('/sign-in?ended=yes');
    const other = await atPasskeyPage();
    expect((await other.browser.post('/sign-in/passkey', { answer })).statusCode).toBe(422);
  });

  it.each([
    '',
    'x',
    '{}',
    '[]',
    'null',
    '{"id":1}',
    '{"id":"x","response":{}}',
    '{"id":"x","response":null}',
    `{"id":"${'a'.repeat(14_000)}"}`,
    '\u0000',
  ])('is not upset by %.40j', async (answer) => {
    const { browser } = await atPasskeyPage();
    expect((await browser.post('/sign-in/passkey', { answer })).statusCode).toBe(422);
    expect((await browser.post('/sign-in/passkey', {})).statusCode).toBe(422);
  });

  it('lets nobody into an app that is not theirs', async () => {
    const browser = world.browser('family');
    const asked = optionsOn((await browser.follow(await browser.post('/sign-in/passkey/begin'))).body);
    // As a passkey nobody knows: the family's account does not see it.
    expect((await browser.post('/sign-in/passkey', { answer: authenticator.used(asked) })).statusCode).toBe(422);
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('is not offered at an address that is a number', async () => {
    const browser = world.browser('console', { host: '127.0.0.1:4100' });
    const { body } = await browser.get('/sign-in');
    expect(body).toContain('http://localhost:4100');
    expect(body).not.toContain(words.passkey.start);
    expect((await browser.post('/sign-in/passkey/begin')).statusCode).toBe(404);
  });
});

describe('a passkey as second factor', () => {
  it('is asked of this person’s own passkeys and refuses another’s', async () => {
    await world.person('mine');
    await world.person('other');
    const [mine, others] = [await withPasskey('mine'), await withPasskey('other')];
    const browser = world.browser();
    await enter(browser, 'mine');
    const page = await browser.follow(await browser.get('/sign-in/second'));
    const asked = optionsOn(page.body);
    expect(JSON.stringify(asked)).toContain(mine.credentialId);
    expect(JSON.stringify(asked)).not.toContain(others.credentialId);
    const wrong = await browser.post('/sign-in/second/passkey', { answer: others.used(asked) });
    expect(wrong.statusCode).toBe(422);
    expect((await browser.post('/sign-in/second/passkey', { answer: mine.used(optionsOn(wrong.body)) })).headers['location']).toBe('/me');
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
