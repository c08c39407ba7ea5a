import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CountOpenWork } from '#lib/administration';
import { AdmitAppointed } from '#lib/committees';
import type { ConfigOf } from '#lib/config';
import { DatabaseModule, UnitOfWork } from '#lib/database';
import { Mailer, SendMail, SendReminder, SendRoot, SmtpMailer, bareAddress } from '#lib/mail';
import { WrapKeys } from '#lib/rotation';
import { Vault } from '#lib/vault';
import { Shift, type ShiftSettings, shiftSettings } from './shift.js';

/** How often the worker looks at the clock. In training the clock is set forward and the mails are waited for. */
const rhythm = (training: boolean): ShiftSettings['every'] => ({
  relay: 5_000,
  due: training ? 300 : 60_000,
  seal: 3_600_000,
  tidy: 3_600_000,
});

@Module({})
export class WorkerModule {
  static for({
    databaseUrl,
    keyRing,
    redisUrl,
    smtpUrl,
    mailFrom,
    rootTo,
    origin,
    familyOrigin,
    committeeOrigin,
    training,
  }: ConfigOf<'worker'>): DynamicModule {
    const from = bareAddress(mailFrom);
    const mails = { from, origins: { console: origin, family: familyOrigin, committee: committeeOrigin } };
    return {
      module: WorkerModule,
      imports: [DiscoveryModule, DatabaseModule.for({ url: databaseUrl, rows: [], training, keyRing })],
      providers: [
        { provide: Mailer, useFactory: () => new SmtpMailer({ url: smtpUrl, from }) },
        {
          provide: SendMail,
          inject: [UnitOfWork, Mailer],
          useFactory: (work: UnitOfWork, mailer: Mailer) => new SendMail(work, mailer, mails),
        },
        { provide: SendReminder, inject: [UnitOfWork], useFactory: (work: UnitOfWork) => new SendReminder(work) },
        { provide: CountOpenWork, inject: [UnitOfWork], useFactory: (work: UnitOfWork) => new CountOpenWork(work) },
        { provide: AdmitAppointed, inject: [UnitOfWork], useFactory: (work: UnitOfWork) => new AdmitAppointed(work) },
        { provide: WrapKeys, inject: [UnitOfWork, Vault], useFactory: (work: UnitOfWork, vault: Vault) => new WrapKeys(work, vault) },
        {
          provide: SendRoot,
          inject: [UnitOfWork, Mailer],
          useFactory: (work: UnitOfWork, mailer: Mailer) => new SendRoot(work, mailer, from),
        },
        { provide: shiftSettings, useValue: { queue: { databaseUrl, redisUrl }, every: rhythm(training), rootTo } },
        Shift,
      ],
    };
  }
}
