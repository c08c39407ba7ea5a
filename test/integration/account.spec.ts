import { generateSync } from 'otplib';
import { account as words, secondFactor } from '#lib/texts';
import { Authenticator, optionsOn } from '../support/authenticator.js';
import { type Browser, type SignInWorld, keyOn, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld({ secondFactor: 'whoHasOne' })));
afterAll(() => world?.close());

const codeOf = (secret: string): string => generateSync({ secret });
async function signedIn(
  mailbox: string,
  zone: 'console' | 'family' = 'console',
  password = world.password,
  headers = {},
): Promise<Browser> {
  const browser = world.browser(zone, headers);
  const answer = await browser.post('/sign-in', { email: `${mailbox}@example.jp`, password, next: '/me' });
  expect(answer.headers['location']).toBe('/me');
  return browser;
}
const isIn = async (browser: Browser) => (await browser.get('/me')).statusCode === 200;

describe('the devices of a person', () => {
  it('are named by two words, and nothing is kept of the address or the whole name of the browser', async () => {
    const personId = await world.person('devices');
    const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1';
    const phone = await signedIn('devices', 'console', undefined, { 'user-agent': iphone });
    const desk = await signedIn('devices');
    const { body } = await desk.get('/account');
    expect(body).toContain('Safari（iPhone・iPad）');
    expect(body).toContain('Chrome（Linux）');
    const rows = await world.sql<{ row: string }>('select session::text as row from session where person_id = $1', [personId]);
    expect(rows.filter(({ row }) => /198\.51|19_1|Mozilla/.test(row))).toEqual([]);
    expect(await isIn(phone)).toBe(true);
  });

  it('are signed out one by one, and another person’s not at all', async () => {
    await world.person('ends');
    await world.person('stranger');
    const [phone, desk, stranger] = [await signedIn('ends'), await signedIn('ends'), await signedIn('stranger')];
    const id = /\/account\/sessions\/([0-9a-f-]+)\/end/.exec((await desk.get('/account')).body)![1]!;
    expect((await stranger.post(`/account/sessions/${id}/end`)).statusCode).toBe(404);
    expect((await stranger.post('/account/sessions/x/end')).statusCode).toBe(404);
    expect(await isIn(phone)).toBe(true);
    expect((await desk.post(`/account/sessions/${id}/end`)).headers['location']).toBe('/account?done=ended');
    expect([await isIn(phone), await isIn(desk)]).toEqual([false, true]);
  });

  it('are all signed out at once, this one too', async () => {
    const personId = await world.person('all');
    const [phone, desk] = [await signedIn('all'), await signedIn('all')];
    expect((await desk.post('/account/sessions/end-all')).headers['location']).toBe('/sign-in?signedOut=yes');
    expect([await isIn(phone), await isIn(desk)]).toEqual([false, false]);
    expect(await world.told('sessions-ended')).toContainEqual({ personId });
  });
});

