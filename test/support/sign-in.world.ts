import { Controller, Get, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
// prettier-ignore
import {
  AccountsWebModule, type AccountsWebOptions, Allow, CurrentActor, type WebApp, createOrganisation, createPerson, grantRole, personOf,
} from '#lib/accounts';
import { DatabaseModule, Listeners, SystemClock, type Tx, UnitOfWork, allowTrainingClock, openDataSource } from '#lib/database';
import { type Actor, type Role, systemActor, tokyoDate } from '#lib/kernel';
import { type Mail, MailModule, type Mailer, SendMail } from '#lib/mail';
import { buildWeb, formTokenName, newFormToken } from '#lib/web';
import { testDatabase } from './database.js';
import { testKeyRing, testVault } from './key-ring.js';

@Controller()
class Home {
  @Allow('signed-in')
  @Get('me')
  me(@CurrentActor() actor: Actor) {
    return { personId: actor.personId, role: actor.role };
  }
}

/** A browser: keeps its cookies, sends its forms as a page of the app would. */
export class Browser {
  readonly cookies = new Map<string, string>([['yorisoi-form', 'visit'.repeat(9).slice(0, 43)]]);
  constructor(
    private readonly app: NestFastifyApplication,
    readonly address: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async send(method: 'GET' | 'POST', url: string, fields?: Readonly<Record<string, string>>) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        host: 'localhost:4100',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
        ...this.headers,
        ...(cookie ? { cookie } : {}),
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } : {}),
      },
      ...(fields ? { payload: new URLSearchParams({ [formTokenName]: this.formToken(), ...fields }).toString() } : {}),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
  /** As the pages of the app show it to this browser. */
  private formToken(): string {
    const session = [...this.cookies].find(([name, value]) => /^yorisoi-(console|family|committee)$/.test(name) && value.length === 43);
    return newFormToken(session?.[1] ?? this.cookies.get('yorisoi-form')!);
  }
  get = (url: string) => this.send('GET', url);
  post = (url: string, fields: Readonly<Record<string, string>> = {}) => this.send('POST', url, fields);

  /** Follows answers that lead on, up to the page. */
  async follow(answer: Awaited<ReturnType<Browser['send']>>) {
    for (let left = 5; answer.statusCode === 303 && left > 0; left -= 1) answer = await this.get(String(answer.headers['location']));
    return answer;
  }
}

export const day = (offset: number) => tokyoDate(new Date(Date.now() + offset * 86_400_000));

/** Apps of pages over one database, with the rule of production unless told otherwise. */
export async function signInWorld(options: Partial<AccountsWebOptions> = {}, controllers: readonly Type[] = []) {
  const database = await testDatabase();
  const owner: DataSource = await openDataSource(database.ownerUrl);
  const listeners = new Listeners();
  await allowTrainingClock((text) => owner.query(text));
  const work = new UnitOfWork(owner, new SystemClock(), listeners, testVault);
  const faults: string[] = [];
  const apps = {} as Record<WebApp, NestFastifyApplication>;
  for (const zone of ['console', 'family', 'committee'] as const) {
    @Module({
      imports: [
        DatabaseModule.for({ url: database.urls[zone], rows: [], training: false, keyRing: testKeyRing }),
        MailModule,
        AccountsWebModule.for(zone, { secure: false, solo: false, ...options }),
      ],
      controllers: [Home, ...controllers],
    })
    class World {}
    const frame = () => (request: object) => ({
      product: 'Yorisoi',
      person: personOf(request) && { name: personOf(request)!.name, signOut: '/sign-out' },
    });
    apps[zone] = await buildWeb({ app: zone, module: World as Type, signInAt: '/sign-in', log: (line) => faults.push(line), frame });
  }
  const byOwner = <T>(doing: (tx: Tx) => Promise<T>): Promise<T> => work.run(systemActor('worker'), doing);
  const sql = <Row = Record<string, unknown>>(text: string, params: readonly unknown[] = []) => owner.query<Row[]>(text, [...params]);
  const founder = await byOwner((tx) => createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '青葉市教育委員会' }));
  let addresses = 0;
  return {
    apps,
    owner,
    database,
    faults,
    byOwner,
    sql,
    founder,
    password: '春の海 ひねもすのたりかな',
    browser: (zone: WebApp = 'console', headers = {}) => new Browser(apps[zone], `198.51.100.${(addresses += 1)}`, headers),
    async person(mailbox: string, role: Exclude<Role, 'system'> = 'founder', organisationId = founder): Promise<string> {
      return byOwner(async (tx) => {
        const { id } = await createPerson(tx, { name: `試験 ${mailbox}`, email: `${mailbox}@example.jp`, password: this.password });
        await grantRole(tx, {
          personId: id,
          role,
          organisationId: role === 'relative' ? null : organisationId,
          startsOn: day(-30),
          atTheMachine: true,
        });
        return id;
      });
    },
    /** Facts of the journal entries of this name, oldest first. */
    async told(name: string): Promise<Record<string, unknown>[]> {
      const rows = await sql<{ content: string }>('select content from journal_entry order by chain, seq');
      return rows
        .map(({ content }) => JSON.parse(content) as { event: string; facts: Record<string, unknown> })
        .filter(({ event }) => event === name)
        .map(({ facts }) => facts);
    },
    /** What was refused at the doors, as it is counted beside the journal; the last first. */
    counted: () =>
      sql<{ way: string; why: string; who: string; counted: number }>(
        'select way, why, who, counted from refusal_count order by last_at desc',
      ),
    /** Sends what waits, as the worker does under its own account, and answers the mails. */
    async mails(at = new Date()): Promise<Mail[]> {
      const source = await openDataSource(database.urls.worker);
      const sent: Mail[] = [];
      const mailer: Mailer = { send: async (mail) => void sent.push(mail), close: async () => undefined };
      const origins = { console: 'https://c.example.jp', family: 'https://k.example.jp', committee: 'https://i.example.jp' };
      const worker = new UnitOfWork(source, { now: async () => at }, new Listeners(), testVault);
      const job = new SendMail(worker, mailer, { from: 'yorisoi@example.jp', origins });
      const waiting = await sql<{ id: string }>('select id from mail where sent_at is null and refused_at is null order by made_at, id');
      for (const { id } of waiting) await job.handle(id);
      await source.destroy();
      return sent;
    },
    async close() {
      await Promise.all(Object.values(apps).map((one) => one.close()));
      await owner.destroy();
      await database.close();
    },
  };
}
export type SignInWorld = Awaited<ReturnType<typeof signInWorld>>;

/** The letters of the key an enrolment page shows. */
export const keyOn = (html: string): string => /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(html)![1]!.replaceAll(' ', '');
