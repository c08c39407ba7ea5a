import { accountMail, secondFactor as words } from '#lib/texts';
import { type Browser, type SignInWorld, day, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
beforeAll(async () => void (world = await signInWorld()));
afterAll(() => world?.close());

/** Half past two in Tokyo, and noon two days later: outside and within the hours of every reader. */
const night = () => new Date(`${day(1)}T17:30:00Z`);
const noon = () => new Date(`${day(4)}T03:00:00Z`);
const enter = (browser: Browser, mailbox: string) =>
  browser.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password, next: '/me' });
const codeIn = (text: string): string => /^\d{6}$/m.exec(text)![0];
async function sentCode(browser: Browser, path: string): Promise<string> {
  expect((await browser.post(`${path}/send`)).body).toContain(words.mail.sentTitle);
  const mails = await world.mails(night());
  return codeIn(mails.find(({ subject }) => subject === accountMail.codeSubject)!.text);
}
/** Signs a relative in for the first time and sets codes by mail up. */
async function withMail(mailbox: string): Promise<Browser> {
  const browser = world.browser('family');
  await enter(browser, mailbox);
  const code = await sentCode(browser, '/sign-in/enrol/mail');
  expect((await browser.post('/sign-in/enrol/mail', { code })).headers['location']).toBe('/me');
  return browser;
}

describe('a code by mail', () => {
  it('is set up by a relative with the first code, sent at any hour, in words that say nothing else', async () => {
    const personId = await world.person('mother', 'relative');
    const browser = world.browser('family');
    await enter(browser, 'mother');
    await browser.post('/sign-in/enrol/mail/send');
    const [mail, ...more] = await world.mails(night());
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: 'mother@example.jp', subject: accountMail.codeSubject });
    expect(mail!.text).not.toMatch(/死|遺族|調査|学校|試験|mother/);
    const wrong = await browser.post('/sign-in/enrol/mail', { code: codeIn(mail!.text) === '123456' ? '654321' : '123456' });
    expect([wrong.statusCode, wrong.body.includes(words.mail.wrong)]).toEqual([422, true]);
    expect((await browser.post('/sign-in/enrol/mail', { code: codeIn(mail!.text) })).headers['location']).toBe('/me');
    expect(await world.told('factor-added')).toContainEqual({ personId, factor: 'mail' });
    const rows = await world.sql<{ row: string }>('select sign_in_step::text as row from sign_in_step where person_id = $1', [personId]);
    expect(rows.filter(({ row }) => row.includes(codeIn(mail!.text)))).toEqual([]);
  });

  it('opens the next sign-in; one asked for before counts no more', async () => {
    await world.person('father', 'relative');
    await withMail('father');
    const browser = world.browser('family');
    expect((await enter(browser, 'father')).headers['location']).toBe('/sign-in/second');
    const page = await browser.follow(await browser.get('/sign-in/second'));
    expect(page.body).toContain(words.mail.send);
    const first = await sentCode(browser, '/sign-in/second/mail');
    const second = await sentCode(browser, '/sign-in/second/mail');
    if (first !== second) expect((await browser.post('/sign-in/second/mail', { code: first })).statusCode).toBe(422);
    expect((await browser.post('/sign-in/second/mail', { code: second })).headers['location']).toBe('/me');
    const other = world.browser('family');
    await enter(other, 'father');
    expect((await other.post('/sign-in/second/mail', { code: second })).statusCode).toBe(422);
  });

  it('is not sent to whoever has not set it up, nor for a step that has ended, nor without end', async () => {
    await world.person('aunt', 'relative');
    await withMail('aunt');
    await world.mails(noon());
    const browser = world.browser('family');
    await enter(browser, 'aunt');
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await browser.post('/sign-in/second/mail/send')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    await world.sql('delete from sign_in_step');
    expect((await world.mails(night())).filter(({ subject }) => subject === accountMail.codeSubject)).toEqual([]);
    const office = world.browser();
    await world.person('clerk');
    await enter(office, 'clerk');
    expect((await office.get('/sign-in/enrol')).body).not.toContain(words.enrol.mailStart);
    expect((await office.post('/sign-in/enrol/mail/send')).statusCode).toBe(404);
  });
});

describe('a notice', () => {
  it('tells at once, and of more of them when the next hour begins, that somebody signed in with a browser not seen before, and nothing of the browser', async () => {
    const personId = await world.person('uncle', 'relative');
    const own = await withMail('uncle');
    await world.mails(noon());
    await world.sql('delete from mail');
    for (let n = 0; n < 2; n += 1) {
      await world.sql('delete from sign_in_attempt');
      const stranger = world.browser('family');
      await enter(stranger, 'uncle');
      await stranger.post('/sign-in/second/mail', { code: await sentCode(stranger, '/sign-in/second/mail') });
      expect((await stranger.get('/me')).statusCode).toBe(200);
    }
    await own.post('/sign-out');
    await enter(own, 'uncle');
    await own.post('/sign-in/second/mail', { code: await sentCode(own, '/sign-in/second/mail') });
    const kinds = await world.sql<{ kind: string }>(`select kind from mail where person_id = $1 and kind <> 'sign-in-code'`, [personId]);
    expect(kinds).toEqual([{ kind: 'new-device' }, { kind: 'new-device' }]);
    const [mail] = await world.mails(noon());
    expect(mail!.subject).toBe(accountMail.subject);
    expect(mail!.text).toContain('これまでと違う端末');
    expect(mail!.text).toContain('https://k.example.jp');
    expect(mail!.text).not.toMatch(/Chrome|Linux|198\.51|死|遺族|調査|学校|試験|uncle|\d{1,2}:\d{2}/);
    expect(await world.mails(noon())).toEqual([]);
  });

  it('waits for the morning', async () => {
    const personId = await world.person('niece', 'relative');
    await withMail('niece');
    expect((await world.mails(night())).filter(({ to }) => to === 'niece@example.jp')).toEqual([]);
    const [row] = await world.sql<{ later: boolean }>('select not_before > $2 as later from mail where person_id = $1 and kind = $3', [personId, night(), 'way-changed']); // prettier-ignore
    expect(row).toEqual({ later: true });
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
