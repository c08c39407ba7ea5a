import { createHash } from 'node:crypto';
import { Browser, type SignInWorld, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
beforeAll(async () => {
  world = await signInWorld({ secondFactor: 'whoHasOne' });
  for (const mailbox of ['principal', 'colleague']) await world.person(mailbox);
});
afterAll(() => world?.close());
beforeEach(() => world.sql('delete from sign_in_attempt'));

let last = 0;
const address = () => `203.0.113.${(last += 1)}`;
/** Somebody with a browser that was never here. */
const stranger = (from: string) => new Browser(world.apps.console, from);
const types = (browser: Browser, mailbox: string, password = 'falsch') =>
  browser.post('/sign-in', { email: `${mailbox}@example.jp`, password });
const isRight = (browser: Browser, mailbox: string) => types(browser, mailbox, world.password);
/** So many tries more like the last one, but for what is said. */
const like = (columns: string, count: number) =>
  world.sql(
    `insert into sign_in_attempt (app, address_hash, account_hash, at) select app, ${columns}, clock_timestamp()
       from (select app, address_hash, account_hash from sign_in_attempt order by at desc limit 1) a, generate_series(1, ${count}) n`,
  );

describe('wrong passwords', () => {
  it('make a strange browser wait at one address with one account, right password or not, and let the others in', async () => {
    const from = address();
    for (let n = 0; n < 5; n += 1) expect((await types(stranger(from), 'principal')).statusCode).toBe(422);
    const refused = await isRight(stranger(from), 'principal');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(5);
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect((await isRight(stranger(address()), 'principal')).statusCode).toBe(303);
    expect((await isRight(stranger(from), 'colleague')).statusCode).toBe(303);
    // It ends by itself.
    await world.sql(`update sign_in_attempt set at = at - interval '6 seconds'`);
    expect((await isRight(stranger(from), 'principal')).statusCode).toBe(303);
  });

  it('do the same for an account that does not exist', async () => {
    const from = address();
    for (let n = 0; n < 5; n += 1) expect((await types(stranger(from), 'nobody')).statusCode).toBe(422);
    expect((await types(stranger(from), 'nobody')).statusCode).toBe(429);
  });

  it('are not outrun by tries sent at the same moment', async () => {
    const from = address();
    const all = await Promise.all(Array.from({ length: 12 }, () => types(stranger(from), 'principal')));
    const statuses = all.map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([...Array<number>(5).fill(422), ...Array<number>(7).fill(429)]);
  });

  it('keep nobody out of a browser they were let in with, whatever others type at the same address or elsewhere', async () => {
    const from = address();
    const own = stranger(from);
    expect((await isRight(own, 'principal')).statusCode).toBe(303);
    await own.post('/sign-out');
    for (let n = 0; n < 9; n += 1) await types(stranger(from), 'principal');
    expect((await isRight(stranger(from), 'principal')).statusCode).toBe(429);
    expect((await isRight(own, 'principal')).statusCode).toBe(303);
    await own.post('/sign-out');
    // At ever new addresses strangers have used up what they may try together.
    await types(stranger(address()), 'principal');
    await like("'elsewhere' || n, account_hash", 1_100);
    expect((await isRight(stranger(address()), 'principal')).statusCode).toBe(429);
    expect((await isRight(own, 'principal')).statusCode).toBe(303);
  });

  it('count at a browser somebody was let in with, too, and a cookie that was made up is none', async () => {
    const own = stranger(address());
    expect((await isRight(own, 'principal')).statusCode).toBe(303);
    await own.post('/sign-out');
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await types(own, 'principal')).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const from = address();
    const made = () => {
      const browser = stranger(from);
      browser.cookies.set('yorisoi-console-device', String(Math.random()).slice(2).padEnd(43, 'm').slice(0, 43));
      return browser;
    };
    const others: number[] = [];
    for (let n = 0; n < 6; n += 1) others.push((await types(made(), 'principal')).statusCode);
    expect(others).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('with invented names refuse no colleague at the same address, and hold each for two seconds at most', async () => {
    const from = address();
    await types(stranger(from), 'nobody');
    await like("address_hash, 'invented' || n", 500);
    for (let n = 0; n < 3; n += 1) expect((await types(stranger(from), `invented${n}`)).statusCode).toBe(422);
    const started = performance.now();
    expect((await isRight(stranger(from), 'colleague')).statusCode).toBe(303);
    expect(performance.now() - started).toBeGreaterThan(1_900);
  });

  it('let a class of forty behind one address sign in, each with a slip or two', async () => {
    const from = address();
    const pupils = Array.from({ length: 40 }, (_, n) => `guardian-${n}`);
    for (const mailbox of pupils) await world.person(mailbox);
    for (const mailbox of pupils) {
      const browser = stranger(from);
      expect((await types(browser, mailbox)).statusCode).toBe(422);
      expect((await isRight(browser, mailbox)).statusCode).toBe(303);
    }
  });

  it('stand in the table as keyed prints only', async () => {
    await types(stranger('203.0.113.12'), 'principal');
    const rows = await world.sql<{ row: string }>('select sign_in_attempt::text as row from sign_in_attempt');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => /@|\d+\.\d+\.\d+\.\d+/.test(row.split(',').slice(0, 2).join()))).toEqual([]);
    const guessed = ['principal@example.jp', '203.0.113.12'].map((guess) => createHash('sha256').update(guess).digest('hex'));
    expect(rows.filter(({ row }) => guessed.some((one) => row.includes(one)))).toEqual([]);
  });

  it('cost an unknown account what they cost a known one', async () => {
    const time = async (mailbox: string) => {
      const start = performance.now();
      await types(stranger(address()), mailbox);
      return performance.now() - start;
    };
    const taken: [number, number][] = [];
    for (let n = 0; n < 11; n += 1) taken.push([await time('colleague'), await time('unknown')]);
    const ratios = taken.map(([known, unknown]) => known / unknown).sort((a, b) => a - b);
    expect(ratios[5]).toBeGreaterThan(0.5);
    expect(ratios[5]).toBeLessThan(2);
  });

  it('are journalled once in an hour for whoever they belong to, counted each time, and of strangers counted only', async () => {
    await world.sql('delete from refusal_count');
    const personId = await world.person('told');
    for (let n = 0; n < 4; n += 1) await types(stranger(address()), 'told');
    for (let n = 0; n < 4; n += 1) await types(stranger(address()), `untold-${n}`);
    expect((await world.told('sign-in-refused')).filter((facts) => facts['personId'] === personId)).toEqual([
      { by: 'password', why: 'wrong', personId },
    ]);
    expect((await world.told('sign-in-refused')).filter((facts) => facts['personId'] === null)).toEqual([]);
    expect(await world.counted()).toEqual([
      { way: 'password', why: 'wrong', who: 'nobody', counted: 4 },
      { way: 'password', why: 'wrong', who: personId, counted: 4 },
    ]);
  });
});
