import 'reflect-metadata';
import { inbox } from '#lib/texts';
import { bootWeb } from '#lib/web';
import { inboxModule } from './inbox/inbox.controller.js';
import { MailFolder } from './inbox/mail-folder.js';
import { startSmtp } from './inbox/smtp.js';

/** A program of its own: takes every mail of this machine and shows it; nothing is sent on. Arguments: folder, port of the inbox, port for SMTP. */
async function main([folder = '', port, smtpPort]: readonly string[]): Promise<void> {
  const mails = new MailFolder(folder);
  await startSmtp(mails, Number(smtpPort));
  await bootWeb({ app: 'inbox', module: inboxModule(mails), port: Number(port), frame: () => () => ({ product: inbox.product }) });
}

void main(process.argv.slice(2));
