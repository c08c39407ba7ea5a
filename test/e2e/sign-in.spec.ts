import { AxeBuilder } from '@axe-core/playwright';
import { generateSync } from 'otplib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { account, recoveryWords, secondFactor as words } from '#lib/texts';
import { waited } from '../support/waited.js';
import { RecoveryController } from '../../apps/console/recovery/recovery.controller.js';
import { openBrowser } from '../support/browser.js';
import { type SignInWorld, signInWorld } from '../support/sign-in.world.js';
import { virtualAuthenticator } from '../support/virtual-authenticator.js';

jest.setTimeout(120_000);

const pictures = process.env['YORISOI_PICTURES'];
let world: SignInWorld;
let browser: Browser;
const ports = {} as Record<'console' | 'family', string>;

beforeAll(async () => {
  world = await signInWorld({}, [RecoveryController]);
  for (const zone of ['console', 'family'] as const) {
    await world.apps[zone].listen(0, '127.0.0.1');
    ports[zone] = new URL(await world.apps[zone].getUrl()).port;
  }
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const at = (zone: 'console' | 'family', host = 'localhost') => `http://${host}:${ports[zone]}`;
const open = (zone: 'console' | 'family' = 'console', width = 360, host?: string): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width, height: 800 }, locale: 'ja-JP', baseURL: at(zone, host) });

/** Axe, no scrolling sideways, and a picture, at both widths. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    if (pictures) await page.screenshot({ path: `${pictures}/sign-in-${name}-${width}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect([name, width, violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)]).toEqual([
      name,
      width,
      [],
    ]);
    expect([name, width, await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([name, width, 0]); // prettier-ignore
  }
}

async function enter(page: Page, mailbox: string): Promise<void> {
  await page.goto('/sign-in?next=/account');
  await page.getByLabel('メールアドレス').fill(`${mailbox}@example.jp`);
  await page.getByLabel('パスワード').fill(world.password);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
}
const keyOn = async (page: Page): Promise<string> => (await page.locator('code').innerText()).replaceAll(/\s/g, '');
/** As if half a minute had passed: the code used last counts no more, the same one of the clock does. */
const laterOn = () => world.sql('update totp set last_step = last_step - 3');

describe('an authenticator', () => {
  it('is set up at the first sign-in and asked for at the next, without JavaScript', async () => {
    await world.person('totp');
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'ja-JP', javaScriptEnabled: false, baseURL: at('console') }); // prettier-ignore
    const page = await context.newPage();
    await enter(page, 'totp');
    expect(await page.title()).toContain(words.enrol.title);
    await page.getByRole('link', { name: words.enrol.totpStart }).click();
    const secret = await keyOn(page);
    await page.getByLabel(words.code).fill('000000');
    await page.getByRole('button', { name: words.totp.submit }).click();
    await page.getByRole('alert').getByText(words.wrongCode).waitFor();
    await page.getByLabel(words.code).fill(generateSync({ secret }));
    await page.getByRole('button', { name: words.totp.submit }).click();
    expect(await page.title()).toContain(account.title);
    await page.getByRole('button', { name: 'サインアウト', exact: true }).click();
    await laterOn();
    await enter(page, 'totp');
    expect(await page.title()).toContain(words.second.title);
    await page.getByLabel(words.code).fill(generateSync({ secret }));
    await page.getByRole('button', { name: words.second.submit }).click();
    expect(await page.title()).toContain(account.title);
    await context.close();
  });

  it('has pages that are quiet and accessible', async () => {
    await world.person('looked-at');
    const context = await open();
    const page = await context.newPage();
    await page.goto('/sign-in');
    await look(page, 'door');
    await enter(page, 'looked-at');
    await look(page, 'enrol');
    await page.goto('/sign-in/enrol/totp');
    await look(page, 'totp-set-up');
    const secret = await keyOn(page);
    await page.getByLabel(words.code).fill('12');
    await page.getByRole('button', { name: words.totp.submit }).click();
    await look(page, 'totp-wrong');
    await page.getByLabel(words.code).fill(generateSync({ secret }));
    await page.getByRole('button', { name: words.totp.submit }).click();
    await look(page, 'account');
    await page.goto('/account/password');
    await page.getByRole('button', { name: account.passwordPage.submit }).click();
    await look(page, 'password');
    await page.goto('/account?last=yes');
    await look(page, 'last-way');
    const other = await open();
    const second = await other.newPage();
    await enter(second, 'looked-at');
    await look(second, 'second');
    await other.close();
    await context.close();
  });
});

