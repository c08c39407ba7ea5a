import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTransport, type Transporter } from 'nodemailer';
import type { SMTPServer } from 'smtp-server';
import { buildWeb } from '#lib/web';
import { inboxModule } from '../../apps/solo/inbox/inbox.controller.js';
import { MailFolder } from '../../apps/solo/inbox/mail-folder.js';
import { startSmtp } from '../../apps/solo/inbox/smtp.js';
import { freePort } from '../../apps/solo/ports.js';

jest.setTimeout(30_000);

const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-mail-'));
let mails: MailFolder;
let smtp: SMTPServer;
let web: NestFastifyApplication;
let transport: Transporter;
let port: number;

const get = (url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') =>
  web.inject({ method, url, headers: { 'sec-fetch-site': 'same-origin' } });
const listed = async (): Promise<Record<string, string>[]> => (await get('/mails.json')).json();
const letter = {
  from: '背景調査窓口 <desk@example.jp>',
  to: 'parent@example.jp',
  subject: 'お知らせがあります',
  text: '次の画面でご覧ください。\nhttp://127.0.0.1:4101/cases',
};

beforeAll(async () => {
  mails = new MailFolder(folder);
  port = await freePort();
  smtp = await startSmtp(mails, port);
  web = await buildWeb({ app: 'inbox', module: inboxModule(mails), frame: () => () => ({ product: 'test' }) });
  transport = createTransport({ host: '127.0.0.1', port });
});
afterAll(async () => {
  transport.close();
  await web.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  rmSync(folder, { recursive: true, force: true });
});

it('says so while no mail has come', async () => {
  const answer = await get('/');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('メールはまだ届いていません');
});

it('keeps a letter as one file only we can read, and lists and shows it', async () => {
  const { messageId } = await transport.sendMail(letter);
  const files = readdirSync(folder);
  expect(files).toEqual([expect.stringMatching(/^\d{8}T\d{9}Z-[0-9a-f]{28}\.eml$/)]);
  expect(statSync(path.join(folder, files[0]!)).mode & 0o777).toBe(0o600);
  const [mail] = await listed();
  expect(mail).toMatchObject({
    messageId,
    to: 'parent@example.jp',
    subject: 'お知らせがあります',
    text: expect.stringContaining('次の画面でご覧ください。'),
  });
  expect(Date.now() - Date.parse(mail!['receivedAt']!)).toBeLessThan(10_000);
  expect((await get('/')).body).toContain(`href="/mails/${mail!['id']}"`);
  const shown = await get(`/mails/${mail!['id']}`);
  expect(shown.body).toContain('背景調査窓口');
  expect(shown.body).toContain('href="http://127.0.0.1:4101/cases"');
});

it('keeps a letter once that is handed over again, also after a start in between, and another reader of it apart', async () => {
  const before = (await listed()).length;
  const again = { ...letter, messageId: '<same@example.jp>' };
  await transport.sendMail(again);
  await transport.sendMail(again);
  expect((await listed()).length).toBe(before + 1);
  new MailFolder(folder).keep(Buffer.from('Subject: x\r\nMessage-ID:\r\n <same@example.jp>\r\n\r\ny'), ['parent@example.jp']);
  expect((await listed()).length).toBe(before + 1);
  await transport.sendMail({ ...again, to: 'other@example.jp' });
  expect((await listed()).length).toBe(before + 2);
});

it('knows the reader of a blind copy from the envelope', async () => {
  await transport.sendMail({ from: letter.from, bcc: 'hidden@example.jp', subject: 'x', text: 'y' });
  expect((await listed())[0]).toMatchObject({ to: 'hidden@example.jp' });
});

it('shows markup as text and never runs it', async () => {
  await transport.sendMail({ ...letter, subject: '<script>alert(1)</script>', text: '<img src=x onerror=alert(1)>' });
  const [mail] = await listed();
  const shown = await get(`/mails/${mail!['id']}`);
  expect(shown.body).not.toMatch(/<script>alert|<img src=x/);
  expect(shown.body).toContain('&lt;img src=x');
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
});

it.each([
  ['no header at all', 'hello'],
  ['nothing', ''],
  ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--y\r\n\r\nz'],
  [
    'an unknown character set',
    'Subject: =?x-none?B?####?=\r\nContent-Type: text/plain; charset=x-none\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@@',
  ],
  ['bytes that are no text', `Subject: \u0000\u0001\r\nFrom: <<>>\r\nTo: ;;;\r\nDate: yesterday\r\n\r\n\u0000\u00ff`],
  [
    'ten thousand nested parts',
    `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'.repeat(10_000)}`,
  ],
])('takes a broken letter and goes on: %s', async (_what, raw) => {
  const before = (await listed()).length;
  await transport.sendMail({ envelope: { from: 'a@example.jp', to: 'b@example.jp' }, raw });
  const after = await listed();
  expect(after).toHaveLength(before + 1);
  expect((await get(`/mails/${after[0]!['id']}`)).statusCode).toBe(200);
  expect((await get('/')).statusCode).toBe(200);
});

it('stores nothing of a letter that was broken off', async () => {
  const before = mails.ids().length;
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('close', () => resolve());
    const lines = ['EHLO x\r\n', 'MAIL FROM:<a@example.jp>\r\n', 'RCPT TO:<b@example.jp>\r\n', 'DATA\r\n', 'Subject: half\r\n\r\nhal'];
    socket.on('data', () => {
      const line = lines.shift();
      if (line) socket.write(line);
      if (lines.length === 0) socket.destroy();
    });
  });
  await transport.sendMail(letter);
  expect(mails.ids()).toHaveLength(before + 1);
});

it('refuses a letter of more than ten megabytes and stays', async () => {
  await expect(transport.sendMail({ ...letter, text: 'x'.repeat(11_000_000) })).rejects.toMatchObject({ responseCode: 552 });
  await transport.sendMail(letter);
});

it('pages through many letters, newest first', async () => {
  for (let n = 0; n < 60; n++) mails.keep(Buffer.from(`Subject: number ${n}\r\n\r\n`), ['a@example.jp']);
  const first = await get('/');
  expect(first.body).toContain('number 59');
  expect(first.body).not.toContain('number 9<');
  const second = await get('/?page=2');
  expect(second.body).toContain('number 9<');
  for (const odd of ['0', '-1', '999999', 'x', '1&page=2']) expect((await get(`/?page=${odd}`)).statusCode).toBe(200);
});

it('gives out nothing but letters of its folder', async () => {
  writeFileSync(path.join(folder, 'other.txt'), 'secret');
  for (const id of ['..%2f..%2fetc%2fpasswd', 'other.txt', 'x', '20260101T000000000Z-000000000000']) {
    const answer = await get(`/mails/${id}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('secret');
  }
  expect((await get('/mails.json', 'DELETE')).statusCode).toBe(405);
});
