import type { Browser, Locator, Page } from 'playwright-core';
import type { ActName, StepName } from '#lib/cases';
import type { DemoAccount } from '../../apps/solo/demo.js';
import type { House } from './house.js';
import type { Inspection } from './inspection.js';

export type Answers = Readonly<Record<string, unknown>>;

/** Chooses the first of the records a form offers: those without an answer stand first. */
export const theFirst = 'the first';

interface Manner {
  /** Off: everything has to work without scripts. */
  readonly scripts?: boolean;
  /** Not the app of their office, but another they were let into. */
  readonly app?: DemoAccount['app'];
}

/** Somebody who sits at the pages of one app. */
export class Visitor {
  caseId = '';

  private constructor(
    private readonly account: DemoAccount,
    readonly page: Page,
    private readonly inspection: Inspection,
    private readonly scripts: boolean,
  ) {}

  static async signsIn(
    house: House,
    browser: Browser,
    inspection: Inspection,
    mailbox: string,
    { scripts = true, app }: Manner = {},
  ): Promise<Visitor> {
    const known = house.account(mailbox);
    const account = { ...known, app: app ?? known.app };
    const origin = house.origins[account.app];
    const context = await browser.newContext({
      baseURL: origin,
      locale: 'ja-JP',
      javaScriptEnabled: scripts,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    inspection.watch(page, mailbox);
    const visitor = new Visitor(account, page, inspection, scripts);
    await visitor.opens('/sign-in');
    await page.locator('[name=email]').fill(account.email);
    await page.locator('[name=password]').fill(account.password);
    await visitor.sends();
    return visitor;
  }

  async opens(path: string): Promise<void> {
    const response = await this.page.goto(path);
    if (response && response.status() >= 400)
      throw new Error(`${this.account.email} at ${path}: ${response.status()}\n${await this.text()}`);
    await this.looks();
  }

  /** The page of the case, or one below it. */
  opensCase = (below = ''): Promise<void> => this.opens(`/cases/${this.caseId}${below}`);

  looks = (): Promise<void> => this.inspection.look(this.page, this.account.app, this.scripts);

  async text(): Promise<string> {
    return (await this.page.locator('main').textContent()) ?? '';
  }

  /** Fills the form of an act and hands it in. */
  async enters(act: ActName, answers: Answers, below = `/acts/${act}`): Promise<void> {
    await this.opensCase(below);
    await this.fills(answers);
    await this.sends();
    if (!new URL(this.page.url()).searchParams.has('done')) throw new Error(`${act} was not accepted:\n${await this.text()}`);
    await this.looks();
  }

  /** Presses the button of a step on the page of the case. */
  async takes(step: StepName): Promise<void> {
    await this.opensCase();
    await this.page.locator(`form[action$="/steps/${step}"] button`).click();
    await this.page.waitForURL(/done=/);
  }

  async fills(answers: Answers): Promise<void> {
    for (const [name, answer] of Object.entries(answers)) {
      const controls = this.page.locator(`main form [name="${name}"]`);
      for (const one of [answer].flat()) await answered(controls, one);
    }
  }

  /** The form with the fields, or the only one. */
  async sends(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load'),
      this.page.locator('main form:has([id^="f-"]) button[type=submit], main form:has([id^="f-"]) button:not([type])').first().click(),
    ]);
  }

  leaves = (): Promise<void> => this.page.context().close();
}

async function answered(controls: Locator, answer: unknown): Promise<void> {
  const kind = await controls
    .first()
    .evaluate((control: HTMLElement) => (control instanceof HTMLInputElement ? control.type : control.tagName.toLowerCase()));
  if (kind === 'select') return void (await controls.selectOption(answer === theFirst ? { index: 1 } : String(answer)));
  if (kind !== 'radio' && kind !== 'checkbox') return controls.fill(String(answer));
  if (answer === true || answer === theFirst) return controls.first().check();
  const byValue = controls.and(controls.page().locator(`[value="${String(answer)}"]`));
  if (await byValue.count()) return byValue.check();
  // Relatives are known by their names.
  await controls
    .page()
    .locator('label', { hasText: String(answer) })
    .first()
    .check();
}

/** Somebody who uses no mouse. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Tabs on until the control of this name has the focus, and answers it as a hand on the keyboard would. */
  async answers(name: string, answer: string): Promise<void> {
    await this.tabsTo(`[name="${name}"]`);
    const kind = await this.page.evaluate(() => (document.activeElement as HTMLInputElement).type);
    if (kind === 'radio') return this.chooses(answer);
    if (kind === 'select-one') return this.picks(answer);
    await this.page.keyboard.type(typed(kind, answer));
    if (kind !== 'datetime-local') return;
    const [hour = 0, minute = ''] = answer
      .slice(11)
      .split(':')
      .map((part, at) => (at ? part : Number(part)));
    await this.page.keyboard.press('ArrowRight');
    await this.page.keyboard.type(`${String(Number(hour) % 12 || 12).padStart(2, '0')}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`);
  }

  async sends(): Promise<void> {
    await this.tabsTo('main form button');
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  private async tabsTo(selector: string): Promise<void> {
    for (let left = 120; left > 0; left--) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    }
    throw new Error(`${selector} cannot be reached with the keyboard`);
  }

  private async chooses(value: string): Promise<void> {
    await this.page.keyboard.press('Space');
    for (let left = 20; left > 0; left--) {
      if (await this.page.evaluate((wanted) => (document.activeElement as HTMLInputElement).value === wanted, value)) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${value} cannot be chosen with the keyboard`);
  }

  private async picks(value: string): Promise<void> {
    for (let left = 20; left > 0; left--) {
      if (await this.page.evaluate((wanted) => (document.activeElement as HTMLSelectElement).value === wanted, value)) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${value} cannot be picked with the keyboard`);
  }
}

/** Chromium in English asks month, day, year. */
const typed = (kind: string, answer: string): string =>
  kind === 'date' || kind === 'datetime-local' ? `${answer.slice(5, 7)}${answer.slice(8, 10)}${answer.slice(0, 4)}` : answer;
