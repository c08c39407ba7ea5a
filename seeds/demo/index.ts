import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { addDays } from '#lib/calendar';
import { CasesService } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type Actor, type PlainDate, type Zone, systemActor, tokyoDate } from '#lib/kernel';
import { demoWords as words } from '#lib/texts';
import type { RingSettings } from '#lib/vault';
import { type DemoPerson, makePeople, representativeEmail } from './people.js';
import { SeedModule, StoryClock } from './seed.module.js';
import { type Chapter, type Line, type Player, type Telling, Told, eachRelative, linesOf, suspicions, wholeStory, wish } from './story.js';

type Players = Readonly<Record<Player, DemoPerson>>;
interface DemoCase {
  readonly of: 'board' | 'corporation';
  /** Days before today on which the school learned of the death. */
  readonly ago: number;
  readonly chapters: readonly Chapter[];
  readonly more?: readonly Line[];
  /** Index of the accounts of the relatives named first and second. */
  readonly relatives?: readonly [number, number];
}

const until = (last: Chapter): readonly Chapter[] => wholeStory.slice(0, wholeStory.indexOf(last) + 1);

/** A relative's lawyer reads and speaks for her; what she wishes she says herself. */
const represented = (on: number, at: number): Line =>
  eachRelative(on, 'founder', 'nameRepresentative', at, () => ({
    representativeName: words.people.representative,
    representativeKind: 'lawyer',
    email: representativeEmail,
    maySpeak: true,
    mayWish: false,
    copies: true,
  }));

/** Six cases in different states; the last follows the edition of 2014 and nears its JSC limit without a claim. */
const cases: readonly DemoCase[] = [
  { of: 'board', ago: 1, chapters: [] },
  { of: 'board', ago: 20, chapters: until('intention'), more: [wish(18, 0, 'WISH')], relatives: [0, 1] },
  { of: 'board', ago: 110, chapters: until('setUp'), more: [represented(100, 0)], relatives: [2, 3] },
  { of: 'corporation', ago: 60, chapters: [...until('intention'), 'notMoved'] },
  { of: 'board', ago: 260, chapters: until('supplement').slice(0, -1), relatives: [4, 5] },
  { of: 'corporation', ago: 712, chapters: ['start', 'basic', 'explanation'], more: [suspicions(20, 'founder', { friends: 'unknown' })] },
];

const zoneOf = (player: Player): Zone => (player === 'committeeMember' || player === 'secretariat' ? 'committee' : 'console');
const actorOf = ({ personId, role, organisationId }: DemoPerson, player: Player): Actor => ({
  personId,
  role,
  organisationId,
  zone: zoneOf(player),
});

/** Fills an empty database with fictional people and cases, by calling the services with a clock that tells the past. */
export async function seedDemo(settings: RingSettings) {
  const clock = new StoryClock();
  const today = tokyoDate(clock.at);
  const app = await NestFactory.createApplicationContext(SeedModule.for(settings, clock), { logger: ['error'] });
  try {
    const work = app.get(UnitOfWork);
    const house = await work.run(systemActor('console'), makePeople);
    for (const [at, demo] of cases.entries()) {
      const teller = new Teller(app.get(CasesService), work, clock, house[demo.of]);
      const emails = (demo.relatives ?? []).map((index) => house.relatives[index]!.email);
      await teller.report(addDays(today, -demo.ago), words.pupils[at]!, house.schools[demo.of]);
      for (const line of [...linesOf(demo.chapters), ...(demo.more ?? [])]) await teller.tell(line, emails);
    }
    return { accounts: house.accounts, apiTokens: house.apiTokens };
  } finally {
    await app.get(DataSource).destroy();
    await app.close();
  }
}

/** Tells one case, line by line, each at its day. */
class Teller {
  private caseId = '';
  private start!: PlainDate;
  private minute = 0;
  private readonly acts = new Told();

  constructor(
    private readonly service: CasesService,
    private readonly work: UnitOfWork,
    private readonly clock: StoryClock,
    private readonly players: Players,
  ) {}

  async report(awareOn: PlainDate, pupilName: string, schoolId: string): Promise<void> {
    this.start = awareOn;
    this.moveTo(0);
    const awareAt = `${awareOn}T08:00:00+09:00`;
    const body = { dateOfDeath: addDays(awareOn, -1), awareAt, awareSource: 'family', pupilName, grade: words.grade, schoolId };
    this.caseId = (await this.service.report(actorOf(this.players.school, 'school'), body, {}, 'api')).id;
  }

  async tell(line: Line, emails: readonly string[]): Promise<void> {
    this.moveTo(line.on);
    const actor = actorOf(this.players[line.by], line.by);
    if ('step' in line) return void (await this.service.takeStep(actor, this.caseId, line.step));
    const body = { occurredOn: addDays(this.start, line.on), ...line.data(await this.telling(emails)) };
    const { actId } = await this.service.recordAct(actor, this.caseId, line.act, body, {}, 'api');
    this.acts.set(line.act, actId!);
  }

  private async telling(relatives: readonly string[]): Promise<Telling> {
    const rows = await this.work.run(systemActor('console'), (tx) =>
      tx.query<{ id: string }>('select id from relative where case_id = $1 order by created_at, id', [this.caseId]),
    );
    const { committeeMember, secretariat } = this.players;
    return {
      day: (offset) => addDays(this.start, offset),
      relatives: rows.map((r) => r.id),
      act: this.acts.act,
      emails: { relatives, committeeMember: committeeMember.email, secretariat: secretariat.email },
    };
  }

  /** Ten in the morning of the day, a minute later for each line of it. */
  private moveTo(offset: number): void {
    const at = new Date(`${addDays(this.start, offset)}T10:00:00+09:00`);
    this.minute = this.clock.at >= at && tokyoDate(this.clock.at) === tokyoDate(at) ? this.minute + 1 : 0;
    this.clock.at = new Date(at.getTime() + this.minute * 60_000);
  }
}
