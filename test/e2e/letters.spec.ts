import type { Browser, Page } from 'playwright-core';
import { accountMail, accounts, consoleWords, familyLetter, familyWords, invitation, oidc, secondFactor } from '#lib/texts';
import { openBrowser } from '../support/browser.js';
import { Inspection } from '../support/inspection.js';
import { type LettersWorld, lettersWorld } from '../support/letters.world.js';
import { virtualAuthenticator } from '../support/virtual-authenticator.js';

jest.setTimeout(240_000);

let world: LettersWorld;
let browser: Browser;
const inspection = new Inspection();
let clerk: Page;
let caseId: string;
const phone = { width: 360, height: 740 };

beforeAll(async () => {
  [world, browser] = await Promise.all([lettersWorld(), openBrowser()]);
  const [found] = await world.sql(`select id from survey_case where state = 'INTENTION_PENDING' order by reported_at limit 1`);
  caseId = found!['id']!;
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

async function opens(app: 'console' | 'family', who: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ baseURL: world.origins[app], locale: 'ja-JP', viewport });
  const page = await context.newPage();
  inspection.watch(page, who);
  return page;
}
const looks = (page: Page, app: 'console' | 'family') => inspection.look(page, app, true);
async function sends(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).click()]);
}
const textOf = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

/** On how many sheets of A4 the page the founder looks at is printed. */
async function sheets(): Promise<number> {
  const pdf = await clerk.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** The founder names a relative and makes the letter; answers the code on it. */
async function letterFor(name: string, term: 'jishi' | 'jisatsu'): Promise<string> {
  await clerk.goto(`/cases/${caseId}/acts/nameRelative`);
  await clerk.locator('[name=occurredOn]').fill(new Date().toISOString().slice(0, 10));
  await clerk.locator('[name=relativeName]').fill(name);
  await clerk.locator('[name=relation][value=grandparent], select[name=relation]').first().waitFor();
  const relation = clerk.locator('[name=relation]').first();
  if ((await relation.evaluate((control) => control.tagName)) === 'SELECT') await relation.selectOption('grandparent');
  else await clerk.locator('[name=relation][value=grandparent]').check();
  const termField = clerk.locator('[name=term]').first();
  if ((await termField.evaluate((control) => control.tagName)) === 'SELECT') await termField.selectOption(term);
  else await clerk.locator(`[name=term][value=${term}]`).check();
  await sends(clerk, consoleWords.act.submit);
  await clerk.goto(`/cases/${caseId}`);
  await clerk.getByRole('row', { name }).getByRole('link', { name: familyLetter.link }).click();
  await looks(clerk, 'console');
  await sends(clerk, familyLetter.submit);
  await inspection.look(clerk, 'console letter', true);
  expect(await sheets()).toBe(1);
  const shown = await textOf(clerk);
  expect(shown).toContain(`${world.origins.family}/invitation`);
  return /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(shown)![0];
}

/** Types the code of a letter as a person does. */
async function typesCode(page: Page, code: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: invitation.link }).click();
  await looks(page, 'family');
  await page.locator('[name=code]').fill(code.slice(0, 6));
  await sends(page, invitation.submit);
  expect(await textOf(page)).toContain(invitation.shape);
  await inspection.look(page, 'family wrong-code', true);
  await page.locator('[name=code]').fill(code.toLowerCase().replaceAll('-', ' '));
  await sends(page, invitation.submit);
  expect(new URL(page.url()).pathname).toBe('/sign-in/enrol');
  await looks(page, 'family');
}

async function isHome(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await page.locator('h1').textContent()).toBe(familyWords.home.title);
  await looks(page, 'family');
}

async function leaves(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await Promise.all([page.waitForEvent('load'), page.locator('header form[action="/sign-out"] button').click()]);
}

describe('the account of an office', () => {
  it('leads the founder in, through the page of the office and back', async () => {
    clerk = await opens('console', 'clerk');
    await clerk.goto('/sign-in?next=/procedure');
    await looks(clerk, 'console');
    await clerk.getByRole('link', { name: oidc.one }).click();
    await Promise.all([clerk.waitForURL(`${world.origins.console}/**`), clerk.getByRole('button', { name: 'hajime' }).click()]);
    expect(new URL(clerk.url()).pathname).toBe('/procedure');
    await clerk.goto('/cases');
    expect(await textOf(clerk)).not.toBe('');
  });

  it('says calmly where it leads nowhere', async () => {
    const page = await opens('console', 'nobody');
    await page.goto('/sign-in');
    await page.getByRole('link', { name: oidc.one }).click();
    await Promise.all([page.waitForURL(`${world.origins.console}/**`), page.getByRole('button', { name: 'nobody' }).click()]);
    expect(await textOf(page)).toContain(oidc.problems['unknown-person']);
    await inspection.look(page, 'console refused', true);
    await page.context().close();
  });
});

