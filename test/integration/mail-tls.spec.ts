import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SmtpMailer } from '#lib/mail';

/** A mail server on the address this machine has beyond itself; where it has none, on the name of the machine, which is no loopback by name. */
const outside = Object.values(os.networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
const servers: SMTPServer[] = [];
const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-mail-tls-'));
afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((done) => void server.close(() => done()))));
  rmSync(folder, { recursive: true, force: true });
});

async function serverAt(host: string, options: SMTPServerOptions) {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    ...options,
    onData: (stream, _, done) => {
      stream.on('data', (chunk: Buffer) => taken.push(chunk.toString()));
      stream.on('end', () => done());
    },
  });
  server.on('error', () => undefined);
  servers.push(server);
  await new Promise<void>((listening) => void server.listen(0, host, listening));
  return { port: (server.server.address() as AddressInfo).port, taken };
}
const send = async (url: string) => {
  const mailer = new SmtpMailer({ url, from: 'noreply@example.jp' });
  const mail = { to: 'a@example.jp', subject: 's', text: 'code 123456', messageId: '<1@example.jp>', date: new Date() };
  try {
    await mailer.send(mail);
    return 'sent';
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await mailer.close();
  }
};

it('a mail server on another machine that offers no TLS gets nothing', async () => {
  const { port, taken } = await serverAt('0.0.0.0', { disabledCommands: ['STARTTLS', 'AUTH'] });
  expect(await send(`smtp://${outside ?? os.hostname()}:${port}`)).toBe('ETLS');
  expect(taken).toEqual([]);
});

it('nor does one whose certificate nobody vouches for', async () => {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'c', '-days', '2', '-subj', '/CN=x'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const [key, cert] = ['k', 'c'].map((name) => readFileSync(path.join(folder, name)));
  const { port, taken } = await serverAt('0.0.0.0', { key: key!, cert: cert!, disabledCommands: ['AUTH'] });
  expect(await send(`smtp://${outside ?? os.hostname()}:${port}`)).not.toBe('sent');
  expect(taken).toEqual([]);
});

it('one on this machine gets it as it is', async () => {
  const { port, taken } = await serverAt('127.0.0.1', { disabledCommands: ['STARTTLS', 'AUTH'] });
  expect(await send(`smtp://127.0.0.1:${port}`)).toBe('sent');
  expect(taken.join('')).toContain('code 123456');
});
