import type { Transporter } from 'nodemailer';
import { type Mail, Mailer } from './mailer.js';

export interface SmtpSettings {
  /** smtp:// or smtps://, with name and password where the server wants them. */
  readonly url: string;
  /** The address mails come from. */
  readonly from: string;
}

/** Well under the minute after which the database ends a waiting transaction: the letter stays locked while it is handed over. */
const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 20_000 };

export class SmtpMailer extends Mailer {
  private transport: Transporter | undefined;

  constructor(private readonly settings: SmtpSettings) {
    super();
  }

  async send({ to, subject, text, messageId, date }: Mail): Promise<void> {
    const transport = (this.transport ??= await open(this.settings.url));
    await transport.sendMail({
      from: { name: '', address: this.settings.from },
      to: { name: '', address: to },
      subject,
      text,
      messageId,
      date,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  }

  async close(): Promise<void> {
    this.transport?.close();
  }
}

/** Loaded with the first mail: apps that only write letters never need it. */
async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  // Codes and addresses leave this machine over TLS or not at all.
  const requireTLS = !/^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(new URL(url).hostname);
  return createTransport({ url, requireTLS, ...patience, disableFileAccess: true, disableUrlAccess: true });
}

/** Speaks with the mail server as far as a greeting, TLS and signing in, and sends nothing. Throws what the server answered. */
export async function greetSmtp(url: string): Promise<void> {
  const transport = await open(url);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}