describe('a relative who comes by letter', () => {
  it('sets up a passkey on a telephone, sees her page, and comes back with the passkey alone', async () => {
    const code = await letterFor('架空 みつ', 'jishi');
    const page = await opens('family', 'mitsu', phone);
    await virtualAuthenticator(page.context(), page);
    await typesCode(page, code);
    await page.getByRole('link', { name: secondFactor.enrol.passkeyStart }).click();
    await looks(page, 'family');
    await page.locator('[name=label]').fill('わたしの携帯');
    await sends(page, secondFactor.passkey.submit);
    await page.waitForURL(`${world.origins.family}/`);
    await isHome(page);

    await leaves(page);
    await sends(page, secondFactor.passkey.start);
    await looks(page, 'family');
    await page.getByRole('button', { name: secondFactor.passkey.use }).click();
    await page.waitForURL(`${world.origins.family}/`);
    await isHome(page);
    await page.context().close();
  });

  it('sets up a password and codes by mail, sees her page, and comes back with both', async () => {
    const code = await letterFor('架空 とよ', 'jisatsu');
    const page = await opens('family', 'toyo', phone);
    await typesCode(page, code);
    await page.getByRole('link', { name: secondFactor.enrol.mailStart }).click();
    await looks(page, 'family');
    await page.locator('[name=email]').fill('toyo@kazoku.example');
    await sends(page, secondFactor.mail.send);
    await inspection.look(page, 'family sent', true);
    const codeIn = (text: string) => /\b\d{6}\b/.exec(text)![0];
    // Notices about the new way go out beside the code.
    const mailWithCode = async () => (await world.mails()).find(({ subject }) => subject === accountMail.codeSubject);
    const first = await mailWithCode();
    expect(first!.to).toBe('toyo@kazoku.example');
    await page.locator('[name=password]').fill('あさがおと ちいさな かばん');
    await page.locator('[name=code]').fill(codeIn(first!.text));
    await sends(page, secondFactor.totp.submit);
    await isHome(page);

    await leaves(page);
    await page.locator('[name=email]').fill('toyo@kazoku.example');
    await page.locator('[name=password]').fill('あさがおと ちいさな かばん');
    await sends(page, accounts.signIn.submit);
    expect(new URL(page.url()).pathname).toBe('/sign-in/second/mail');
    await looks(page, 'family');
    await sends(page, secondFactor.mail.send);
    const second = await mailWithCode();
    expect(codeIn(second!.text)).not.toBe(codeIn(first!.text));
    await page.locator('[name=code]').fill(codeIn(second!.text));
    await sends(page, secondFactor.mail.submit);
    await isHome(page);
    await page.context().close();
  });

  it('gets a letter on one sheet for a fresh start, too', async () => {
    await clerk.goto(`/cases/${caseId}`);
    await clerk.getByRole('row', { name: '架空 みつ' }).getByRole('link', { name: familyLetter.link }).click();
    await clerk.locator('[name=by]').selectOption({ index: 1 });
    await sends(clerk, familyLetter.asks.submit);
    await looks(clerk, 'console');
    expect(await textOf(clerk)).toContain(familyLetter.asks.states.waits);
    // Confirmed by the one named, and three days later.
    await world.sql(
      `update family_letter_request set confirmed_by = identity_by, confirmed_at = now() - interval '1 hour', identity_how = 'callBack', identity_on = current_date,
         asked_at = asked_at - interval '4 days', opens_at = opens_at - interval '4 days'`,
    );
    await clerk.reload();
    await sends(clerk, familyLetter.submit);
    expect(await textOf(clerk)).toContain(familyLetter.letter.recovery);
    await inspection.look(clerk, 'console letter-anew', true);
    expect(await sheets()).toBe(1);
  });

  it('is told kindly where a code is used up', async () => {
    const code = await letterFor('架空 きぬ', 'jishi');
    await world.sql('update invitation set ends_at = clock_timestamp() where voided_at is null and used_at is null');
    const page = await opens('family', 'kinu', phone);
    await page.goto('/invitation');
    await page.locator('[name=code]').fill(code);
    await sends(page, invitation.submit);
    expect(await textOf(page)).toContain(invitation.notRight);
    await inspection.look(page, 'family used-code', true);
    await page.context().close();
  });
});

describe('every page on the way', () => {
  it('was fit for a telephone and a screen, for axe, and without a fault', () => {
    // A form that comes back (422) and a door that stays shut (403) are said by the browser too.
    expect(inspection.findings.filter((line) => !/status of (403|404|422)/.test(line))).toEqual([]);
    expect(world.faults).toEqual([]);
    expect(inspection.seen.size).toBeGreaterThan(12);
  });
});
