import { generateSync } from 'otplib';
import { SignInSteps, invite } from '#lib/accounts';
import { secondFactor as words } from '#lib/texts';
import { type Browser, type SignInWorld, keyOn, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld()));
afterAll(() => world?.close());

const codeOf = (secret: string, offset = 0): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + offset * 30 });
const enter = (browser: Browser, mailbox: string, more: Record<string, string> = {}) =>
  browser.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password, next: '/me', ...more });
const stepOf = (browser: Browser) => browser.cookies.get('yorisoi-console-step');
const sessionOf = (browser: Browser) => browser.cookies.get('yorisoi-console');

/** Signs in for the first time and sets up an authenticator; answers its secret. */
async function withTotp(mailbox: string, browser = world.browser()): Promise<string> {
  await enter(browser, mailbox);
  const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
  const done = await browser.post('/sign-in/enrol/totp', { code: codeOf(secret) });
  expect(done.headers['location']).toBe('/me');
  // Codes of the next step are used below: as if half a minute had passed since.
  await world.sql('update totp set last_step = last_step - 2');
  return secret;
}

describe('the first time, with a password alone', () => {
  it('leads to setting up a second factor and signs nobody in before', async () => {
    await world.person('first');
    const browser = world.browser();
    const answer = await enter(browser, 'first');
    expect(answer.headers['location']).toBe('/sign-in/enrol');
    expect(sessionOf(browser)).toBeUndefined();
    expect((await browser.get('/me')).statusCode).toBe(303);
    expect((await browser.get('/sign-in/enrol')).body).toContain(words.enrol.title);
    expect((await browser.get('/sign-in/second')).headers['location']).toBe('/sign-in?ended=yes');
  });

  it('takes an authenticator with its first code, which counts for signing in and no second time', async () => {
    const personId = await world.person('authenticator');
    const browser = world.browser();
    await enter(browser, 'authenticator');
    const shown = await browser.get('/sign-in/enrol/totp');
    const secret = keyOn(shown.body);
    expect(shown.body).toContain('<svg');
    expect(shown.body).not.toMatch(/ style=/);
    expect(keyOn((await browser.get('/sign-in/enrol/totp')).body)).toBe(secret);
    const wrong = await browser.post('/sign-in/enrol/totp', { code: '000000' });
    expect([wrong.statusCode, wrong.body.includes(words.wrongCode)]).toEqual([422, true]);
    const code = codeOf(secret);
    expect((await browser.post('/sign-in/enrol/totp', { code })).headers['location']).toBe('/me');
    expect((await browser.get('/me')).json()).toEqual({ personId, role: 'founder' });
    expect(stepOf(browser)).toBeUndefined();

    const other = world.browser();
    expect((await enter(other, 'authenticator')).headers['location']).toBe('/sign-in/second');
    const replayed = await other.post('/sign-in/second/totp', { code });
    expect([replayed.statusCode, replayed.body.includes(words.usedCode)]).toEqual([422, true]);
    expect(await world.told('sign-in-refused')).toContainEqual({ by: 'totp', why: 'replayed', personId });
  });

  it('keeps no secret as it is, neither set up nor waiting', async () => {
    const secret = await withTotp((await world.person('sealed'), 'sealed'));
    await world.person('waiting');
    const browser = world.browser();
    await enter(browser, 'waiting');
    const waiting = keyOn((await browser.get('/sign-in/enrol/totp')).body);
    const rows = await world.sql<{ row: string }>(
      'select totp::text as row from totp union all select sign_in_step::text from sign_in_step',
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ row }) => row.includes(secret) || row.includes(waiting))).toEqual([]);
    expect(rows.filter(({ row }) => row.includes('s1:')).length).toBeGreaterThan(1);
  });
});

