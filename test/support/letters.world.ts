import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { WebApp } from '#lib/accounts';
import { AdmitAppointed, waitingAppointments } from '#lib/committees';
import { Listeners, UnitOfWork, openDataSource } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { type Mail, SendMail } from '#lib/mail';
import { buildWeb } from '#lib/web';
import { CommitteeModule } from '../../apps/committee/committee.module.js';
import { pagesOfCommittee } from '../../apps/committee/frame.js';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { FamilyModule } from '../../apps/family/family.module.js';
import { pagesOfFamily } from '../../apps/family/frame.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { testDatabase } from './database.js';
import { testKeyRing, testVault } from './key-ring.js';
import { Office, freePort } from './oidc.js';
import { openedBy } from './opened.js';

/** The three apps with pages, listening under a name so that passkeys work, over the demo; with the provider of an office. */
export async function lettersWorld() {
  const database = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const sql = async <Row = Record<string, string>>(text: string, params: unknown[] = []) => (await owner.query(text, params)).rows as Row[];
  await loadReference((text, params) => owner.query(text, params));
  const { accounts } = await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing });
  const account = (mailbox: string) => accounts.find(({ email }) => email.startsWith(`${mailbox}@`))!;

  const ports = { console: await freePort(), family: await freePort(), committee: await freePort() };
  const origins = {
    console: `http://localhost:${ports.console}`,
    family: `http://localhost:${ports.family}`,
    committee: `http://localhost:${ports.committee}`,
  };
  const [founder] = await sql(`select id from organisation where kind = 'founder' and founder_kind = 'municipal'`);
  const office = await Office.open({
    clients: [{ id: 'yorisoi', secret: 'secret of yorisoi', redirectUri: `${origins.console}/sign-in/oidc/back` }],
    people: {
      hajime: { amr: ['pwd', 'mfa'], claims: { email: account('kyoiku').email, email_verified: true, groups: ['shido'] } },
      nobody: { amr: ['mfa'], claims: { email: 'nobody@mihon.example', email_verified: true, groups: [] } },
    },
  });
  const oidc = [
    {
      key: 'kyoiku',
      issuer: office.issuer,
      clientId: 'yorisoi',
      clientSecret: 'secret of yorisoi',
      founder: founder!['id']!,
      claims: { groups: 'groups', email: 'email', emailVerified: 'email_verified' },
      groups: [{ group: 'shido', role: 'founder' as const, organisation: founder!['id']! }],
      secondFactor: { acr: [], amr: ['mfa'] },
    },
  ];

  const faults: string[] = [];
  const log = (line: string) => void faults.push(line);
  const settings = { keyRing: testKeyRing, training: false, mode: 'solo', secureCookies: false } as const;
  const consoleModule = ConsoleModule.for({
    ...settings,
    databaseUrl: database.urls.console,
    origin: origins.console,
    familyOrigin: origins.family,
    committeeOrigin: origins.committee,
    oidc,
  });
  const familyModule = FamilyModule.for({ ...settings, databaseUrl: database.urls.family, origin: origins.family });
  const committeeModule = CommitteeModule.for({ ...settings, databaseUrl: database.urls.committee, origin: origins.committee });
  const apps: Record<WebApp, NestFastifyApplication> = {
    console: await buildWeb({ ...pagesOfConsole, module: consoleModule, log }),
    family: await buildWeb({ ...pagesOfFamily, module: familyModule, log }),
    committee: await buildWeb({ ...pagesOfCommittee, module: committeeModule, log }),
  };
  for (const app of ['console', 'family', 'committee'] as const) await apps[app].listen(ports[app], '127.0.0.1');

  const asWorker = async (doing: (work: UnitOfWork) => Promise<void>): Promise<void> => {
    const source = await openDataSource(database.urls.worker);
    await doing(new UnitOfWork(source, { now: async () => new Date() }, new Listeners(), testVault));
    await source.destroy();
  };

  return {
    origins,
    account,
    office,
    faults,
    sql,
    opened: openedBy((text, params) => sql(text, params)),
    /** Sends what waits, as the worker does under its own account, and answers the mails. */
    async mails(): Promise<Mail[]> {
      const sent: Mail[] = [];
      const mailer = { send: async (mail: Mail) => void sent.push(mail), close: async () => undefined };
      await asWorker(async (work) => {
        const job = new SendMail(work, mailer, { from: 'yorisoi@example.jp', origins });
        for (const { id } of await sql(`select id from mail where sent_at is null and refused_at is null and case_id is null`))
          await job.handle(id!);
      });
      return sent;
    },
    /** Lets in who was appointed before having the role, as the worker does. */
    admits: () =>
      asWorker(async (work) => {
        const job = new AdmitAppointed(work);
        const waiting = await work.run(systemActor('worker'), (tx) => waitingAppointments.find(tx, null));
        for (const { id } of waiting) await job.handle(id);
      }),
    async close() {
      await Promise.all(Object.values(apps).map((app) => app.close()));
      await office.close();
      await owner.end();
      await database.close();
    },
  };
}
export type LettersWorld = Awaited<ReturnType<typeof lettersWorld>>;
