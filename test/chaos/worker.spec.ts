import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../support/database.js';
import { MailWorld } from '../support/mail.world.js';
import { redisIsHere, startRedis } from '../support/redis.js';
import { startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker.process.js';

jest.setTimeout(240_000);

const cases = 25;
const kills = 4;

/** Reminders of many cases fall due at once; workers are killed in the middle of it, again and again, and the mail server goes away for a while. */
async function storm(redisUrl: string | undefined): Promise<void> {
  const database = await testDatabase();
  const worlds: MailWorld[] = [];
  let smtp = await startSmtp();
  const { port, url: smtpUrl } = smtp;
  let workers: WorkerProcess[] = [];
  try {
    for (let i = 0; i < cases; i++) {
      const world = await MailWorld.in(database.ownerUrl);
      worlds.push(world);
      await world.official('founder');
      await world.official('school');
      await world.relative();
      await world.dueDeadline();
    }
    const [first] = worlds as [MailWorld];
    await first.setTrainingClock('2027-02-02T10:00:00+09:00');
    const slowly = async () => sleep(20 + Math.random() * 60).then(() => null);
    smtp.answer = slowly;
    const count = async (sql: string) => (await first.run<{ n: number }>(sql))[0]!.n;
    const sent = () => count('select count(*)::int as n from mail where sent_at is not null');
    const start = () => WorkerProcess.start({ databaseUrl: database.urls.worker, smtpUrl, redisUrl });

    const arrived = [...smtp.arrived];
    for (let i = 0; i < kills; i++) {
      workers = [await start()];
      const before = await sent();
      await until('something was sent', async () => (await sent()) > before + 2, 60_000);
      await sleep(Math.random() * 300);
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
      if (i === 1) {
        arrived.push(...smtp.arrived);
        await smtp.stop();
        workers = [await start()];
        await sleep(1_500);
        await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
        smtp = await startSmtp(port);
        smtp.answer = slowly;
      }
    }
    workers = await Promise.all([start(), start()]);
    await until('everything was sent', async () => (await sent()) === cases * 3, 90_000);
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
    arrived.push(...smtp.arrived);

    expect(await count('select count(*)::int as n from reminder')).toBe(cases);
    expect(await count('select count(*)::int as n from mail')).toBe(cases * 3);
    expect(await count(`select count(*)::int as n from journal_entry where content like '%"event":"mail-sent"%'`)).toBe(cases * 3);
    const ids = await first.run<{ id: string }>('select id from mail');
    const messages = arrived.map((one) => one.mail.messageId);
    expect([...new Set(messages)].sort()).toEqual(ids.map(({ id }) => `<${id}@mail.example.jp>`).sort());
    // A mail taken over in the very moment of a kill may come a second time as the same mail: at most one for each job in hand.
    expect(messages.length - new Set(messages).size).toBeLessThanOrEqual((kills + 1) * 4);
  } finally {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await smtp.stop();
    for (const world of worlds) await world.close();
    await database.close();
  }
}

describe('workers that are killed again and again', () => {
  it('lose no reminder and send none as two, with the queue on PostgreSQL', () => storm(undefined));

  if (redisIsHere()) {
    it('lose no reminder and send none as two, with the queue on Redis', async () => {
      const redis = await startRedis();
      await storm(redis.url).finally(() => redis.stop());
    });
  } else {
    it.skip('not run: no redis-server on this machine — the same with the queue on Redis', () => undefined);
  }
});
