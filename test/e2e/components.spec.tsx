import { AxeBuilder } from '@axe-core/playwright';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser, Page } from 'playwright-core';
import { buildWeb } from '#lib/web';
import { openBrowser } from '../support/browser.js';
import { gallery, galleryPaths } from '../support/gallery.js';

jest.setTimeout(60_000);

const pictures = process.env['YORISOI_PICTURES'];
let app: NestFastifyApplication;
let browser: Browser;
let at: string;

beforeAll(async () => {
  app = await buildWeb(gallery);
  await app.listen(0, '127.0.0.1');
  at = await app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function open(path: string, width: number, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'ja-JP', javaScriptEnabled, baseURL: at });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}
const violationsOf = async (page: Page) =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
async function keep(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}
const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each([360, 1280])('at %i px', (width) => {
  it.each(galleryPaths)('%s has no axe findings and never scrolls sideways', async (path) => {
    const page = await open(path, width, true);
    await keep(page, `${path.slice(1)}-${width}`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });
  it('a form comes back with its mistakes and what was typed, without JavaScript', async () => {
    const page = await open('/form', width);
    await page.getByLabel('メールアドレス').fill('まちがい');
    await page.getByRole('button', { name: '登録する' }).click();
    expect(await page.title()).toContain('エラー');
    expect(await page.getByLabel('メールアドレス').inputValue()).toBe('まちがい');
    await keep(page, `mistakes-${width}`);
    await page.getByRole('alert').getByRole('link').first().click();
    expect(page.url()).toContain('#f-occurredOn');
    await page.context().close();
  });
  it('a form with mistakes has no axe findings and begins with the list of them', async () => {
    const page = await open('/form', width, true);
    await page.getByRole('button', { name: '登録する' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });
});

it('reflows at 200 % of text on a narrow screen', async () => {
  const page = await open('/case', 320, true);
  expect(await overflowOf(page)).toBe(0);
  await keep(page, 'case-320');
  await page.context().close();
});

it('prints the place in the procedure and leaves out what cannot be clicked on paper', async () => {
  const page = await open('/case', 1280, true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('取扱注意').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'サインアウト' }).isVisible()).toBe(false);
  await keep(page, 'case-print');
  await page.context().close();
});

it('the first visit of a family page stays below 30 kB', async () => {
  const sizes = await Promise.all(
    ['/family', new RegExp('/assets/style[^"]+').exec(await (await fetch(`${at}/family`)).text())![0]].map(async (path) => {
      const { rawPayload } = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip' } });
      return rawPayload.length;
    }),
  );
  expect(sizes[1]).toBeGreaterThan(1000);
  expect(sizes[0]! + sizes[1]!).toBeLessThan(30_000);
});