describe('a passkey', () => {
  it('is set up at the first sign-in; then it is enough alone, and asked for beside the password', async () => {
    const personId = await world.person('passkey');
    const context = await open();
    const page = await context.newPage();
    await virtualAuthenticator(context, page);
    await enter(page, 'passkey');
    await page.getByRole('link', { name: words.enrol.passkeyStart }).click();
    await look(page, 'passkey-set-up');
    await page.getByLabel(words.passkey.label).fill('試験の端末');
    await page.getByRole('button', { name: words.passkey.submit }).click();
    await page.getByText('試験の端末').first().waitFor();
    expect(await page.title()).toContain(account.title);
    await look(page, 'account-passkey');
    await page.getByRole('button', { name: 'サインアウト', exact: true }).click();

    await page.getByRole('button', { name: words.passkey.start }).click();
    await look(page, 'passkey-alone');
    await page.getByRole('button', { name: words.passkey.use }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    expect((await page.goto('/me'))!.status()).toBe(200);
    expect(await world.told('signed-in')).toContainEqual(expect.objectContaining({ personId, by: 'nothing', second: 'passkey' }));
    await page.goto('/account');
    await page.getByRole('button', { name: 'サインアウト', exact: true }).click();

    await enter(page, 'passkey');
    expect(await page.title()).toContain(words.second.title);
    await look(page, 'passkey-second');
    await page.getByRole('button', { name: words.passkey.use }).click();
    await page.waitForURL('**/account');
    await context.close();
  });

  it('that is not there says so and leaves the other ways', async () => {
    const context = await open();
    const page = await context.newPage();
    const devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: words.passkey.start }).click();
    await page.evaluate(() => {
      navigator.credentials.get = () => Promise.reject(new DOMException('none', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: words.passkey.use }).click();
    await page.getByRole('alert').waitFor();
    await look(page, 'passkey-problem');
    expect(await page.getByRole('link', { name: words.startAgain }).count()).toBe(1);
    await context.close();
  });

  it('without JavaScript is answered with a sentence', async () => {
    const context = await browser.newContext({ locale: 'ja-JP', javaScriptEnabled: false, baseURL: at('console') });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: words.passkey.start }).click();
    await page.getByRole('button', { name: words.passkey.use }).click();
    await page.getByRole('alert').getByText(words.passkey.notRight).waitFor();
    await context.close();
  });

  it('is pointed to localhost where the address is a number', async () => {
    const context = await open('console', 360, '127.0.0.1');
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByText(`http://localhost:${ports.console}`).waitFor();
    await look(page, 'door-number');
    await context.close();
  });
});

describe('a family', () => {
  it('is offered a code by mail too', async () => {
    await world.person('mother', 'relative');
    const context = await open('family');
    const page = await context.newPage();
    await enter(page, 'mother');
    await look(page, 'family-enrol');
    await page.getByRole('link', { name: words.enrol.mailStart }).click();
    await look(page, 'family-mail');
    await page.getByRole('button', { name: words.mail.send }).click();
    await look(page, 'family-mail-sent');
    const code = /^\d{6}$/m.exec((await world.mails()).at(-1)!.text)![0];
    await page.getByLabel(words.code).fill(code);
    await page.getByRole('button', { name: words.totp.submit }).click();
    expect(await page.title()).toContain(account.title);
    await look(page, 'family-account');
    await context.close();
  });
});

describe('a recovery', () => {
  it('is begun by one and confirmed by another', async () => {
    await world.person('admin', 'administrator');
    await world.person('head', 'founderHead');
    const [first, second] = [await open(), await open()];
    const signedIn = async (context: BrowserContext, mailbox: string): Promise<Page> => {
      const page = await context.newPage();
      await enter(page, mailbox);
      await page.goto('/sign-in/enrol/totp');
      await page.getByLabel(words.code).fill(generateSync({ secret: await keyOn(page) }));
      await page.getByRole('button', { name: words.totp.submit }).click();
      await page.goto('/recovery');
      return page;
    };
    const [admin, head] = [await signedIn(first, 'admin'), await signedIn(second, 'head')];
    await admin.getByLabel(recoveryWords.person).selectOption({ label: '試験 totp（青葉市教育委員会）' });
    await admin.getByRole('button', { name: recoveryWords.submit }).click();
    await admin.getByText(recoveryWords.started).waitFor();
    await look(admin, 'recovery');
    await waited((text, params) => world.sql(text, params));
    await head.reload();
    await head.getByRole('link', { name: recoveryWords.confirm }).click();
    await head.getByRole('button', { name: recoveryWords.confirmSubmit }).click();
    await look(head, 'recovery-confirm');
    await head.getByLabel(recoveryWords.reason).fill('職員証を見て、電話でも本人と確かめた。');
    await head.getByRole('button', { name: recoveryWords.confirmSubmit }).click();
    await head.getByText(recoveryWords.doneTitle).first().waitFor();
    await look(head, 'recovery-done');
    await first.close();
    await second.close();
  });
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
