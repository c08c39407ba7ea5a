import type { Browser } from 'playwright-core';
import { accounts, breakGlassWords as words, choices, demoWords, journalWords } from '#lib/texts';
import { openBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { Inspection } from '../support/inspection.js';
import { Visitor } from '../support/journey.js';
import { brokenChains, caseOf } from '../support/truths.js';

jest.setTimeout(240_000);

let house: House;
let browser: Browser;
const inspection = new Inspection();
let caseId: string;
let caseNo: string;
let founder: Visitor;
let head: Visitor;
let member: Visitor;
let secretariat: Visitor;
let reader: Visitor;
const ground = choices.legalGround.courtOrder;
const reason = '架空地方裁判所の文書提出命令（令和8年（架空）第1号）により、標準項目の記録の提出を求められたため。';

const glass = '/break-glass';

/** Presses one of the buttons beside a request, and comes back to the page. */
async function presses(one: Visitor, doing: 'confirm' | 'refuse' | 'end'): Promise<void> {
  await one.opensCase(glass);
  await one.page.locator(`form[action$="/${doing}"] button`).first().click();
  await one.page.waitForURL(new RegExp(`done=${doing}`));
  expect(await one.text()).toContain(words.done[doing]);
}
const buttons = (one: Visitor, doing: string) => one.page.locator(`form[action$="/${doing}"] button`).count();

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), openBrowser()]);
  caseId = (await caseOf(house, demoWords.pupils[2])).id;
  caseNo = (await house.query<{ no: string }>('select case_no as no from survey_case where id = $1', [caseId]))[0]!.no;
  founder = await Visitor.signsIn(house, browser, inspection, 'kyoiku', { scripts: false });
  head = await Visitor.signsIn(house, browser, inspection, 'kyoikucho');
  member = await Visitor.signsIn(house, browser, inspection, 'iincho');
  secretariat = await Visitor.signsIn(house, browser, inspection, 'jimukyoku');
  for (const one of [founder, head, member, secretariat]) one.caseId = caseId;
});
afterAll(async () => {
  await browser?.close();
  await house?.leave();
});

it('the founder finds the way on the page of the case, and is told what is missing', async () => {
  inspection.stage = 'nothing asked';
  await founder.opensCase();
  await founder.page.locator(`a[href="/cases/${caseId}${glass}"]`).click();
  await founder.page.waitForLoadState();
  expect(await founder.text()).toContain(words.list.none);
  await founder.looks();
  await founder.fills({ hours: '100' });
  await founder.sends();
  inspection.stage = 'mistakes';
  await founder.looks();
  expect(await founder.page.locator('[name=hours]').inputValue()).toBe('100');
  expect(await founder.page.locator('main a[href="#f-reason"]').count()).toBe(1);
});

it('asks, and can take it back but not confirm it', async () => {
  await founder.fills({ ground: 'courtOrder', reason, hours: '24' });
  await founder.sends();
  inspection.stage = 'asked';
  await founder.looks();
  const text = await founder.text();
  for (const told of [words.done.asked, words.standings.waiting, ground, reason]) expect(text).toContain(told);
  expect([await buttons(founder, 'confirm'), await buttons(founder, 'refuse'), await buttons(founder, 'end')]).toEqual([0, 0, 1]);
  await member.opensCase();
  expect(await member.text()).not.toContain(words.notice.title);
});

it('the head reads the reason and confirms', async () => {
  inspection.stage = 'to confirm';
  await head.opensCase(glass);
  expect(await head.text()).toContain(reason);
  await presses(head, 'confirm');
  inspection.stage = 'confirmed';
  await head.looks();
  expect(await head.text()).toContain(words.standings.comes);
  await member.opensCase();
  expect(await member.text()).toContain(words.notice.comesTitle);
  inspection.stage = 'to stop';
  await member.page.locator('a[href$="/stop"]').click();
  await member.page.waitForLoadState();
  await member.looks();
  await house.query(
    `update break_glass set confirmed_at = confirmed_at - interval '1 day', opens_at = opens_at - interval '1 day', ends_at = ends_at - interval '1 day'`,
  );
  await house.query(`update role_grant set starts_on = starts_on - 1 where role = 'breakGlass'`);
  await founder.opensCase(glass);
  expect(await founder.text()).toContain(words.signIn);
  inspection.stage = 'to the committee';
  await founder.looks();
  await founder.page.getByRole('link', { name: words.toCommittee }).click();
  await founder.page.waitForLoadState();
  expect(founder.page.url()).toMatch(new RegExp(`^${house.origins.committee}/`));
});

it('the committee sees it where it looks first: office and ground, neither person nor reason', async () => {
  inspection.stage = 'open';
  await member.opensCase();
  const text = await member.text();
  for (const told of [words.notice.title, demoWords.founders.board, ground]) expect(text).toContain(told);
  expect(text).not.toContain(reason);
});

it('the asker reads the room in the committee’s app, and is offered nothing to fill in', async () => {
  reader = await Visitor.signsIn(house, browser, inspection, 'kyoiku', { app: 'committee' });
  reader.caseId = caseId;
  inspection.stage = 'reader';
  await reader.opens('/');
  expect(await reader.text()).toContain(words.reader.listTitle);
  expect(await reader.text()).toContain(caseNo);
  for (const below of ['', '/items', '/draft', '/opinions', '/records', '/members', '/acts']) {
    await reader.opensCase(below);
    expect([below, await reader.page.locator(`main form[action^="/cases/"], main a[href*="/acts/"]:not([href*="-"])`).count()]).toEqual([
      below,
      0,
    ]);
    if (below === '') expect(await reader.text()).toContain(words.reader.title);
  }
});

it('the secretariat reads in the journal of the room who read', async () => {
  await secretariat.opensCase('/journal');
  const row = await secretariat.page.locator('main tbody tr', { hasText: accounts.roles.breakGlass }).first().textContent();
  expect(row).toContain(journalWords.grounds['break-glass']);
  expect(row).toContain(words.grounds.courtOrder);
  await secretariat.looks();
  expect(row).toContain(demoWords.founders.board);
});

it('once the asker ends it the page that is open leads nowhere, and the committee keeps the record of it', async () => {
  await reader.opensCase('/items');
  await presses(founder, 'end');
  inspection.stage = 'ended';
  await founder.looks();
  expect(await founder.text()).toContain(words.standings.over);
  await reader.page.reload();
  const shown = (await reader.page.locator('body').textContent()) ?? '';
  for (const word of [caseNo, ...demoWords.schools.board]) expect(shown).not.toContain(word);
  await reader.looks();
  await member.opensCase();
  const text = await member.text();
  expect(text).not.toContain(words.notice.title);
  expect(text).toContain(words.notice.past);
  expect(await brokenChains(house)).toEqual([]);
});

it('a request that is taken back before anybody confirmed it says so', async () => {
  await founder.opensCase(glass);
  await founder.fills({ ground: 'dangerToLife', reason, hours: '1' });
  await founder.sends();
  expect(await founder.text()).toContain(words.withdraw);
  await presses(founder, 'end');
  inspection.stage = 'taken back';
  await founder.looks();
  expect(await founder.text()).toContain(words.standings.withdrawn);
  expect(await brokenChains(house)).toEqual([]);
});

it('no page had an axe finding, a sideways scroll or a complaint of the browser', () => {
  expect(inspection.findings.filter((one) => !/404|422/.test(one))).toEqual([]);
});
