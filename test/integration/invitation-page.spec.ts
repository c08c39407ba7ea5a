import { generateSync } from 'otplib';
import { type Purpose, type WebApp, invite, registerPerson, grantRole } from '#lib/accounts';
import { accountMail, invitation as words, secondFactor } from '#lib/texts';
import { provesAddress } from '../support/by-letter.js';
import { type Browser, type SignInWorld, day, keyOn, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

let world: SignInWorld;
let mother: string;
beforeAll(async () => {
  world = await signInWorld();
  mother = await relative('遺族 三子');
});
afterAll(() => world?.close());

/** Named with an address, as the office noted it down, or without. */
const relative = (name: string, email: string | null = `k${Math.random()}@kazoku.example`): Promise<string> =>
  world.byOwner(async (tx) => {
    const id = await registerPerson(tx, { name, email });
    await grantRole(tx, { personId: id, role: 'relative', organisationId: null, startsOn: day(-3) });
    return id;
  });
const codeFor = async (personId: string, { app = 'family' as WebApp, purpose = 'first' as Purpose } = {}): Promise<string> =>
  (await world.byOwner((tx) => invite(tx, personId, app, purpose))).code;
const type = (browser: Browser, code: string) => browser.post('/invitation', { code });
/** Types the code and sets up an authenticator; answers where it led. */
async function setUp(browser: Browser, code: string): Promise<string> {
  await type(browser, code);
  await provesAddress(world.apps.family, browser, `${code.toLowerCase()}@kazoku.example`);
  const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
  const now = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
  const done = await browser.post('/sign-in/enrol/totp', { code: now, password: 'みずいろの そらと七月の朝' });
  return String(done.headers['location']);
}
const said = (body: string): string => body.replace(/name="(idempotencyKey|formToken)" value="[^"]*"/g, '');

describe('the page for a code', () => {
  it.each(['console', 'committee', 'family'] as const)('is in %s, asks for one thing and keeps it to itself', async (app) => {
    const shown = await world.browser(app).get('/invitation');
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toMatch(/<input[^>]*name="code"[^>]*autocomplete="off"/);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect((await world.browser(app).get('/sign-in')).body).toContain('href="/invitation"');
  });

  it('takes no code from an address', async () => {
    const code = await codeFor(mother);
    const shown = await world.browser('family').get(`/invitation?code=${code}`);
    expect([shown.statusCode, shown.body.includes(code)]).toEqual([200, false]);
    expect(shown.headers['set-cookie']?.toString() ?? '').not.toContain('step');
  });

  it('leads the holder of a code to setting up signing in, and signs nobody in before', async () => {
    const browser = world.browser('family');
    const answer = await type(browser, (await codeFor(mother)).toLowerCase().replaceAll('-', '　'));
    expect(answer.headers['location']).toBe('/sign-in/enrol');
    expect(browser.cookies.has('yorisoi-family')).toBe(false);
    expect((await browser.get('/me')).statusCode).toBe(303);
  });

  it('says at once where what was typed cannot be a code, and leaves it to be corrected', async () => {
    const browser = world.browser('family');
    for (const code of ['', 'ACEF-HJKM', 'ACEF-HJKM-PQRT-234!']) {
      const answer = await type(browser, code);
      expect([answer.statusCode, answer.body.includes(code === '' ? words.empty : words.shape)]).toEqual([422, true]);
      if (code) expect(answer.body).toContain(`value="${code}"`);
    }
    expect(await world.told('sign-in-refused')).toEqual([]);
  });

  it('says the same to every code that leads nowhere', async () => {
    const voided = await codeFor(mother);
    const foreign = await codeFor(mother, { app: 'committee' });
    const ended = await codeFor(await relative('遺族 四子'));
    await world.sql(`update invitation set ends_at = clock_timestamp() where person_id <> $1`, [mother]);
    const used = await codeFor(await relative('遺族 五子'));
    await world.sql(
      `update invitation set opened_at = now(), used_at = now() where voided_at is null and ends_at > now() and person_id <> $1`,
      [mother],
    );
    await codeFor(mother);
    const someone = await relative('遺族 六子');
    const withoutGrant = await codeFor(someone);
    await world.sql('update role_grant set ends_on = $2 where person_id = $1', [someone, day(-1)]);
    const answers = [];
    for (const code of ['ACEF-HJKM-PQRT-2345', voided, foreign, ended, used, withoutGrant]) {
      const answer = await type(world.browser('family'), code);
      answers.push([answer.statusCode, said(answer.body)]);
    }
    expect(answers[0]![0]).toBe(422);
    expect(answers[0]![1]).toContain(words.notRight);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await world.told('sign-in-refused')).toEqual([]);
    expect(await world.counted()).toEqual([{ way: 'letter', why: 'wrong', who: 'nobody', counted: 6 }]);
  });

  it('takes no form from another site and survives what is no form', async () => {
    for (const payload of ['code=a&code=b', '%%%', 'code[x]=1', '']) {
      const answer = await world.apps.family.inject({
        method: 'POST',
        url: '/invitation',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload,
      });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    }
    expect(world.faults).toEqual([]);
  });
});

