import 'reflect-metadata';
import { Clock, Listeners, UnitOfWork, openDataSource } from '../../libs/database/index.js';
import { SendMail, SmtpMailer } from '../../libs/mail/index.js';
import { testVault } from './key-ring.js';

/** A worker process that sends one letter and, where told, stops for ever between sending and commit. For being killed. */
interface Plan {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly mailId: string;
  readonly now: string;
  readonly hangBeforeCommit: boolean;
}
const plan = JSON.parse(process.env.MAIL_PLAN ?? '{}') as Plan;

class FixedClock extends Clock {
  async now(): Promise<Date> {
    return new Date(plan.now);
  }
}

void (async () => {
  const listeners = new Listeners();
  if (plan.hangBeforeCommit) {
    listeners.on('mail-sent', () => {
      process.send?.('taken over');
      return new Promise(() => undefined);
    });
  }
  const work = new UnitOfWork(await openDataSource(plan.databaseUrl), new FixedClock(), listeners, testVault);
  const settings = {
    from: 'noreply@mail.example.jp',
    origins: { console: 'https://c.example.jp', family: 'https://f.example.jp', committee: 'https://k.example.jp' },
  };
  await new SendMail(work, new SmtpMailer({ url: plan.smtpUrl, from: settings.from }), settings).handle(plan.mailId);
  process.exit(0);
})();
