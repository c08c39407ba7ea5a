import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { type Account, Listeners, UnitOfWork, openDataSource } from '#lib/database';
import { type Actor, type Zone, systemActor } from '#lib/kernel';
import { MailModule, SendMail, SendReminder, SmtpMailer, waitingMails, waitingReminders } from '#lib/mail';
import { CatchUp, type Handler, Hands, JobQueue, Relay } from '#lib/queue';
import { testDatabase } from '../support/database.js';
import { MailWorld, SetClock, canaries } from '../support/mail.world.js';
import { type RunningSmtp, startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

const worker = systemActor('worker');
const settings = {
  from: 'noreply@mail.example.jp',
  origins: { console: 'https://c.example.jp', family: 'https://f.example.jp', committee: 'https://k.example.jp' },
};
const tokyo = (text: string) => new Date(`${text}+09:00`);
const quiet = () => undefined;

let urls: Readonly<Record<Account, string>>;
let ownerUrl: string;
let world: MailWorld;
let smtp: RunningSmtp;
let clock: SetClock;
let mailer: SmtpMailer;
let sending: SendMail;
let reminding: SendReminder;
let listeners: Listeners;
let work: UnitOfWork;
const sources = new Map<Account, DataSource>();
const closing: (() => Promise<unknown>)[] = [];
let closeDatabase: () => Promise<void>;

beforeAll(async () => {
  ({ ownerUrl, urls, close: closeDatabase } = await testDatabase());
  for (const account of Object.keys(urls) as Account[]) sources.set(account, await openDataSource(urls[account]));
});
beforeEach(async () => {
  world = await MailWorld.in(ownerUrl);
  smtp = await startSmtp();
  clock = new SetClock();
  mailer = new SmtpMailer({ url: smtp.url, from: settings.from });
  listeners = new Listeners();
  work = new UnitOfWork(sources.get('worker')!, clock, listeners, testVault);
  sending = new SendMail(work, mailer, settings);
  reminding = new SendReminder(work);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await world.run('delete from outbox');
  await world.run('update mail set refused_at = now() where sent_at is null and refused_at is null');
  await mailer.close();
  await smtp.stop();
  await world.close();
});
afterAll(async () => {
  for (const source of sources.values()) await source.destroy();
  await closeDatabase();
});

/** A unit of work of one app, with its own database account and the letters' listener. */
function app(zone: Zone): UnitOfWork {
  const heard = new Listeners();
  const [Listener] = Reflect.getMetadata('providers', MailModule) as [new (listeners: Listeners) => { onModuleInit(): void }];
  new Listener(heard).onModuleInit();
  return new UnitOfWork(sources.get(zone)!, clock, heard, testVault);
}
const actor = (zone: Zone, personId: string, role: Actor['role']): Actor => ({
  zone,
  personId,
  role,
  organisationId: role === 'founder' ? world.founderId : null,
});
const told = (zone: Zone, who: Actor, act: string, actId: string) =>
  app(zone).run(who, (tx) => tx.tell({ name: 'act-recorded', caseId: world.caseId, facts: { act, actId } }));

describe('letters are written with what causes them', () => {
  it('a report goes to the people of the founder who hold their office today, but not to the one who reported', async () => {
    const reporter = await world.official('founder');
    const [colleague, head] = [await world.official('founder'), await world.official('founderHead')];
    await world.official('founder', '2026-03-01');
    await world.official('school');
    const report = () =>
      app('console').run(actor('console', reporter, 'founder'), (tx) =>
        tx.tell({ name: 'case-reported', caseId: world.caseId, facts: {} }),
      );
    await report();
    await report();
    expect(await world.letters()).toEqual([`case-reported ${colleague}`, `case-reported ${head}`].sort());
    const [{ jobs }] = (await world.run<{ jobs: number }>(`select count(*)::int as jobs from outbox where job = 'send-mail'`)) as [
      { jobs: number },
    ];
    expect(jobs).toBe(2);
  });

  it('a question of a relative goes to founder and school, from the account of the family', async () => {
    const asker = await world.relative();
    const [founder, school] = [await world.official('founder'), await world.official('school')];
    const question = await world.act('askQuestion', { relative: asker.id });
    await told('family', actor('family', asker.personId, 'relative'), 'askQuestion', question);
    expect(await world.letters()).toEqual([`question-asked ${founder}`, `question-asked ${school}`].sort());
  });

  it('an answer goes to the relative who asked and to no other', async () => {
    const [asker] = [await world.relative(), await world.relative()];
    const secretary = await world.member('secretariat');
    const question = await world.act('askQuestion', { relative: asker.id });
    const answer = await world.act('answerQuestion', { to: question });
    await told('committee', actor('committee', secretary, 'secretariat'), 'answerQuestion', answer);
    expect(await world.letters()).toEqual([`question-answered ${asker.personId}`]);
  });

  it('a progress note goes to every relative but those who wish no contact, until contact is restored', async () => {
    const [one, two] = [await world.relative(), await world.relative()];
    const founder = await world.official('founder');
    const note = () => world.act('sendProgressNote').then((id) => told('api', actor('api', founder, 'founder'), 'sendProgressNote', id));
    await world.act('recordNoContact', { relative: two.id });
    await note();
    expect(await world.letters()).toEqual([`progress-note ${one.personId}`]);
    await world.act('restoreContact', { relative: two.id });
    await note();
    expect((await world.letters()).filter((line) => line.endsWith(two.personId))).toHaveLength(1);
  });

  it('a representative gets copies where the relative agreed and the mandate holds, also while she herself wishes no contact', async () => {
    const [one, two] = [await world.relative(), await world.relative()];
    const lawyer = await world.representative(one.id);
    const friend = await world.representative(two.id);
    await world.representative(one.id, { copies: false });
    await world.representative(one.id, { endsOn: '2026-03-01' });
    await world.act('recordNoContact', { relative: one.id });
    const founder = await world.official('founder');
    await told(
      'committee',
      actor('committee', await world.member('secretariat'), 'secretariat'),
      'answerQuestion',
      await world.act('answerQuestion', { to: await world.act('askQuestion', { relative: one.id }) }),
    );
    expect(await world.letters()).toEqual([`question-answered ${lawyer}`]);
    await told('api', actor('api', founder, 'founder'), 'sendProgressNote', await world.act('sendProgressNote'));
    expect((await world.letters()).filter((line) => line.startsWith('progress')).sort()).toEqual(
      [lawyer, friend, two.personId].map((id) => `progress-note ${id}`).sort(),
    );
  });

  it('a request for a supplementary survey goes to founder and committee, without members who stepped back', async () => {
    const asker = await world.relative();
    const [founder, member] = [await world.official('founder'), await world.member('committeeMember')];
    await world.member('committeeMember', '2026-02-20');
    await told(
      'family',
      actor('family', asker.personId, 'relative'),
      'requestSupplement',
      await world.act('requestSupplement', { relative: asker.id }),
    );
    expect(await world.letters()).toEqual([`supplement-requested ${founder}`, `supplement-requested ${member}`].sort());
  });

  it('nothing is written when the transaction is rolled back', async () => {
    await world.official('founder');
    const failing = app('console').run(actor('console', await world.person(), 'founder'), async (tx) => {
      await tx.tell({ name: 'case-reported', caseId: world.caseId, facts: {} });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await world.letters()).toEqual([]);
    expect(await world.run('select 1 from outbox')).toEqual([]);
  });
});

describe('a letter is sent', () => {
  it('to one person, under a neutral subject, without anything of the case', async () => {
    const { personId } = await world.relative();
    const id = await world.mail('progress-note', personId);
    await sending.handle(id);
    const [{ to, raw, mail }] = smtp.arrived as [RunningSmtp['arrived'][number]];
    expect(to).toEqual([(await world.people()).find(({ id }) => id === personId)!.email]);
    expect([mail.subject, mail.messageId, mail.from?.text]).toEqual([
      '連絡事項があります',
      `<${id}@mail.example.jp>`,
      'noreply@mail.example.jp',
    ]);
    expect(mail.text).toContain('https://f.example.jp');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    for (const canary of [...canaries, world.caseId, personId]) expect(raw + (mail.text ?? '') + mail.subject).not.toContain(canary);
    expect(await world.mailRow(id)).toMatchObject({ sent_at: clock.at, refused_at: null });
    expect(await world.journal('mail-sent')).toEqual([{ mailId: id, kind: 'progress-note', receiverId: personId }]);
  });

  it.each([
    ['founder', 'https://c.example.jp'],
    ['committeeMember', 'https://k.example.jp'],
  ] as const)('with the address of the room of a %s', async (role, origin) => {
    const person = role === 'founder' ? await world.official('founder') : await world.member('committeeMember');
    await sending.handle(await world.mail('supplement-requested', person));
    expect(smtp.arrived[0]?.mail.text).toContain(origin);
  });

  it('once, when the job runs twice, one after the other or at the same moment', async () => {
    const id = await world.mail('question-asked', await world.official('school'));
    await Promise.all([sending.handle(id), sending.handle(id), sending.handle(id)]);
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(1);
    expect(await world.journal('mail-sent')).toHaveLength(1);
  });

  it('once, when the database makes the transaction be tried again after the mail server took the mail', async () => {
    const id = await world.mail('question-asked', await world.official('school'));
    let left = 1;
    listeners.on('mail-sent', async () => {
      if (left-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(1);
    expect(await world.mailRow(id)).toMatchObject({ sent_at: clock.at });
  });
});

describe('a letter waits for its hour', () => {
  it.each([
    ['a family at night', '2026-03-02T18:00', '2026-03-03T09:00'],
    ['a family on the anniversary', '2027-02-01T10:00', '2027-02-02T09:00'],
  ])('%s', async (_case, now, hour) => {
    const { personId } = await world.relative();
    const id = await world.mail('progress-note', personId);
    clock.at = tokyo(now);
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(0);
    expect(await world.mailRow(id)).toMatchObject({ not_before: tokyo(hour), sent_at: null });
    clock.at = tokyo(hour);
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(1);
  });

  it('which is another one in offices', async () => {
    const id = await world.mail('question-asked', await world.official('school'));
    clock.at = tokyo('2026-03-02T20:00');
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ not_before: tokyo('2026-03-03T07:00'), sent_at: null });
  });

  it('and is brought to the queue when the hour has come', async () => {
    const id = await world.mail('question-asked', await world.official('school'));
    clock.at = tokyo('2026-03-02T20:00');
    await sending.handle(id);
    expect(await work.run(worker, (tx) => waitingMails.find(tx, null))).toEqual([]);
    clock.at = tokyo('2026-03-03T07:00');
    expect((await work.run(worker, (tx) => waitingMails.find(tx, null))).map((row) => row.id)).toEqual([id]);
  });
});

describe('a letter does not go', () => {
  it('to someone who has left the office meanwhile', async () => {
    const person = await world.official('founder');
    const id = await world.mail('case-reported', person);
    await world.run(`update role_grant set ends_on = '2026-03-01' where person_id = $1`, [person]);
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ refused_why: 'no-longer-theirs', sent_at: null });
    expect(await world.journal('mail-refused')).toEqual([
      { mailId: id, kind: 'case-reported', receiverId: person, why: 'no-longer-theirs' },
    ]);
  });

  it('to a representative whose mandate was withdrawn meanwhile', async () => {
    const lawyer = await world.representative((await world.relative()).id);
    const [goes, stays] = [await world.mail('progress-note', lawyer), await world.mail('progress-note', lawyer)];
    await sending.handle(goes);
    expect((await world.mailRow(goes)).sent_at).not.toBeNull();
    await world.run(`update mandate set withdrawn_on = '2026-03-02' where person_id = $1`, [lawyer]);
    await sending.handle(stays);
    expect(await world.mailRow(stays)).toMatchObject({ refused_why: 'no-longer-theirs', sent_at: null });
  });

  it('to a relative who wishes no contact meanwhile, even one who also holds an office', async () => {
    const relative = await world.relative();
    await world.run(
      `insert into role_grant (id, person_id, role, organisation_id, starts_on) values (gen_random_uuid(), $1, 'founder', $2, '2020-04-01')`,
      [relative.personId, world.founderId],
    );
    const id = await world.mail('progress-note', relative.personId);
    await world.act('recordNoContact', { relative: relative.id });
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ refused_why: 'no-longer-theirs' });
  });

  it.each(['closed', 'moved', 'optedOut'])('as a reminder when the deadline or the wish has changed meanwhile (%s)', async (how) => {
    const relative = await world.relative();
    const reminder = await world.reminder();
    const id = await world.mail('reminder', relative.personId, reminder.id);
    if (how === 'closed') await world.run(`update deadline set closed_at = now(), closed_as = 'met' where id = $1`, [reminder.deadlineId]);
    if (how === 'moved') await world.run(`update deadline set safe_on = '2028-03-01' where id = $1`, [reminder.deadlineId]);
    if (how === 'optedOut') await world.run('update relative set reminders = false where id = $1', [relative.id]);
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ refused_why: 'no-longer-needed' });
    expect(smtp.arrived).toHaveLength(0);
  });

  it.each(['a@example.jp\r\nBcc: b@example.jp', 'a@example.jp, b@example.jp', 'nobody'])('to what is no address: %j', async (email) => {
    const id = await world.mail('case-reported', await world.official('founder', null, `${email}`));
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ refused_why: 'bad-address' });
    expect(smtp.arrived).toHaveLength(0);
    await world.moved(email);
  });

  it.each(['RCPT TO', 'DATA'] as const)('when the mail server will never take it (550 to %s), and says so', async (command) => {
    const id = await world.mail('case-reported', await world.official('founder'));
    smtp.answer = (what) => (what === command ? 550 : null);
    await sending.handle(id);
    expect(await world.mailRow(id)).toMatchObject({ refused_why: 'smtp-550', sent_at: null });
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(0);
  });
});