describe('a code', () => {
  it('works until signing in has been set up, and then never again', async () => {
    const code = await codeFor(await relative('遺族 七子'));
    const first = world.browser('family');
    await type(first, code);
    expect((await type(world.browser('family'), code)).headers['location']).toBe('/sign-in/enrol');
    // The beginning that was broken off leads nowhere any more.
    expect((await first.get('/sign-in/enrol')).headers['location']).toBe('/sign-in?ended=yes');
    const last = world.browser('family');
    expect(await setUp(last, code)).toBe('/');
    expect((await last.get('/me')).json()).toMatchObject({ role: 'relative' });
    expect((await type(world.browser('family'), code)).statusCode).toBe(422);
  });

  it('has whoever has no address prove one, to sign in with the next time: what was only typed is nobody’s', async () => {
    const personId = await relative('遺族 十子', null);
    const browser = world.browser('family');
    await type(browser, await codeFor(personId));
    for (const { body } of [
      await browser.get('/sign-in/enrol/totp'),
      await browser.post('/sign-in/enrol/totp', { code: '123456', email: 'toko@kazoku.example' }),
    ])
      expect([body.includes(secondFactor.address.title), body.includes('/sign-in/enrol/address/send')]).toEqual([true, true]);
    await world.person('taken');
    const send = (email: string) => browser.post('/sign-in/enrol/mail/send', { email });
    for (const email of ['', 'no address']) {
      const refused = await send(email);
      expect([refused.statusCode, /href="#([\w-]+)"/.exec(refused.body.slice(refused.body.indexOf('role="alert"')))?.[1]]).toEqual([
        422,
        'f-email',
      ]);
    }
    // Whether somebody signs in with an address is told to its mailbox alone.
    const answered = said((await send('taken@example.jp')).body);
    const toTaken = (await world.mails(new Date())).filter(({ to }) => to === 'taken@example.jp');
    expect(toTaken.map(({ subject, text }) => [subject, /^\d{6}$/m.test(text)])).toEqual([[accountMail.knownSubject, false]]);
    expect(said((await send('nobody@example.jp')).body)).toBe(answered);
    const sentTo = async (email: string): Promise<string> => {
      expect((await send(email)).body).toContain(secondFactor.mail.sentTitle);
      const mail = (await world.mails(new Date())).find(({ to, subject }) => to === email && subject === accountMail.codeSubject);
      return /^\d{6}$/m.exec(mail!.text)![0];
    };
    const emails = () =>
      world.sql<{ email: string | null; found: string | null }>('select email, email_index as found from person where id = $1', [personId]);
    const password = 'みずいろの そらと七月の朝';
    const own = await sentTo('own@kazoku.example');
    const other = await sentTo('toko@kazoku.example');
    expect(await emails()).toEqual([{ email: null, found: null }]);
    // The code that came to one address proves no other.
    if (own !== other) expect((await browser.post('/sign-in/enrol/mail', { code: own, password })).statusCode).toBe(422);
    expect((await browser.post('/sign-in/enrol/mail', { code: other, password })).headers['location']).toBe('/');
    const next = world.browser('family');
    expect((await next.post('/sign-in', { email: 'Toko@kazoku.example', password, next: '/' })).headers['location']).toBe(
      '/sign-in/second',
    );
  });

  it('typed twice at the same moment leaves one way to go on', async () => {
    const code = await codeFor(await relative('遺族 八子'));
    const browsers = [world.browser('family'), world.browser('family'), world.browser('family')];
    await Promise.all(browsers.map((browser) => type(browser, code)));
    const shown = await Promise.all(browsers.map((browser) => browser.get('/sign-in/enrol')));
    expect(shown.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });
});

describe('a letter for a fresh start', () => {
  it('ends sessions and ways when its code is used and not before', async () => {
    const personId = await world.person('haha', 'relative');
    const before = world.browser('family');
    await before.post('/sign-in', { email: 'haha@example.jp', password: world.password, next: '/me' });
    const secret = keyOn((await before.get('/sign-in/enrol/totp')).body);
    await before.post('/sign-in/enrol/totp', { code: generateSync({ secret, epoch: Math.floor(Date.now() / 1000) }) });
    expect((await before.get('/me')).statusCode).toBe(200);

    const code = await codeFor(personId, { purpose: 'recovery' });
    expect((await before.get('/me')).statusCode).toBe(200);

    const browser = world.browser('family');
    expect((await type(browser, code)).headers['location']).toBe('/sign-in/enrol');
    expect((await before.get('/me')).statusCode).toBe(303);
    const old = world.browser('family');
    expect((await old.post('/sign-in', { email: 'haha@example.jp', password: world.password, next: '/' })).statusCode).toBe(422);
    expect(await setUp(browser, code)).toBe('/');
  });

  it('is not made by mistake for somebody who can sign in: that takes a check of who asks', async () => {
    const personId = await world.person('chichi', 'relative');
    await expect(codeFor(personId)).rejects.toMatchObject({ code: 'signs-in-already' });
  });
});

describe('guessing', () => {
  it('is slowed by the address it comes from, and keeps nobody out who shares it', async () => {
    const guesser = world.browser('family');
    for (let left = 62; left > 0; left--) expect((await type(guesser, 'ACEF-HJKM-PQRT-2345')).statusCode).toBe(422);
    await world.sql(
      `insert into sign_in_attempt (app, address_hash, account_hash, at) select app, address_hash, 'x' || n, clock_timestamp() from (select app, address_hash from sign_in_attempt order by at desc limit 1) a, generate_series(1, 200) n`,
    );
    const code = await codeFor(await relative('遺族 九子'));
    const from = performance.now();
    expect((await type(guesser, code)).headers['location']).toBe('/sign-in/enrol');
    expect(performance.now() - from).toBeGreaterThan(1_900);
  });
});
