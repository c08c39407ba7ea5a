import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import { endAllWays } from '#lib/accounts';
import { hashPassword } from '../../libs/accounts/password.js';
import { Authenticator, optionsOn } from '../support/authenticator.js';
import { type Browser, type SignInWorld, keyOn, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld({ secondFactor: 'whoHasOne' })));
afterAll(() => world?.close());

const next = 'ながい新しい合言葉です2026';
async function signedIn(mailbox: string, password = world.password): Promise<Browser> {
  const browser = world.browser();
  const answer = await browser.post('/sign-in', { email: `${mailbox}@example.jp`, password, next: '/me' });
  expect(answer.headers['location']).toBe('/me');
  return browser;
}
const isIn = async (browser: Browser) => (await browser.get('/me')).statusCode === 200;
const grantsOf = (personId: string) => world.sql<{ id: string }>('select id from role_grant where person_id = $1', [personId]);
const sessionsOf = async (personId: string) => (await world.sql('select from session where person_id = $1', [personId])).length;

/** Somebody who asks for a new token again and again, as fast as the app answers, until told to stop. */
function exchanging(browser: Browser, grantId: string) {
  let goesOn = true;
  const done = (async () => {
    let answer;
    do answer = await browser.post('/sign-in/role', { grantId, next: '/me' });
    while (goesOn && answer.statusCode === 303 && answer.headers['location'] === '/me');
    return answer;
  })();
  return { stop: () => ((goesOn = false), done) };
}

it('a new password leaves no browser known but the one it was set in', async () => {
  const personId = await world.person('known');
  const [own] = [await signedIn('known'), await signedIn('known'), await signedIn('known')];
  const known = () => world.sql<{ hash: string }>('select token_hash as hash from device where person_id = $1', [personId]);
  expect(await known()).toHaveLength(3);
  await own.post('/account/password', { current: world.password, password: next });
  const token = [...own.cookies].find(([name]) => name.endsWith('-device'))![1];
  expect(await known()).toEqual([{ hash: createHash('sha256').update(token).digest('hex') }]);
});

describe('a session that is exchanged again and again', () => {
  const ends: readonly (readonly [string, (personId: string, own: Browser) => Promise<unknown>])[] = [
    [
      'a fresh start',
      (personId) =>
        world.byOwner(async (tx) => {
          await endAllWays(tx, personId);
          // A recovery goes on writing for a while before it commits.
          await tx.query('select pg_sleep(0.1)');
        }),
    ],
    ['a new password', (_, own) => own.post('/account/password', { current: world.password, password: next })],
    ['ending everything', (_, own) => own.post('/account/sessions/end-all')],
    [
      'ending this one',
      async (_, own) => {
        const id = /\/account\/sessions\/([0-9a-f-]+)\/end/.exec((await own.get('/account')).body)![1]!;
        expect((await own.post(`/account/sessions/${id}/end`)).statusCode).toBe(303);
      },
    ],
  ];
  it.each(ends.flatMap(([name, end], at) => [1, 2, 3, 4, 5].map((round) => [name, round, end, at] as const)))(
    'does not outlive %s (%i)',
    async (_, round, end, at) => {
      const mailbox = `rotor-${at}-${round}`;
      const personId = await world.person(mailbox);
      const [thief, own] = [await signedIn(mailbox), await signedIn(mailbox)];
      const [grant] = await grantsOf(personId);
      const running = exchanging(thief, grant!.id);
      await end(personId, own);
      await running.stop();
      expect(await isIn(thief)).toBe(false);
    },
  );

  it('is one session, whoever asks at the same moment', async () => {
    const personId = await world.person('twins');
    const browser = await signedIn('twins');
    const [grant] = await grantsOf(personId);
    const cookies = new Map(browser.cookies);
    const twins = Array.from({ length: 8 }, () => {
      const twin = world.browser();
      for (const [name, value] of cookies) twin.cookies.set(name, value);
      return twin;
    });
    const answers = await Promise.all(twins.map((twin) => twin.post('/sign-in/role', { grantId: grant!.id, next: '/me' })));
    expect(answers.filter(({ headers }) => headers['location'] === '/me')).toHaveLength(1);
    expect(await sessionsOf(personId)).toBe(1);
  });

  it('keeps its place in the list of its owner', async () => {
    const personId = await world.person('placed');
    const browser = await signedIn('placed');
    const idOf = async () => (await world.sql<{ id: string }>('select id from session where person_id = $1', [personId]))[0]!.id;
    const before = await idOf();
    await browser.post('/sign-in/role', { grantId: (await grantsOf(personId))[0]!.id, next: '/me' });
    expect(await idOf()).toBe(before);
  });
});

it('a row of a session that slipped by does not count after everything ended', async () => {
  const personId = await world.person('slipped');
  const thief = await signedIn('slipped');
  const [row] = await world.sql<{ row: string }>('select to_json(s)::text as row from session s where person_id = $1', [personId]);
  await world.byOwner((tx) => endAllWays(tx, personId));
  await world.sql('insert into session select * from json_populate_record(null::session, $1::json)', [row!.row]);
  expect(await sessionsOf(personId)).toBe(1);
  expect(await isIn(thief)).toBe(false);
});

async function withTotp(mailbox: string) {
  const personId = await world.person(mailbox);
  const own = await signedIn(mailbox);
  const secret = keyOn((await own.follow(await own.post('/account/totp/begin'))).body);
  expect((await own.post('/account/totp', { code: generateSync({ secret }) })).headers['location']).toBe('/account?done=added');
  // The code that set it up counts no second time.
  await world.sql('update totp set last_step = 0 where person_id = $1', [personId]);
  return { personId, own, secret };
}
const begun = async (mailbox: string) => {
  const browser = world.browser();
  const answer = await browser.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password, next: '/me' });
  expect(answer.headers['location']).toBe('/sign-in/second');
  return browser;
};

