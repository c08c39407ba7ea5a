import type { DataSource } from 'typeorm';
import { type Account, Listeners, UnitOfWork, openDataSource } from '#lib/database';
import { type Actor, type Zone } from '#lib/kernel';
import { MailModule, SendMail, SmtpMailer } from '#lib/mail';
import { testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';
import { MailWorld, SetClock } from '../support/mail.world.js';
import { type RunningSmtp, startSmtp } from '../support/smtp.js';

jest.setTimeout(60_000);

const settings = {
  from: 'noreply@mail.example.jp',
  origins: { console: 'https://c.example.jp', family: 'https://f.example.jp', committee: 'https://k.example.jp' },
};
const tokyo = (text: string) => new Date(`${text}+09:00`);

let world: MailWorld;
let smtp: RunningSmtp;
let mailer: SmtpMailer;
let sending: SendMail;
let closeDatabase: () => Promise<void>;
const clock = new SetClock();
const sources = new Map<Account, DataSource>();

beforeAll(async () => {
  const { ownerUrl, urls, close } = await testDatabase();
  closeDatabase = close;
  for (const account of ['worker', 'console', 'family'] as const) sources.set(account, await openDataSource(urls[account]));
  smtp = await startSmtp();
  mailer = new SmtpMailer({ url: smtp.url, from: settings.from });
  sending = new SendMail(new UnitOfWork(sources.get('worker')!, clock, new Listeners(), testVault), mailer, settings);
  newWorld = () => MailWorld.in(ownerUrl);
});
let newWorld: () => Promise<MailWorld>;
beforeEach(async () => void (world = await newWorld()));
afterEach(() => world.close());
afterAll(async () => {
  await mailer.close();
  await smtp.stop();
  for (const source of sources.values()) await source.destroy();
  await closeDatabase();
});

/** A unit of work of one app, with its own database account and the letters' listeners. */
function app(zone: Zone): UnitOfWork {
  const heard = new Listeners();
  for (const Listener of Reflect.getMetadata('providers', MailModule) as (new (listeners: Listeners) => { onModuleInit(): void })[])
    new Listener(heard).onModuleInit();
  return new UnitOfWork(sources.get(zone as Account)!, clock, heard, testVault);
}
const actor = (zone: Zone, personId: string, role: Actor['role']): Actor => ({
  zone,
  personId,
  role,
  organisationId: role === 'founder' ? world.founderId : role === 'school' ? world.schoolId : null,
});
const told = (zone: Zone, who: Actor, act: string, actId: string) =>
  app(zone).run(who, (tx) => tx.tell({ name: 'act-recorded', caseId: world.caseId, facts: { act, actId } }));

describe('what one person does again and again', () => {
  interface Cause {
    readonly kind: string;
    /** What is done, by whom; answers the people who are to hear. */
    readonly begin: () => Promise<{ readonly again: () => Promise<void>; readonly readers: readonly string[] }>;
  }
  const byAct = (
    kind: string,
    zone: Zone,
    role: Actor['role'],
    act: string,
    readers: () => Promise<readonly string[]>,
    data: object = {},
  ): Cause => ({
    kind,
    begin: async () => {
      const doer = role === 'relative' ? (await world.relative()).personId : await world.official(role);
      const hearing = await readers();
      return { readers: hearing, again: async () => told(zone, actor(zone, doer, role), act, await world.act(act, data)) };
    },
  });
  const offices = async () => [await world.official('founder'), await world.official('school')];
  const room = async () => [await world.member('committeeMember'), await world.member('secretariat')];
  const everybody = async () => [await world.official('founder'), await world.member('committeeMember'), (await world.relative()).personId];
  const aboutSignIn = (kind: string, event: string): Cause => ({
    kind,
    begin: async () => {
      const personId = await world.official('founder');
      const again = () =>
        app('console').run(actor('console', personId, 'founder'), (tx) => tx.tell({ name: event, caseId: null, facts: { personId } }));
      return { readers: [personId], again };
    },
  });
  const causes: readonly Cause[] = [
    byAct('question-asked', 'family', 'relative', 'askQuestion', offices),
    byAct('family-wrote', 'family', 'relative', 'recordIntention', async () => [await world.official('founder')]),
    byAct('family-wrote', 'family', 'relative', 'giveOpinion', room),
    byAct('declaration-asked', 'console', 'school', 'nameParty', room),
    byAct('declaration-asked', 'console', 'school', 'nameRelative', room),
    byAct('membership-changed', 'console', 'founder', 'recuseMember', everybody),
    byAct('progress-note', 'console', 'founder', 'sendProgressNote', async () => [(await world.relative()).personId]),
    {
      kind: 'said-for-you',
      begin: async () => {
        const [doer, her] = [await world.official('founder'), await world.relative()];
        const facts = async () => ({
          act: 'recordNoContact',
          actId: await world.act('recordNoContact', { relative: her.id }),
          saidFor: her.id,
        });
        const told = { name: 'act-recorded', caseId: world.caseId };
        return {
          readers: [her.personId],
          again: async () => {
            const more = await facts();
            await app('console').run(actor('console', doer, 'founder'), (tx) => tx.tell({ ...told, facts: more }));
          },
        };
      },
    },
    aboutSignIn('new-device', 'new-device'),
    aboutSignIn('way-changed', 'password-set'),
    aboutSignIn('sign-in-renewed', 'ways-ended'),
  ];
  const lettersTo = (kind: string, readers: readonly string[]) =>
    world.run<{ id: string; reader: string; from: Date }>(
      'select id, person_id as reader, not_before as "from" from mail where kind = $1 and person_id = any($2) order by not_before, person_id',
      [kind, readers],
    );

  it.each(causes)('is told in one letter at once, and in one more of what came after it: $kind', async ({ kind, begin }) => {
    const { again, readers } = await begin();
    clock.at = tokyo('2026-03-02T10:20:00');
    await again();
    expect(await lettersTo(kind, readers)).toEqual(
      readers.toSorted().map((reader) => ({ id: expect.any(String), reader, from: clock.at })),
    );
    for (let n = 0; n < 20; n += 1) await again();
    const all = await lettersTo(kind, readers);
    expect(all.map(({ reader }) => reader)).toEqual([...readers.toSorted(), ...readers.toSorted()]);
    expect(all.slice(readers.length).map(({ from }) => from)).toEqual(readers.map(() => tokyo('2026-03-02T11:00:00')));
  });

  it('at the same moment is one letter, too', async () => {
    const { again, readers } = await causes[0]!.begin();
    await Promise.all(Array.from({ length: 8 }, again));
    expect((await lettersTo('question-asked', readers)).length).toBeLessThanOrEqual(2 * readers.length);
  });

  it('is never lost when the hour ends: what came after the last letter makes another', async () => {
    const { again, readers } = await byAct('family-wrote', 'family', 'relative', 'recordIntention', async () => [
      await world.official('founder'),
    ]).begin();
    const sent = async () => {
      for (const { id } of await lettersTo('family-wrote', readers)) await sending.handle(id);
      return smtp.arrived.length;
    };
    const at = async (time: string, times: number) => {
      clock.at = tokyo(`2026-03-02T${time}:00`);
      for (let n = 0; n < times; n += 1) await again();
      return sent();
    };
    expect(await at('10:20', 1)).toBe(1);
    expect(await at('10:59', 3)).toBe(1);
    expect(await at('11:01', 0)).toBe(2);
    expect(await at('11:02', 2)).toBe(2);
    expect(await at('12:00', 0)).toBe(3);
    expect(await at('13:30', 0)).toBe(3);
    expect(await at('13:31', 1)).toBe(4);
  });

  it('in another case, or of another kind, is told by itself', async () => {
    const founder = await world.official('founder');
    const doer = actor('family', (await world.relative()).personId, 'relative');
    await told('family', doer, 'askQuestion', await world.act('askQuestion'));
    await told('family', doer, 'recordIntention', await world.act('recordIntention'));
    expect(await world.letters()).toEqual([`family-wrote ${founder}`, `question-asked ${founder}`]);
  });
});
