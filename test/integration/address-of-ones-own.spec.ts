import { generateSync } from 'otplib';
import { endAllWays, endGrant, grantRole, invite, registerPerson } from '#lib/accounts';
import { accountMail, secondFactor } from '#lib/texts';
import { passwordChosen, provesAddress, typesCode } from '../support/by-letter.js';
import { type Browser, type SignInWorld, day, keyOn, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(120_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld({ secondFactor: 'whoHasOne' })));
afterAll(() => world?.close());
beforeEach(async () => {
  await world.sql('delete from sign_in_attempt');
  await world.mails();
});

const at = (mailbox: string) => (mailbox.includes('@') ? mailbox : `${mailbox}@example.jp`);
const types = (browser: Browser, mailbox: string, password = world.password) => browser.post('/sign-in', { email: at(mailbox), password });
async function signedIn(mailbox: string, password = world.password): Promise<Browser> {
  const browser = world.browser();
  expect((await types(browser, mailbox, password)).statusCode).toBe(303);
  return browser;
}
/** Proves the address as whoever reads its mailbox; answers the mails that come of it. */
async function changesTo(browser: Browser, email: string) {
  await browser.post('/account/address/begin');
  await browser.post('/account/address/send', { email });
  const code = /\d{6}/.exec((await world.mails()).find(({ to }) => to === email)!.text)![0];
  expect((await browser.post('/account/address', { code })).headers['location']).toBe('/account?done=added');
  return world.mails();
}

describe('an address one signs in with', () => {
  it('is another once a code that was sent there came back, and the one before is told at once', async () => {
    await world.person('changes');
    const mails = await changesTo(await signedIn('changes'), 'new@example.jp');
    expect(mails.map(({ to }) => to)).toEqual(['changes@example.jp']);
    expect(mails[0]!.text).toContain(accountMail.lines['address-left'].slice(5, 30));
    expect(mails[0]!.text).not.toContain('new@example.jp');
    expect((await types(world.browser(), 'changes')).statusCode).toBe(422);
    expect((await types(world.browser(), 'new')).statusCode).toBe(303);
  });

  it('cannot be left twice so that only a thief hears of it, and told goes at any hour', async () => {
    const person = await world.person('stolen');
    const thief = await signedIn('stolen');
    await changesTo(thief, 'thief-one@example.jp');
    await changesTo(thief, 'thief-two@example.jp');
    await world.sql(`update mail set sent_at = null where kind = 'address-left' and person_id = $1`, [person]);
    const night = new Date(`${day(1)}T18:00:00Z`);
    expect((await world.mails(night)).map(({ to }) => to)).toEqual(['stolen@example.jp']);
  });

  it('ends with a fresh start: whoever had the account may have set it', async () => {
    const person = await world.person('recovered');
    await changesTo(await signedIn('recovered'), 'thief@example.jp');
    const code = await world.byOwner(async (tx) => {
      await endAllWays(tx, person);
      return (await invite(tx, person, 'console', 'recovery')).code;
    });
    const { browser } = await typesCode(world.apps.console, code);
    expect((await browser.get('/sign-in/enrol/totp')).body).toContain(secondFactor.address.title);
    expect((await types(world.browser(), 'thief')).statusCode).toBe(422);
    await provesAddress(world.apps.console, browser, 'recovered@example.jp');
    const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
    await browser.post('/sign-in/enrol/totp', {
      code: generateSync({ secret, epoch: Math.floor(Date.now() / 1000) }),
      password: passwordChosen,
    });
    expect((await types(world.browser(), 'recovered', passwordChosen)).statusCode).toBe(303);
  });
});

