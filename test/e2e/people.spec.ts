import type { Browser } from 'playwright-core';
import { addDays } from '#lib/calendar';
import { tokyoDate } from '#lib/kernel';
import { peopleWords as words, say, staffLetter, tokenWords as tokens } from '#lib/texts';
import { openBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { Inspection } from '../support/inspection.js';
import { Visitor } from '../support/journey.js';

jest.setTimeout(240_000);

let house: House;
let browser: Browser;
const inspection = new Inspection();
let admin: Visitor;
const today = tokyoDate(new Date());

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), openBrowser()]);
  admin = await Visitor.signsIn(house, browser, inspection, 'kanri', { scripts: false });
});
afterAll(async () => {
  await browser?.close();
  await house?.leave();
});

describe('an administrator, without scripts and in pictures', () => {
  it('looks at organisations and people', async () => {
    await admin.opens('/people');
    await admin.page.getByRole('link', { name: /あおぞら/ }).click();
    await admin.looks();
    await admin.page.getByRole('link', { name: words.overview.addPerson }).click();
    await admin.looks();
    await admin.opens('/people/organisations/add');
    await admin.opens('/people/journal');
  });
  it('adds somebody, sees the letter once, and moves them in spring', async () => {
    await admin.opens('/people/add');
    await admin.page.locator('[name=personName]').fill('見本 着任');
    await admin.page.locator('[name=email]').fill('chakunin@mihon.example');
    await admin.page.locator('[name=post]').selectOption({ index: 4 });
    await admin.sends();
    await admin.looks();
    expect(await admin.text()).toContain(staffLetter.once);
    await admin.page.getByRole('link', { name: say(staffLetter.open, { name: '見本 着任' }) }).click();
    await admin.looks();
    await admin.page.getByRole('link', { name: new RegExp(`^${words.person.change}`) }).click();
    await admin.looks();
    const transfer = admin.page.locator('form[action$=transfer]');
    await transfer.locator('[name=post]').selectOption({ index: 1 });
    await transfer.locator('[name=startsOn]').fill(addDays(today, 40));
    await transfer.getByRole('button').click();
    await admin.looks();
    expect(await admin.text()).toContain(words.person.done.transferred);
    await admin.page.getByRole('link', { name: words.person.addGrants }).click();
    await admin.looks();
  });
  it('prepares a token, which somebody of the role takes over', async () => {
    await admin.opens('/tokens');
    await admin.page.locator('[name=tokenLabel]').fill('文書管理との連携');
    await admin.page.locator('[name=post]').selectOption({ index: 1 });
    await admin.page.locator('[name=tokenScope][value=read]').check();
    await admin.page.locator('[name=endsOn]').fill(addDays(today, 60));
    await admin.sends();
    await admin.looks();
    const founder = await Visitor.signsIn(house, browser, inspection, 'kyoiku', { scripts: false });
    await founder.opens('/cases');
    await founder.page.getByRole('link', { name: say(tokens.waiting.take, { label: '文書管理との連携' }) }).click();
    await Promise.all([founder.page.waitForEvent('load'), founder.page.getByRole('button', { name: tokens.take.submit }).click()]);
    expect(await founder.text()).toMatch(/[A-Za-z0-9_-]{43}/);
    await founder.looks();
  });
  it('lets a principal go, and the founder finds what is left open', async () => {
    await admin.opens('/people');
    await admin.page.getByRole('link', { name: /あおぞら/ }).click();
    await admin.page.getByRole('link', { name: '見本 校長', exact: true }).click();
    await admin.page.getByRole('link', { name: words.person.leave }).click();
    await admin.looks();
    await admin.page.locator('[name=successor]').selectOption({ index: 1 });
    await admin.page.locator('[name=leaves]').check();
    await admin.sends();
    await admin.looks();
    expect(await admin.text()).toContain(words.person.done.left);
    const founder = await Visitor.signsIn(house, browser, inspection, 'kyoikucho', { scripts: false });
    await founder.opens('/handover');
    expect(await founder.text()).toContain('見本 校長');
  });
  it('was shown nothing that axe objects to', () => expect(inspection.findings).toEqual([]));
});