describe('a password', () => {
  it('is changed with the one before; every other device is signed out and this one has a new token', async () => {
    const personId = await world.person('changer');
    const [phone, desk] = [await signedIn('changer'), await signedIn('changer')];
    const before = desk.cookies.get('yorisoi-console');
    const password = '静かな夜の長い言葉';
    const wrong = await desk.post('/account/password', { current: 'falsch', password: password + 'それから' });
    expect([wrong.statusCode, wrong.body.includes(words.passwordPage.currentWrong), wrong.body.includes('falsch')]).toEqual([
      422,
      true,
      false,
    ]);
    const short = await desk.post('/account/password', { current: world.password, password });
    expect([short.statusCode, short.body.includes(secondFactor.password.short)]).toEqual([422, true]);
    const done = await desk.post('/account/password', { current: world.password, password: password + 'それから' });
    expect(done.headers['location']).toBe('/account?done=password');
    expect(desk.cookies.get('yorisoi-console')).not.toBe(before);
    expect([await isIn(phone), await isIn(desk)]).toEqual([false, true]);
    await signedIn('changer', 'console', password + 'それから');
    expect(await world.told('password-set')).toContainEqual({ personId });
  });

  it('is guessed at no faster than at the door', async () => {
    await world.person('guessed');
    const desk = await signedIn('guessed');
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await desk.post('/account/password', { current: 'falsch', password: '長い別の合言葉を入れる' + n })).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('the ways to sign in', () => {
  it('are added and then asked for, also where the rule asks only who has one', async () => {
    const personId = await world.person('adder');
    const desk = await signedIn('adder');
    expect((await desk.get('/account/totp')).headers['location']).toBe('/account');
    const shown = await desk.follow(await desk.post('/account/totp/begin'));
    const secret = keyOn(shown.body);
    expect((await desk.post('/account/totp', { code: '000000' })).statusCode).toBe(422);
    expect((await desk.post('/account/totp', { code: codeOf(secret) })).headers['location']).toBe('/account?done=added');
    expect((await desk.get('/account?done=added')).body).toContain(words.done.added);
    const other = world.browser();
    const answer = await other.post('/sign-in', { email: 'adder@example.jp', password: world.password });
    expect(answer.headers['location']).toBe('/sign-in/second');

    const authenticator = new Authenticator();
    const asked = optionsOn((await desk.follow(await desk.post('/account/passkey/begin'))).body);
    const made = await desk.post('/account/passkey', { label: '<b>机</b>', answer: authenticator.made(asked) });
    expect(made.headers['location']).toBe('/account?done=added');
    const { body } = await desk.get('/account');
    expect(body).toContain('&lt;b>机&lt;/b>');
    const id = /\/account\/passkey\/([0-9a-f-]+)\/remove/.exec(body)![1]!;
    await world.person('thief');
    expect((await (await signedIn('thief')).post(`/account/passkey/${id}/remove`)).statusCode).toBe(404);
    expect((await desk.post(`/account/passkey/${id}/remove`)).headers['location']).toBe('/account?done=removed');
    expect((await desk.post(`/account/passkey/${id}/remove`)).statusCode).toBe(404);
    expect((await desk.post('/account/totp/remove')).headers['location']).toBe('/account?done=removed');
    expect(await world.told('factor-removed')).toEqual(expect.arrayContaining([{ personId, factor: 'passkey' }, { personId, factor: 'totp' }])); // prettier-ignore
  });

  it('do not change on a session that is older than a quarter of an hour', async () => {
    const personId = await world.person('lent');
    const desk = await signedIn('lent');
    await world.sql(`update session set created_at = created_at - interval '16 minutes' where person_id = $1`, [personId]);
    for (const answer of [
      await desk.post('/account/totp/begin'),
      await desk.post('/account/totp/remove'),
      await desk.get('/account/password'),
      await desk.post('/account/password', { current: world.password, password: '長い別の合言葉を入れます' }),
    ])
      expect(answer.body).toContain(words.stale);
    await signedIn('lent');
  });

  it('keep a last one where everyone needs a second factor', async () => {
    const strict = await signInWorld();
    await strict.person('last');
    const browser = strict.browser();
    await browser.post('/sign-in', { email: 'last@example.jp', password: strict.password });
    const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
    await browser.post('/sign-in/enrol/totp', { code: codeOf(secret) });
    expect((await browser.post('/account/totp/remove')).headers['location']).toBe('/account?last=yes');
    expect((await browser.get('/account?last=yes')).body).toContain(words.lastWay);
    await strict.close();
  });

  it('are set up on one’s own step only', async () => {
    await world.person('victim');
    await world.person('intruder');
    const [victim, intruder] = [await signedIn('victim'), await signedIn('intruder')];
    await victim.post('/account/totp/begin');
    intruder.cookies.set('yorisoi-console-step', victim.cookies.get('yorisoi-console-step')!);
    expect((await intruder.get('/account/totp')).headers['location']).toBe('/account');
    // A step for adding opens no session.
    const stranger = world.browser();
    stranger.cookies.set('yorisoi-console-step', victim.cookies.get('yorisoi-console-step')!);
    for (const path of ['/sign-in/second/totp', '/sign-in/enrol/totp', '/sign-in/passkey'])
      expect((await stranger.get(path)).headers['location']).toBe('/sign-in?ended=yes');
  });

  it('by mail are for families', async () => {
    await world.person('officer');
    const desk = await signedIn('officer');
    for (const path of [
      '/account/mail/begin',
      '/account/mail',
      '/account/mail/send',
      '/account/mail/remove',
      '/account/x/begin',
      '/account/x/remove',
    ])
      expect([path, (await desk.post(path)).statusCode]).toEqual([path, 404]);
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
