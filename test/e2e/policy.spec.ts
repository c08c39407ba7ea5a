import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser } from 'playwright-core';
import { buildWeb } from '#lib/web';
import { inboxModule } from '../../apps/solo/inbox/inbox.controller.js';
import { MailFolder } from '../../apps/solo/inbox/mail-folder.js';
import { openBrowser } from '../support/browser.js';
import { type AnyWebApp, type FourApps, startFourApps } from '../support/four-apps.js';

jest.setTimeout(300_000);
let four: FourApps;
let ports: Readonly<Record<AnyWebApp, number>>;
let browser: Browser;
let inbox: NestFastifyApplication;
let inboxAt: string;
const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-inbox-'));

beforeAll(async () => {
  four = await startFourApps();
  ports = await four.listen();
  browser = await openBrowser();
  const mails = new MailFolder(folder);
  const letter =
    'Subject: <script>alert(1)</script>\r\nContent-Type: text/html\r\n\r\n<img src="https://evil.example/x"><script>alert(1)</script>';
  mails.keep(Buffer.from(letter), ['b@mihon.example']);
  inbox = await buildWeb({ app: 'inbox', module: inboxModule(mails), frame: () => () => ({ product: 'inbox' }) });
  await inbox.listen(0, '127.0.0.1');
  inboxAt = await inbox.getUrl();
});
afterAll(async () => {
  await browser?.close();
  await inbox?.close();
  await four?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** Opens every kind of page that can be reached by links, with scripts on, and says what the browser refused to load or to run. */
async function violationsAt(origin: string, cookie: string | undefined): Promise<{ seen: number; refused: string[] }> {
  const context = await browser.newContext({ baseURL: origin, locale: 'ja-JP' });
  if (cookie) await context.addCookies([{ name: cookie.split('=')[0]!, value: cookie.slice(cookie.indexOf('=') + 1), url: origin }]);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on(
    'console',
    (message) => /Content.Security.Policy|Refused to/i.test(message.text()) && refused.push(`${page.url()}: ${message.text()}`),
  );
  page.on(
    'request',
    (request) =>
      new URL(request.url()).origin !== origin && !request.url().startsWith('data:') && refused.push(`asked for ${request.url()}`),
  );
  page.on('dialog', (dialog) => (refused.push(`${page.url()}: a script spoke`), void dialog.dismiss()));
  const kinds = new Set<string>();
  const ahead = ['/', '/sign-in', '/nothing'];
  while (ahead.length > 0 && kinds.size < 60) {
    const to = ahead.shift()!;
    const kind = to.replace(ids, '*').replace(/=[^&]*/g, '=');
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    await page.goto(to);
    const links = await page.$$eval('a[href^="/"]', (all) => all.map((link) => link.getAttribute('href')!.split('#')[0]!));
    ahead.push(...links.filter((link) => !link.startsWith('//')));
  }
  await context.close();
  return { seen: kinds.size, refused };
}

it.each(['kyoiku', 'aozora', 'kanri', 'ken', 'kazoku1', 'kazoku5', 'iincho', 'jimukyoku'])(
  'on every page for %s the browser finds nothing it has to refuse',
  async (mailbox) => {
    const { app } = four.accounts.find(({ email }) => email.startsWith(`${mailbox}@`))!;
    const { seen, refused } = await violationsAt(`http://127.0.0.1:${ports[app]}`, await four.signedIn(mailbox));
    expect(refused).toEqual([]);
    expect(seen).toBeGreaterThan(4);
  },
);

it('nor in the inbox, whatever a letter brings', async () => {
  const { seen, refused } = await violationsAt(inboxAt.replace('[::1]', '127.0.0.1'), undefined);
  expect(refused).toEqual([]);
  expect(seen).toBeGreaterThan(3);
});