describe('an account nobody may enter any more', () => {
  const newAtAnother = async (mailbox: string) => {
    const person = await world.byOwner(async (tx) => {
      const id = await registerPerson(tx, { name: '異動 一子', email: at(mailbox) });
      await grantRole(tx, { personId: id, role: 'founder', organisationId: world.founder, startsOn: day(-3) });
      return id;
    });
    return typesCode(world.apps.console, (await world.byOwner((tx) => invite(tx, person, 'console'))).code);
  };
  const over = async (person: string) => {
    const [grant] = await world.sql<{ id: string }>('select id from role_grant where person_id = $1', [person]);
    await world.byOwner((tx) => endGrant(tx, grant!.id, day(-1)));
  };

  it.each(['founder', 'committeeMember', 'relative'] as const)(
    'lets its address go, a %s’s too, to whom its mailbox answers',
    async (role) => {
      const mailbox = `moves-${role}`;
      const before = await world.person(mailbox, role);
      await over(before);
      const { browser } = await newAtAnother(mailbox);
      await provesAddress(world.apps.console, browser);
      await browser.get('/sign-in/enrol/totp');
      const { generateSync } = await import('otplib');
      const { keyOn } = await import('../support/sign-in.world.js');
      const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
      const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
      expect((await browser.post('/sign-in/enrol/totp', { code, password: passwordChosen })).headers['location']).toBe('/');
      expect((await types(world.browser(), mailbox, passwordChosen)).statusCode).toBe(303);
      expect(await world.sql('select from person where id = $1 and (email_proven or password_hash is not null)', [before])).toEqual([]);
    },
  );

  it('holds it while a role holds, or begins later', async () => {
    for (const from of [-30, 30]) {
      const mailbox = `stays${from}`;
      const person = await world.person(mailbox);
      await world.sql('update role_grant set starts_on = $2 where person_id = $1', [person, day(from)]);
      const { browser } = await newAtAnother(mailbox);
      await expect(provesAddress(world.apps.console, browser)).rejects.toThrow('no code goes to this address');
    }
  });
});

describe('a mailbox that others typed all day', () => {
  it('still gets the first codes of whoever it belongs to, and of nobody more than those', async () => {
    const own = `mother@example.jp`;
    const typed = async (browser: Browser) => {
      await browser.post('/account/address/begin');
      return (await browser.post('/account/address/send', { email: own })).statusCode;
    };
    const answers: number[] = [];
    for (const mailbox of ['one', 'two', 'three']) {
      await world.person(`types-${mailbox}`);
      const browser = await signedIn(`types-${mailbox}`);
      for (let n = 0; n < 9; n += 1) {
        answers.push(await typed(browser));
        await world.sql(`update sign_in_attempt set at = at - interval '6 minutes'`);
      }
    }
    expect(answers.filter((status) => status === 200)).toHaveLength(21);
    await world.person('types-own');
    const browser = await signedIn('types-own');
    expect([await typed(browser), await typed(browser), await typed(browser), await typed(browser)]).toEqual([200, 200, 200, 429]);
  });
});

describe('a browser somebody signed in with', () => {
  const devices = (person: string) => world.sql('select from device where person_id = $1', [person]);

  it('is forgotten with the password that was known there, and the next sign-in from it is news', async () => {
    const person = await world.person('password');
    const thief = await signedIn('password');
    const own = await signedIn('password');
    await world.mails();
    expect((await own.post('/account/password', { current: world.password, password: passwordChosen })).statusCode).toBe(303);
    expect(await devices(person)).toHaveLength(1);
    await world.mails();
    await types(thief, 'password', passwordChosen);
    expect(
      await world.sql(`select from journal_entry where content::jsonb ->> 'event' = 'new-device' and content like $1`, [`%${person}%`]),
    ).toHaveLength(2);
  });

  it('is forgotten when it is ended by itself, unless the owner sits at it', async () => {
    const person = await world.person('one');
    const thief = await signedIn('one');
    const own = await signedIn('one');
    const ids = async () =>
      Array.from((await own.get('/account')).body.matchAll(/\/account\/sessions\/([0-9a-f-]{36})\/end/g), ([, id]) => id!);
    expect(await devices(person)).toHaveLength(2);
    for (const id of await ids()) await own.post(`/account/sessions/${id}/end`);
    expect((await thief.get('/me')).statusCode).toBe(303);
    expect(await devices(person)).toHaveLength(1);
  });

  it('is forgotten when everything is ended, but for the one that ends it', async () => {
    const person = await world.person('all');
    for (let n = 0; n < 3; n += 1) await signedIn('all');
    const own = await signedIn('all');
    expect(await devices(person)).toHaveLength(4);
    await own.post('/account/sessions/end-all');
    expect(await devices(person)).toHaveLength(1);
  });
});
