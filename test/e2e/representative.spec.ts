import type { Browser, Page } from 'playwright-core';
import {
  acts,
  familyLetter,
  familyWords,
  invitation,
  oidc,
  refusals,
  representativeLetter,
  representativeWords,
  secondFactor,
} from '#lib/texts';
import { openBrowser } from '../support/browser.js';
import { Inspection } from '../support/inspection.js';
import { type LettersWorld, lettersWorld } from '../support/letters.world.js';
import { virtualAuthenticator } from '../support/virtual-authenticator.js';

jest.setTimeout(240_000);

let world: LettersWorld;
let browser: Browser;
const inspection = new Inspection();
const pages = {} as Record<'clerk' | 'mother' | 'lawyer', Page>;
let at: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([lettersWorld(), openBrowser()]);
  const [found] = await world.sql(`select id from survey_case where state = 'INTENTION_PENDING' order by reported_at limit 1`);
  at = `/cases/${found!['id']!}`;
  for (const who of ['clerk', 'mother', 'lawyer'] as const) {
    const context = await browser.newContext({ baseURL: world.origins[who === 'clerk' ? 'console' : 'family'], locale: 'ja-JP' });
    pages[who] = await context.newPage();
    inspection.watch(pages[who], who);
    await virtualAuthenticator(context, pages[who]);
  }
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const looks = (who: keyof typeof pages, what = '') => inspection.look(pages[who], `${who} ${what}`.trim(), true);
const textOf = async (who: keyof typeof pages): Promise<string> => (await pages[who].locator('main').textContent()) ?? '';
async function sends(who: keyof typeof pages, button: string): Promise<void> {
  const { [who]: page } = pages;
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).last().click()]);
}

/** Presses for the letter on the page that is open, and answers the code on it. */
async function codeOfLetter(): Promise<string> {
  await looks('clerk', 'make');
  await sends('clerk', familyLetter.submit);
  await looks('clerk', 'letter');
  return /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(await textOf('clerk'))![0];
}

/** Comes in by the code of a letter and keeps a passkey. */
async function comesIn(who: 'mother' | 'lawyer', code: string): Promise<void> {
  const page = pages[who];
  await page.goto('/invitation');
  await page.locator('[name=code]').fill(code);
  await sends(who, invitation.submit);
  await page.getByRole('link', { name: secondFactor.enrol.passkeyStart }).click();
  await page.locator('[name=label]').fill('携帯');
  await sends(who, secondFactor.passkey.submit);
  await page.waitForURL(`${world.origins.family}/`);
}

it('the mother comes by her letter', async () => {
  const { clerk } = pages;
  await clerk.goto('/sign-in');
  await clerk.getByRole('link', { name: oidc.one }).click();
  await Promise.all([clerk.waitForURL(`${world.origins.console}/**`), clerk.getByRole('button', { name: 'hajime' }).click()]);
  const [relative] = await world.sql('select id from relative where case_id = $1 order by created_at, id limit 1', [at.slice(7)]);
  await world.sql('update relative set person_id = null where id = $1', [relative!['id']]);
  await clerk.goto(`${at}/relatives/${relative!['id']}/letter`);
  await comesIn('mother', await codeOfLetter());
});

it('names a lawyer on her own page, and sees who it is and how far', async () => {
  const { mother } = pages;
  await mother.goto(at);
  await mother.getByRole('link', { name: representativeWords.link }).click();
  await looks('mother', 'before');
  await sends('mother', representativeWords.submit);
  await looks('mother', 'mistakes');
  await mother.locator('[name=representativeName]').fill('架空 弁護太');
  await mother.locator('[name=representativeKind][value=lawyer]').check();
  await mother.locator('[name=email]').fill('bengo@law.example');
  await mother.locator('[name=maySpeak]').check();
  await sends('mother', representativeWords.submit);
  expect(await textOf('mother')).toContain(acts.nameRepresentative.family);
  await mother.goto(`${at}/representative`);
  await looks('mother', 'after');
  expect(await textOf('mother')).toContain('架空 弁護太');
});

it('the founder makes the letter, and the lawyer comes in by it', async () => {
  const { clerk } = pages;
  await clerk.goto(at);
  await looks('clerk', 'case');
  await clerk.getByRole('link', { name: representativeLetter.link }).click();
  await comesIn('lawyer', await codeOfLetter());
  expect(await textOf('lawyer')).toContain('さんの代理人（弁護士）としてご覧になっています');
  await looks('lawyer', 'home');
});

it('asks in her name, and finds no form for what is hers alone', async () => {
  const { lawyer } = pages;
  await lawyer.goto(`${at}/questions`);
  await looks('lawyer', 'questions');
  await lawyer.locator('[name=question]').fill('代わりにお尋ねします。');
  await sends('lawyer', familyWords.submit);
  await lawyer.goto(`${at}/intention`);
  await looks('lawyer', 'intention');
  expect(await lawyer.locator('main form').count()).toBe(0);
  await lawyer.goto(`${at}/representative`);
  await looks('lawyer', 'own');
  await pages.mother.goto(`${at}/questions`);
  expect(await textOf('mother')).toContain('代わりにお尋ねします。');
});

it('loses the case at the next click after she ended it', async () => {
  const { mother, lawyer } = pages;
  await lawyer.goto(`${at}/questions`);
  await lawyer.locator('[name=question]').fill('遅れた質問');
  await mother.goto(`${at}/representative`);
  await sends('mother', representativeWords.withdraw);
  await mother.goto(`${at}/representative`);
  await looks('mother', 'ended');
  await sends('lawyer', familyWords.submit);
  expect(await textOf('lawyer')).toContain(refusals['not-found'].title);
  await lawyer.goto('/');
  await looks('lawyer', 'nothing left');
  expect(await textOf('lawyer')).toContain(familyWords.choice.noneTitle);
  await mother.goto(`${at}/opened`);
  await looks('mother', 'opened');
});

it('every page on the way was fit for a telephone and a screen, for axe, and without a fault', () => {
  expect(inspection.findings.filter((line) => !/status of (403|404|422)/.test(line))).toEqual([]);
  expect(world.faults).toEqual([]);
  expect(inspection.seen.size).toBeGreaterThan(12);
});