describe('the second factor', () => {
  let secret: string;
  let personId: string;
  beforeAll(async () => {
    personId = await world.person('second');
    secret = await withTotp('second');
  });

  it('is asked for and opens the session under a token of its own', async () => {
    const browser = world.browser();
    await enter(browser, 'second');
    const step = stepOf(browser)!;
    expect((await browser.follow(await browser.get('/sign-in/second'))).body).toContain(words.code);
    const done = await browser.post('/sign-in/second/totp', { code: codeOf(secret, -1) });
    expect(done.headers['location']).toBe('/me');
    expect(sessionOf(browser)).not.toBe(step);
    expect((await browser.get('/me')).json()).toMatchObject({ personId });
    expect(await world.told('signed-in')).toContainEqual(expect.objectContaining({ personId, by: 'password', second: 'totp' }));
    // Neither the step's token nor the session's opens the other's door.
    const thief = world.browser();
    thief.cookies.set('yorisoi-console', step);
    expect((await thief.get('/me')).statusCode).toBe(303);
    thief.cookies.set('yorisoi-console-step', sessionOf(browser)!);
    expect((await thief.get('/sign-in/second/totp')).headers['location']).toBe('/sign-in?ended=yes');
    thief.cookies.set('yorisoi-console-step', step);
    expect((await thief.post('/sign-in/second/totp', { code: codeOf(secret) })).headers['location']).toBe('/sign-in?ended=yes');
  });

  it('takes a code once only, also from two who send it at the same moment', async () => {
    const browsers = [world.browser(), world.browser(), world.browser()];
    for (const browser of browsers) await enter(browser, 'second');
    const code = codeOf(secret, 1);
    const answers = await Promise.all(browsers.map((browser) => browser.post('/sign-in/second/totp', { code })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422, 422]);
  });

  it('ends the step after five wrong codes and has the password asked anew', async () => {
    const browser = world.browser();
    await enter(browser, 'second');
    const seen: unknown[] = [];
    for (const code of ['000000', 'abc', '', '12345', '999999']) {
      await world.sql('delete from sign_in_attempt');
      const { statusCode, headers } = await browser.post('/sign-in/second/totp', { code });
      seen.push([statusCode, headers['location']]);
    }
    expect(seen).toEqual([...Array(4).fill([422, undefined]), [303, '/sign-in?ended=yes']]);
  });

  it('slows whoever guesses, not the person on their own browser', async () => {
    await world.sql('delete from sign_in_attempt');
    const own = world.browser();
    await enter(own, 'second');
    await world.sql('update totp set last_step = last_step - 9 where person_id = $1', [personId]);
    expect((await own.post('/sign-in/second/totp', { code: codeOf(secret, -1) })).statusCode).toBe(303);
    // Strangers who know the password, from ever new addresses, share one bound.
    for (let n = 0; n < 15; n += 1) {
      const stranger = world.browser();
      await enter(stranger, 'second');
      for (let left = 4; left > 0; left -= 1) await stranger.post('/sign-in/second/totp', { code: '000000' });
    }
    const stranger = world.browser();
    await enter(stranger, 'second');
    await world.sql('update totp set last_step = last_step - 9 where person_id = $1', [personId]);
    expect((await stranger.post('/sign-in/second/totp', { code: codeOf(secret) })).statusCode).toBe(429);
    await own.post('/sign-out');
    await enter(own, 'second');
    expect((await own.post('/sign-in/second/totp', { code: codeOf(secret) })).headers['location']).toBe('/me');
    await world.sql('delete from sign_in_attempt');
  });

  it('is not skipped: an enrolment page is shut to whoever has one', async () => {
    const browser = world.browser();
    await enter(browser, 'second');
    for (const path of ['/sign-in/enrol', '/sign-in/enrol/totp'])
      expect((await browser.get(path)).headers['location']).toBe('/sign-in?ended=yes');
    expect((await browser.post('/sign-in/enrol/totp', { code: codeOf(secret) })).headers['location']).toBe('/sign-in?ended=yes');
    expect((await browser.get('/me')).statusCode).toBe(303);
  });
});

