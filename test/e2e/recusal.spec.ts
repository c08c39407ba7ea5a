import type { Browser } from 'playwright-core';
import { tokyoDate } from '#lib/kernel';
import { demoWords, memberWords, refusals } from '#lib/texts';
import { openBrowser } from '../support/browser.js';
import { House } from '../support/house.js';
import { Inspection } from '../support/inspection.js';
import { Visitor, theFirst } from '../support/journey.js';
import { brokenChains, caseOf } from '../support/truths.js';

jest.setTimeout(240_000);

const today = tokyoDate(new Date());
let house: House;
let browser: Browser;
const inspection = new Inspection();
let caseId: string;
let caseNo: string;
let member: Visitor;
let secretariat: Visitor;
let founder: Visitor;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), openBrowser()]);
  caseId = (await caseOf(house, demoWords.pupils[2])).id;
  caseNo = (await house.query<{ no: string }>('select case_no as no from survey_case where id = $1', [caseId]))[0]!.no;
  member = await Visitor.signsIn(house, browser, inspection, 'iincho');
  secretariat = await Visitor.signsIn(house, browser, inspection, 'jimukyoku', { scripts: false });
  founder = await Visitor.signsIn(house, browser, inspection, 'kyoiku');
  for (const one of [member, secretariat, founder]) one.caseId = caseId;
});
afterAll(async () => {
  await browser?.close();
  await house?.leave();
});

const written = async () =>
  (
    await house.query<{ n: number }>(
      'select ((select count(*) from act) + (select count(*) from case_state) + (select count(*) from deliberation.standard_item))::int as n',
    )
  )[0]!.n;

/** Nothing on the page tells which case it was, or that there is one. */
async function isNotFound(one: Visitor): Promise<void> {
  const text = (await one.page.locator('body').textContent()) ?? '';
  expect(text).toContain(refusals['not-found'].title);
  expect(text).toContain(memberWords.notFound);
  for (const word of [caseNo, demoWords.pupils[2], ...demoWords.schools.board, demoWords.founders.board]) expect(text).not.toContain(word);
}

it('somebody is added while the survey runs: the members are asked to declare again, where they look first', async () => {
  await founder.enters('nameParty', { occurredOn: today, partyKind: 'school', partyName: 'みほん市立ひかり中学校（架空）' });
  inspection.stage = 'asked again';
  await member.opensCase();
  expect(await member.text()).toContain(memberWords.standings.yours);
  await member.opensCase('/members');
  expect(await member.text()).toContain('みほん市立ひかり中学校');
  await member.opensCase('/acts/declareInterests');
  expect(await member.text()).toContain('みほん市立ひかり中学校');
  await founder.opensCase('/acts/declareInterests');
  await founder.opensCase('/acts/appointMember');
});

it('a page that is open when its reader is recused leads nowhere, and its form saves nothing', async () => {
  await member.opensCase('/acts/answerStandardItem');
  await member.fills({ occurredOn: today, item: 'A', outcome: 'answered', answer: '書きかけの内容' });
  const second = await member.page.context().newPage();
  await second.goto(`/cases/${caseId}`);
  await founder.enters('recuseMember', { occurredOn: today, member: demoWords.member, reason: '親族であることが分かったため' });
  const before = await written();

  await member.sends();
  await isNotFound(member);
  expect(await written()).toBe(before);
  inspection.stage = 'recused';
  await member.looks();

  await second.locator(`main a[href^="/cases/${caseId}/"]`).first().click();
  await second.waitForLoadState();
  expect(await second.locator('body').textContent()).toContain(memberWords.notFound);
  await second.goBack();
  await second.reload();
  expect(await second.locator('body').textContent()).not.toContain(caseNo);

  const response = await member.page.goto('/');
  expect(response!.status()).toBe(200);
  expect(await member.text()).not.toContain(caseNo);
  for (const below of ['', '/items', '/draft', '/opinions', '/records', '/members', '/acts']) {
    const answer = await member.page.goto(`/cases/${caseId}${below}`);
    expect([below, answer!.status()]).toEqual([below, 404]);
    if (below === '/opinions') await member.looks();
  }
});

it('who recuses herself is told so on her list, where the case no longer stands', async () => {
  await secretariat.opensCase('/acts/recuseMember');
  await secretariat.fills({ occurredOn: today, member: theFirst, reason: '以前の勤め先であることが分かったため' });
  await secretariat.sends();
  expect(new URL(secretariat.page.url()).search).toBe('?left=yes');
  const text = await secretariat.text();
  expect(text).toContain(memberWords.gone.title);
  expect(text).not.toContain(caseNo);
  await secretariat.looks();
});

it('the founder sees who left, the record keeps what they did, and the journal holds', async () => {
  inspection.stage = 'left';
  await founder.opensCase();
  expect(await founder.text()).toContain(memberWords.standings.left);
  expect(await brokenChains(house)).toEqual([]);
});

it('no page had an axe finding, a sideways scroll or a complaint of the browser', () => {
  expect(inspection.findings.filter((one) => !/404/.test(one))).toEqual([]);
});
