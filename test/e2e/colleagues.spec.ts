import type { Browser, Page } from 'playwright-core';
import { tokyoDate } from '#lib/kernel';
import { accounts, consoleWords, invitation, peopleWords, secondFactor, twoPersons } from '#lib/texts';
import { waited } from '../support/waited.js';
import { openBrowser } from '../support/browser.js';
import { Inspection } from '../support/inspection.js';
import { Keyboard } from '../support/journey.js';
import { type LettersWorld, lettersWorld } from '../support/letters.world.js';
import { virtualAuthenticator } from '../support/virtual-authenticator.js';

jest.setTimeout(240_000);

type App = 'console' | 'committee';
let world: LettersWorld;
let browser: Browser;
const inspection = new Inspection();
const pages = {} as Record<'admin' | 'head' | 'founder', Page>;
const today = tokyoDate(new Date());
let running: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([lettersWorld(), openBrowser()]);
  const [found] = await world.sql(`select id from survey_case where state = 'DETAILED_RUNNING' order by reported_at limit 1`);
  running = `/cases/${found!['id']!}`;
  for (const [who, mailbox] of [['admin', 'kanri'], ['head', 'kyoikucho'], ['founder', 'kyoiku']] as const) pages[who] = await signsIn(mailbox); // prettier-ignore
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function opens(app: App, who: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ baseURL: world.origins[app], locale: 'ja-JP', viewport });
  const page = await context.newPage();
  inspection.watch(page, who);
  await virtualAuthenticator(context, page);
  return page;
}
async function signsIn(mailbox: string): Promise<Page> {
  const page = await opens('console', mailbox);
  const { email, password } = world.account(mailbox);
  await page.goto('/sign-in');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await sends(page, accounts.signIn.submit);
  return page;
}
const looks = (page: Page, what: string) => inspection.look(page, what, true);
const textOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
async function sends(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).last().click()]);
}
/** The code on the letter that is shown, which is one sheet of paper and holds nothing but what it needs. */
async function codeOn(page: Page, what: string): Promise<string> {
  await looks(page, what);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  expect([what, sheets]).toEqual([what, 1]);
  return /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(await textOf(page))![0];
}
/** The administrator adds somebody as this at this organisation; the page that comes is shown. */
async function adds(name: string, mailbox: string, post: RegExp): Promise<void> {
  const { admin } = pages;
  await admin.goto('/people/add');
  await admin.locator('[name=personName]').fill(name);
  await admin.locator('[name=email]').fill(`${mailbox}@mihon.example`);
  const options = admin.locator('[name=post] >> nth=0').locator('option');
  const at = (await options.allTextContents()).findIndex((text) => post.test(text));
  await admin.locator('[name=post]').first().selectOption({ index: at });
  await admin.locator('[name=startsOn]').fill(today);
  await sends(admin, peopleWords.addPerson.submit);
}
/** Types the code and sets up a passkey, touching no mouse. */
async function comesIn(page: Page, app: App, code: string): Promise<void> {
  const keyboard = new Keyboard(page);
  await page.goto('/invitation');
  await looks(page, `${app} invitation`);
  await keyboard.answers('code', code.toLowerCase());
  await keyboard.sends();
  expect(new URL(page.url()).pathname).toBe('/sign-in/enrol');
  await looks(page, `${app} enrol`);
  await page.getByRole('link', { name: secondFactor.enrol.passkeyStart }).press('Enter');
  await page.waitForURL(/enrol\/passkey/);
  await looks(page, `${app} passkey`);
  await keyboard.answers('label', '職場の端末');
  await keyboard.sends();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
async function leavesAndReturns(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await Promise.all([page.waitForEvent('load'), page.locator('header form[action="/sign-out"] button').click()]);
  await sends(page, secondFactor.passkey.start);
  await page.getByRole('button', { name: secondFactor.passkey.use }).press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

describe('a new colleague at a school', () => {
  it('comes by the letter of the administrator with a passkey alone, finds the cases of the school, and comes back', async () => {
    await adds('見本 新任', 'shinnin', /あおぞら/);
    const code = await codeOn(pages.admin, 'letter of a colleague');
    const page = await opens('console', 'colleague', { width: 360, height: 740 });
    await comesIn(page, 'console', code);
    await page.goto('/cases');
    expect(await page.locator('h1').textContent()).toBe(consoleWords.list.title);
    await looks(page, 'cases of a colleague');
    await leavesAndReturns(page);
    expect((await page.goto('/people'))!.status()).toBe(403);
    await page.goto('/invitation');
    await page.locator('[name=code]').fill(code);
    await sends(page, invitation.submit);
    expect(await textOf(page)).toContain(invitation.notRight);
    await page.context().close();
  });
});

describe('a new administrator', () => {
  it('gets the letter from a second person, who has not asked for it', async () => {
    await adds('見本 次席', 'jiseki', /みほん市教育委員会.*管理者|管理者.*みほん市教育委員会/);
    await looks(pages.admin, 'waits for a second person');
    expect(await textOf(pages.admin)).toContain(twoPersons.asked.title);
    const { head } = pages;
    await waited((text, params) => world.sql(text, params ? [...params] : []));
    await head.goto('/recovery');
    await looks(head, 'what waits');
    await head.getByRole('link', { name: twoPersons.list.open }).press('Enter');
    await head.waitForURL(/recovery\/requests/);
    await looks(head, 'second person');
    const keyboard = new Keyboard(head);
    await keyboard.sends();
    const code = await codeOn(head, 'letter of an administrator');
    await head.goto('/people/journal');
    await looks(head, 'what administrators did');
    for (const text of ['見本 次席', '見本 新任', '見本 まもる']) expect(await textOf(head)).toContain(text);
    const page = await opens('console', 'second administrator');
    await comesIn(page, 'console', code);
    await page.goto('/people');
    await looks(page, 'people for a second administrator');
    expect([403, 404]).toContain((await page.goto(running))!.status());
    await page.context().close();
  });
});

describe('a member who was appointed before having an account', () => {
  it('comes by the letter, and finds the room of the case and no other', async () => {
    const { founder } = pages;
    await founder.goto(`${running}/acts/appointMember`);
    const answers = { occurredOn: today, memberName: '見本 委員', profession: '精神科医', nominatingBody: '医師会', email: 'shin-iin@mihon.example' }; // prettier-ignore
    for (const [name, answer] of Object.entries(answers)) await founder.locator(`[name=${name}]`).fill(answer);
    await founder.locator('[name=memberRole][value=committeeMember]').check();
    await founder.locator('[name=outside][value=yes]').check();
    await sends(founder, consoleWords.act.submit);
    await adds('見本 委員', 'shin-iin', /みほん市調査委員会.*委員/);
    const code = await codeOn(pages.admin, 'letter of a member');
    const page = await opens('committee', 'member', { width: 360, height: 740 });
    await world.admits();
    await comesIn(page, 'committee', code);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.locator('a[href^="/cases/"]').count()).toBe(1);
    await looks(page, 'cases of a member');
    expect((await page.goto(running))!.status()).toBe(200);
    await looks(page, 'case of a member');
    await leavesAndReturns(page);
    await page.context().close();
  });
});

it('every page on the way was fit for a telephone and a screen, for axe, and without a fault', () => {
  expect(inspection.findings.filter((line) => !/status of (403|404|422)/.test(line))).toEqual([]);
  expect(world.faults).toEqual([]);
  expect(inspection.seen.size).toBeGreaterThan(14);
});
