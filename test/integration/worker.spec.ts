import { type TestDatabase, testDatabase } from '../support/database.js';
import { MailWorld } from '../support/mail.world.js';
import { type RunningSmtp, startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker.process.js';

jest.setTimeout(90_000);

let database: TestDatabase;
let world: MailWorld;
let smtp: RunningSmtp;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  database = await testDatabase();
  world = await MailWorld.in(database.ownerUrl);
  smtp = await startSmtp();
});
afterEach(() => worker?.end('SIGKILL'));
afterAll(async () => {
  await smtp.stop();
  await world.close();
  await database.close();
});

const start = async (): Promise<WorkerProcess> =>
  (worker = await WorkerProcess.start({ databaseUrl: database.urls.worker, smtpUrl: smtp.url }));

describe('the worker', () => {
  it('obeys the training clock: a reminder is made, waits for its hour, and goes when the clock is set there', async () => {
    const { personId } = await world.relative();
    await world.dueDeadline();
    await world.setTrainingClock('2027-02-02T08:00:00+09:00');
    await start();
    const waits = async () =>
      (await world.run(`select 1 from mail where person_id = $1 and not_before > made_at`, [personId])).length === 1;
    await until('the letter waits for its hour', waits);
    expect(smtp.arrived).toHaveLength(0);
    await world.setTrainingClock('2027-02-02T09:00:01+09:00');
    await until('the mail has arrived', () => smtp.arrived.length > 0);
    expect(smtp.arrived[0]?.mail.from?.text).toBe('noreply@mail.example.jp');
  });

  it('is heard to be ready and says nothing else when all is well', async () => {
    const { log } = await start();
    expect(log).toBe('ready worker\n');
  });

  it.each(['SIGTERM', 'disconnect'] as const)('ends in good order on %s', async (how) => {
    const running = await start();
    expect(await running.end(how)).toBe(0);
  });
});
