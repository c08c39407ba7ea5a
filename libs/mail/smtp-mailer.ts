import { type Transporter, createTransport } from 'nodemailer';
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
  private readonly transport: Transporter;

  constructor(private readonly settings: SmtpSettings) {
    super();
    this.transport = createTransport({ url: settings.url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  }

  async send({ to, subject, text, messageId, date }: Mail): Promise<void> {
    await this.transport.sendMail({
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
    this.transport.close();
  }
}
