import { TourTeller } from '../../apps/solo/tour/teller.js';
import { type Answer, type CaughtMail, Client } from '../../apps/solo/tour/client.js';
import { demoWords, tour as words } from '#lib/texts';
import { House } from '../support/house.js';
import { Killer } from '../support/killer.js';
import {
  asJournalled,
  asRecorded,
  asTold,
  brokenChains,
  caseOf,
  dueDeadlines,
  remindersMade,
  remindersWithOtherLetters,
  sentLetters,
  waitingWork,
} from '../support/truths.js';
import { until } from '../support/until.js';

jest.setTimeout(600_000);

/** Sets the clock only when every reminder of the day is made: otherwise a late one rightly takes the place of those before it, and no two tours are alike. */
class PatientClient extends Client {
  constructor(private readonly house: House) {
    super(house.origins, house.demo, demoWords.founders.board);
  }
  override async ask(role: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
    if (method === 'PUT') await this.settled();
    return super.ask(role, method, path, body);
  }
  override async mails(): Promise<CaughtMail[]> {
    await this.settled();
    return super.mails();
  }
  private settled(): Promise<void> {
    return until('reminders are made', async () => (await dueDeadlines(this.house).catch(() => 1)) === 0, 90_000);
  }
}

async function tour(house: House): Promise<string[]> {
  const told: string[] = [];
  const mailbox = (role: string) => house.demo.accounts.find((account) => account.role === role)!.email;
  const emails = {
    relatives: ['kazoku1@mihon.example', 'kazoku2@mihon.example'],
    committeeMember: mailbox('committeeMember'),
    secretariat: mailbox('secretariat'),
  };
  await new TourTeller(new PatientClient(house), emails, demoWords.schools.board[0], (line) => told.push(line)).tell();
  await until('the worker has nothing left to do', async () => (await waitingWork(house).catch(() => 1)) === 0, 120_000);
  return told;
}

const seed = Number(process.env['YORISOI_SEED'] ?? Date.now() % 100_000);
let calm: House;
let stormy: House;
let killer: Killer;
let caseId: string;

beforeAll(async () => {
  [calm, stormy] = await Promise.all([House.open(), House.open()]);
  killer = new Killer(stormy, seed);
  await Promise.all([tour(calm), killer.during(tour(stormy))]);
  console.log(killer.report());
  caseId = (await caseOf(stormy, words.pupil)).id;
});
afterAll(() => Promise.all([calm?.leave(), stormy?.leave()]));

describe(`a tour during which processes are killed again and again (seed ${seed})`, () => {
  it('saw every kind of process die', () => expect(killer.neverKilled()).toEqual([]));

  it('ends in the closed case', async () => expect((await caseOf(stormy, words.pupil)).state).toBe('CLOSED'));

  it('does every act and step of the story exactly once, and journals each', async () => {
    expect(await asRecorded(stormy, caseId)).toEqual(asTold());
    expect(await asJournalled(stormy, caseId)).toEqual(asTold());
  });

  it('leaves every chain of the journal whole', async () => expect(await brokenChains(stormy)).toEqual([]));

  it('makes the same reminders as an undisturbed tour, for all cases', async () => {
    const undisturbed = await remindersMade(calm);
    expect(undisturbed.length).toBeGreaterThan(30);
    expect(await remindersMade(stormy)).toEqual(undisturbed);
  });

  it('loses no letter, and nobody finds one twice', async () => {
    const caught = (await (await fetch(`${stormy.origins.inbox}/mails.json`)).json()) as { messageId: string }[];
    const ids = caught.map(({ messageId }) => messageId.slice(1).split('@')[0]!);
    expect(ids.sort()).toEqual(await sentLetters(stormy));
    expect(await remindersWithOtherLetters(stormy)).toEqual([]);
  });
});
