import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const widths = [360, 1280] as const;
const rules = {
  runOnly: { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations' as const], // What holds is not written down: it takes most of the time.
};
const staged: ReadonlySet<string> = new Set(['/cases/*', '/cases/*/break-glass']);
const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** Looks at every page somebody comes to, once of each kind and stage: axe and sideways scroll at both widths, faults in the console. */
export class Inspection {
  readonly findings: string[] = [];
  readonly seen = new Set<string>();
  /** How far the case is: the page of the case, and that of opening its room, are looked at again in each stage. */
  stage = 'before';

  private glass: Page | undefined;
  private shown = '';

  /** A browser without scripts cannot be examined by one: its page is shown once more, as it is, in one that has them. */
  private async copyOf(page: Page): Promise<Page> {
    this.shown = await page.content();
    this.glass ??= await (await page.context().browser()!.newContext({ locale: 'ja-JP' })).newPage();
    const place = new URL('/as-it-was-shown', page.url()).href;
    await this.glass.unrouteAll();
    await this.glass.route(place, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: this.shown }));
    await this.glass.context().addCookies(await page.context().cookies()); // Signed in as the page was: it may show drawings.
    await this.glass.goto(place);
    return this.glass;
  }

  /** Listens to what the browser complains about on any page of the person. */
  watch(page: Page, who: string): void {
    page.on('pageerror', (error) => this.findings.push(`${who}: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && this.findings.push(`${who} on ${page.url()}: ${message.text()}`));
    page.on('response', (response) => response.status() >= 500 && this.findings.push(`${who}: ${response.status()} ${response.url()}`));
  }

  async look(shown: Page, app: string, scripts: boolean): Promise<void> {
    const { pathname } = new URL(shown.url());
    const place = pathname.replace(ids, '*');
    const name = [app, place, staged.has(place) ? this.stage : ''].filter(Boolean).join(' ');
    if (this.seen.has(name)) return;
    this.seen.add(name);
    const page = scripts ? shown : await this.copyOf(shown);
    if (!(await page.evaluate(() => document.styleSheets.length > 0))) this.findings.push(`${name}: the page has no styles`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) this.findings.push(`${name} at ${width}: ${sideways} px sideways`);
      const { violations } = await new AxeBuilder({ page }).options(rules).setLegacyMode().analyze();
      for (const { id, nodes } of violations)
        this.findings.push(`${name} at ${width}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      await keep(page, `${name} ${width}`);
    }
  }
}

async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['YORISOI_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name.replace(/[^\w]+/g, '-')}.png`), fullPage: true });
}