describe('a row that a statement wrote', () => {
  const cookieOf = (browser: Browser, ending = '') => [...browser.cookies].find(([name]) => name === `yorisoi-console${ending}`)![1];
  const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
  const planting = async () => {
    const victimId = await world.person(`victim-${randomUUID()}`);
    const [theirs] = await grantsOf(victimId);
    return { victimId, theirs: theirs!.id };
  };

  it('opens nothing as a session, with a seal of another session or none', async () => {
    const { victimId, theirs } = await planting();
    for (const proof of ['null', '(select proof from session where proof is not null limit 1)']) {
      const token = randomBytes(32).toString('base64url');
      await world.sql(
        `insert into session (id, token_hash, app, person_id, grant_id, created_at, last_seen_at, ends_at, proof)
         values (gen_random_uuid(), $1, 'console', $2, $3, now(), now(), now() + interval '1 hour', ${proof})`,
        [hashOf(token), victimId, theirs],
      );
      const browser = world.browser();
      browser.cookies.set('yorisoi-console', token);
      expect(await isIn(browser)).toBe(false);
    }
  });
  it('gives nobody the session of another: whoever’s it becomes, whichever role or house', async () => {
    const { victimId, theirs } = await planting();
    for (const change of ['person_id = $2, grant_id = $3', 'house = (select id from organisation limit 1)']) {
      const mailbox = `given-${randomUUID()}`;
      await world.person(mailbox);
      const browser = await signedIn(mailbox);
      expect(await isIn(browser)).toBe(true);
      const params = [hashOf(cookieOf(browser)), ...(change.includes('$2') ? [victimId, theirs] : [])];
      await world.sql(`update session set ${change} where token_hash = $1`, params);
      expect(await isIn(browser)).toBe(false);
    }
  });
  it('leads nowhere as a step of signing in', async () => {
    const mailbox = `stepped-${randomUUID()}`;
    const { personId, secret } = await withTotp(mailbox);
    const thief = await begun(mailbox);
    const { victimId } = await planting();
    const token = cookieOf(thief, '-step');
    const hash = hashOf(token);
    const comesBack = () => thief.cookies.set('yorisoi-console-step', token);
    await world.sql('update sign_in_step set person_id = $2 where token_hash = $1', [hash, victimId]);
    expect((await thief.get('/sign-in/second')).headers['location']).toBe('/sign-in?ended=yes');
    comesBack();
    await world.sql(`update sign_in_step set person_id = $2, stage = 'enrol' where token_hash = $1`, [hash, personId]);
    expect((await thief.get('/sign-in/enrol')).headers['location']).toBe('/sign-in?ended=yes');
    comesBack();
    await world.sql(`update sign_in_step set stage = 'second' where token_hash = $1`, [hash]);
    expect((await thief.post('/sign-in/second/totp', { code: generateSync({ secret }) })).headers['location']).toBe('/me');
  });
});

describe('a sign-in that was begun before', () => {
  it.each([
    ['a new password', (own: Browser) => own.post('/account/password', { current: world.password, password: next })],
    ['ending everything', (own: Browser) => own.post('/account/sessions/end-all')],
  ])('does not come to its end after %s', async (name, end) => {
    const mailbox = `step-${name.length}`;
    const { own, secret, personId } = await withTotp(mailbox);
    const thief = await begun(mailbox);
    await end(own);
    const answer = await thief.post('/sign-in/second/totp', { code: generateSync({ secret }) });
    expect(answer.headers['location']).toBe('/sign-in?ended=yes');
    expect([await isIn(thief), await sessionsOf(personId)]).toEqual([false, name === 'a new password' ? 1 : 0]);
  });

  it('does not come to its end beside a new password, whichever is first', async () => {
    for (let round = 0; round < 4; round += 1) {
      const mailbox = `beside-${round}`;
      const { own, secret } = await withTotp(mailbox);
      const thief = await begun(mailbox);
      await Promise.all([
        thief.post('/sign-in/second/totp', { code: generateSync({ secret }) }),
        own.post('/account/password', { current: world.password, password: next }),
      ]);
      expect([await isIn(thief), await isIn(own)]).toEqual([false, true]);
    }
  });

  it('with the password of before is not right, although it was typed while it held', async () => {
    const personId = await world.person('typed');
    const hash = await hashPassword(next);
    const thief = world.browser();
    const knocking = thief.post('/sign-in', { email: 'typed@example.jp', password: world.password, next: '/me' });
    // The old hash is read at once and compared for a tenth of a second.
    const changing = world.byOwner(async (tx) => {
      await endAllWays(tx, personId);
      await tx.change('update person set password_hash = $2 where id = $1', [personId, hash]);
    });
    await Promise.all([knocking, changing]);
    expect(await isIn(thief)).toBe(false);
  });

  it('adds no passkey and no authenticator while everything ends', async () => {
    for (let round = 0; round < 4; round += 1) {
      const mailbox = `adding-${round}`;
      const personId = await world.person(mailbox);
      const thief = await signedIn(mailbox);
      const asked = optionsOn((await thief.follow(await thief.post('/account/passkey/begin'))).body);
      const made = new Authenticator().made(asked);
      await Promise.all([thief.post('/account/passkey', { label: '机', answer: made }), world.byOwner((tx) => endAllWays(tx, personId))]);
      expect(await world.sql('select from passkey where person_id = $1', [personId])).toEqual([]);
    }
  });
});
