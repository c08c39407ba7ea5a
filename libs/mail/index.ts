export { bareAddress } from './domain/address.js';
export { type Kind } from './domain/letters.js';
export { type Letter, letter, sendMail } from './letter.js';
export { MailModule } from './mail.module.js';
export { type Mail, Mailer } from './mailer.js';
export { type SmtpSettings, SmtpMailer } from './smtp-mailer.js';
export { type MailSettings, SendMail } from './send-mail.job.js';
export { SendReminder, sendReminder } from './send-reminder.job.js';
export { waitingMails, waitingReminders } from './waiting.js';