describe('a step', () => {
  it.each(['A'.repeat(43), 'x', "' or 1=1 --", '%00', '__proto__'])('forged as %j leads back to the beginning', async (token) => {
    const browser = world.browser();
    browser.cookies.set('yorisoi-console-step', token);
    for (const answer of [
      await browser.get('/sign-in/second'),
      await browser.get('/sign-in/enrol'),
      await browser.post('/sign-in/second/totp', { code: '000000' }),
      await browser.post('/sign-in/enrol/totp', { code: '000000' }),
    ]) {
      expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/sign-in?ended=yes']);
      browser.cookies.set('yorisoi-console-step', token);
    }
    expect(await world.told('sign-in-refused')).not.toContainEqual(expect.objectContaining({ by: 'step' }));
    expect(await world.counted()).toContainEqual(expect.objectContaining({ way: 'step', why: 'ended', who: 'nobody' }));
  });

  it('belongs to one app', async () => {
    await world.person('member', 'committeeMember');
    const committee = world.browser('committee');
    await enter(committee, 'member');
    const browser = world.browser();
    browser.cookies.set('yorisoi-console-step', committee.cookies.get('yorisoi-committee-step')!);
    expect((await browser.get('/sign-in/enrol/totp')).headers['location']).toBe('/sign-in?ended=yes');
  });

  it('ends after ten minutes', async () => {
    await world.person('slow');
    const browser = world.browser();
    await enter(browser, 'slow');
    await world.sql(`update sign_in_step set ends_at = ends_at - interval '10 minutes'`);
    expect((await browser.get('/sign-in/enrol')).headers['location']).toBe('/sign-in?ended=yes');
    expect((await browser.get('/sign-in?ended=yes')).body).toContain(words.ended);
  });

  it('is stored by its hash and takes the place of the one before', async () => {
    const personId = await world.person('twice');
    const browser = world.browser();
    await enter(browser, 'twice');
    const first = stepOf(browser)!;
    await enter(browser, 'twice');
    expect(stepOf(browser)).not.toBe(first);
    const rows = await world.sql<{ row: string }>('select sign_in_step::text as row from sign_in_step where person_id = $1', [personId]);
    expect(rows).toHaveLength(1);
    expect(rows.filter(({ row }) => row.includes(first) || row.includes(stepOf(browser)!))).toEqual([]);
  });

  it('ends with the grant', async () => {
    const personId = await world.person('leaver');
    const browser = world.browser();
    await enter(browser, 'leaver');
    const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
    await world.sql(`update role_grant set ends_on = current_date - 1 where person_id = $1`, [personId]);
    const answer = await browser.post('/sign-in/enrol/totp', { code: codeOf(secret) });
    expect(answer.headers['location']).toBe('/sign-in?ended=yes');
    expect(sessionOf(browser)).toBeUndefined();
  });
});

describe('coming by letter', () => {
  const caller = { address: '192.0.2.1', host: 'localhost', session: undefined, step: undefined, device: undefined } as const;
  const nobody = { ...caller, words: { browser: 'other', system: 'other' } } as const;

  it('chooses a password along with a code, for the next time', async () => {
    const personId = await world.person('invited');
    await world.sql('update person set password_hash = null where id = $1', [personId]);
    const browser = world.browser();
    expect((await enter(browser, 'invited')).statusCode).toBe(422);
    const { code } = await world.byOwner((tx) => invite(tx, personId, 'console'));
    expect((await browser.post('/invitation', { code })).headers['location']).toBe('/sign-in/enrol');
    const shown = await browser.get('/sign-in/enrol/totp');
    expect(shown.body).toContain(words.password.new);
    const secret = keyOn(shown.body);
    for (const [password, why] of [
      ['kurz', 'short'],
      ['password1234', 'known'],
      ['invited-yorisoi', 'own'],
    ] as const) {
      const answer = await browser.post('/sign-in/enrol/totp', { code: codeOf(secret), password });
      expect([answer.statusCode, answer.body.includes(words.password[why])]).toEqual([422, true]);
    }
    const password = '六月の雨に似た長い合言葉';
    expect((await browser.post('/sign-in/enrol/totp', { code: codeOf(secret), password })).headers['location']).toBe('/');
    expect((await enter(world.browser(), 'invited', { password })).headers['location']).toBe('/sign-in/second');
  });

  it('of an office is not asked twice where its provider has asked', async () => {
    const personId = await world.person('office');
    const begin = (vouched: boolean) =>
      world.byOwner((tx) =>
        world.apps.console.get(SignInSteps).begin(tx, { personId, proven: 'oidc', since: 'now', next: '/me', vouched }, nobody),
      );
    expect((await begin(true))!.to).toBe('/me');
    expect((await begin(false))!.to).toBe('/sign-in/enrol');
  });

  it('is nobody where the app does not let them in', async () => {
    const personId = await world.person('mother', 'relative');
    const begin = world.byOwner((tx) =>
      world.apps.console.get(SignInSteps).begin(tx, { personId, proven: 'letter', since: 'now' }, nobody),
    );
    expect(await begin).toBeNull();
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