describe('a letter is not lost', () => {
  it.each(['RCPT TO', 'DATA'] as const)('when the mail server asks for patience (451 to %s)', async (command) => {
    const id = await world.mail('case-reported', await world.official('founder'));
    smtp.answer = (what) => (what === command ? 451 : null);
    await expect(sending.handle(id)).rejects.toMatchObject({ responseCode: 451 });
    expect(await world.mailRow(id)).toMatchObject({ sent_at: null, refused_at: null });
    smtp.answer = () => null;
    await sending.handle(id);
    expect(smtp.arrived).toHaveLength(1);
  });

  it('when the mail server is down: the queue goes on trying until it is back, and forgets the address of the person', async () => {
    const id = await world.mail('case-reported', await world.official('founder'));
    const { port } = smtp;
    await smtp.stop();
    const said: string[] = [];
    const queueSettings = { databaseUrl: urls.worker, retryAfter: 100 };
    const queue = await JobQueue.open(queueSettings, quiet);
    closing.push(() => queue.close());
    const hands = new Hands(queueSettings, new Map([['send-mail', sending]]), (what, facts) =>
      said.push(`${what} ${JSON.stringify(facts)}`),
    );
    closing.push(() => hands.stop());
    await hands.start();
    await queue.add([{ key: id, job: 'send-mail', id }]);
    await until('it was tried twice', () => said.length >= 2);
    smtp = await startSmtp(port);
    await until('it has arrived', async () => (await world.mailRow(id)).sent_at !== null);
    expect(smtp.arrived).toHaveLength(1);
    expect(said.join()).not.toContain('example.jp');
  });

  it('when the queue is wiped: rows that wait for long come back', async () => {
    const [mailId, { id: reminderId }] = [await world.mail('case-reported', await world.official('founder')), await world.reminder()];
    clock.at = tokyo('2027-02-01T10:00');
    const found = async (source: typeof waitingMails) => (await work.run(worker, (tx) => source.find(tx, null))).map((row) => row.id);
    expect(await found(waitingMails)).toEqual([mailId]);
    expect(await found(waitingReminders)).toContain(reminderId);
    const asked: string[] = [];
    const queue = { add: async (asks: { job: string; id: string }[]) => void asked.push(...asks.map(({ job, id }) => `${job} ${id}`)) };
    await new CatchUp(work, queue as unknown as JobQueue, [waitingMails, waitingReminders]).once();
    expect(asked).toEqual(expect.arrayContaining([`send-mail ${mailId}`, `send-reminder ${reminderId}`]));
    const [row] = await work.run(worker, (tx) => waitingMails.find(tx, null));
    expect(await work.run(worker, (tx) => waitingMails.find(tx, row!))).toEqual([]);
  });

  const child = (mailId: string, hangBeforeCommit: boolean): ChildProcess => {
    const plan = { databaseUrl: urls.worker, smtpUrl: smtp.url, mailId, now: clock.at.toISOString(), hangBeforeCommit };
    const process_ = fork(path.join(__dirname, '../support/mail.child.ts'), [], {
      execArgv: ['--require', path.join(__dirname, '../support/typescript.cjs')],
      env: { ...process.env, MAIL_PLAN: JSON.stringify(plan) },
    });
    closing.push(async () => void process_.kill('SIGKILL'));
    return process_;
  };

  it('when the worker is killed while it talks to the mail server: it goes once', async () => {
    const id = await world.mail('case-reported', await world.official('founder'));
    let [asked, killed] = [false, false];
    smtp.answer = async (what) => {
      asked = true;
      if (what === 'RCPT TO') await until('the worker is dead', () => killed);
      return null;
    };
    const victim = child(id, false);
    await until('the conversation has begun', () => asked);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    killed = true;
    expect(await world.mailRow(id)).toMatchObject({ sent_at: null, refused_at: null });
    smtp.answer = () => null;
    await until('another sends it', async () => {
      await sending.handle(id);
      return (await world.mailRow(id)).sent_at !== null;
    });
    expect(smtp.arrived).toHaveLength(1);
  });

  it('when the worker is killed between sending and commit: it goes again as the same mail', async () => {
    const id = await world.mail('case-reported', await world.official('founder'));
    const victim = child(id, true);
    expect(await once(victim, 'message')).toEqual(['taken over', undefined]);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    expect(smtp.arrived).toHaveLength(1);
    await until('another sends it', async () => {
      await sending.handle(id);
      return (await world.mailRow(id)).sent_at !== null;
    });
    expect(smtp.arrived.map((one) => one.mail.messageId)).toEqual(Array(2).fill(`<${id}@mail.example.jp>`));
    expect(await world.journal('mail-sent')).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('becomes one letter to each person who is to hear, however often its job runs', async () => {
    const [school, founder, relative] = [await world.official('school'), await world.official('founder'), await world.relative()];
    await world.relative(false);
    const reminder = await world.reminder();
    clock.at = tokyo('2027-02-01T10:00');
    await Promise.all([reminding.handle(reminder.id), reminding.handle(reminder.id)]);
    await reminding.handle(reminder.id);
    expect(await world.letters()).toEqual([school, founder, relative.personId].map((id) => `reminder ${id}`).sort());
    expect(await world.journal('reminder-sent')).toEqual([
      { reminderId: reminder.id, rule: 'D-JSC-DEATH', lead: '-12m/2028-02-01', letters: 3 },
    ]);
    const [{ sent_at }] = (await world.run<{ sent_at: Date }>('select sent_at from reminder where id = $1', [reminder.id])) as [
      { sent_at: Date },
    ];
    expect(sent_at).toEqual(clock.at);
  });

  it('tells nobody when its deadline was closed meanwhile', async () => {
    await world.official('school');
    const reminder = await world.reminder();
    await world.run(`update deadline set closed_at = now(), closed_as = 'met' where id = $1`, [reminder.deadlineId]);
    await reminding.handle(reminder.id);
    expect(await world.letters()).toEqual([]);
  });

  it('goes all the way: outbox, queue, letters, mail, in gentle words to a family', async () => {
    const { personId } = await world.relative();
    const reminder = await world.reminder();
    clock.at = tokyo('2027-02-02T10:00');
    const queueSettings = { databaseUrl: urls.worker };
    const queue = await JobQueue.open(queueSettings, quiet);
    closing.push(() => queue.close());
    const relay = new Relay(work, queue);
    const hands = new Hands(
      queueSettings,
      new Map<string, Handler>([
        ['send-mail', sending],
        ['send-reminder', reminding],
      ]),
      quiet,
    );
    closing.push(() => hands.stop());
    await hands.start();
    await work.run(worker, (tx) => tx.enqueue('send-reminder', reminder.id));
    await until('the mail has arrived', async () => {
      await relay.once();
      return smtp.arrived.length > 0;
    });
    expect(smtp.arrived).toHaveLength(1);
    expect(smtp.arrived[0]?.mail.text).toContain('日にちに関わるお知らせがあります。');
    expect(await world.letters()).toEqual([`reminder ${personId}`]);
  });
});
