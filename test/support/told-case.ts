import { NestFactory } from '@nestjs/core';
import { createOrganisation, createPerson, grantRole } from '#lib/accounts';
import { addDays } from '#lib/calendar';
import { type ActName, CasesService } from '#lib/cases';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, type PlainDate, type Role, systemActor, tokyoDate } from '#lib/kernel';
import { SeedModule, StoryClock } from '../../seeds/demo/seed.module.js';
import { type Line, type Player, type Telling, Told } from '../../seeds/demo/story.js';
import { testKeyRing } from './key-ring.js';

export const password = '春の海 ひねもすのたり';
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly organisationId: string | null;
}

/** Fictional people and a way to tell cases about them, under the owner's account, through the services. */
export async function storyHouse(ownerUrl: string) {
  const clock = new StoryClock();
  const today = tokyoDate(clock.at);
  const app = await NestFactory.createApplicationContext(SeedModule.for({ databaseUrl: ownerUrl, keyRing: testKeyRing }, clock), {
    logger: ['error'],
  });
  const work = app.get(UnitOfWork);
  const cases = app.get(CasesService);
  const asOwner = <T>(doing: (tx: Tx) => Promise<T>): Promise<T> => work.run(systemActor('console'), doing);
  const as = <T>(who: Person, doing: (tx: Tx) => Promise<T>): Promise<T> => work.run(actorOf(who), doing);
  const since = addDays(today, -1200);

  const organise = (kind: 'founder' | 'school' | 'committee', name: string, parentId?: string) =>
    asOwner((tx) =>
      createOrganisation(tx, {
        kind,
        name,
        ...(kind === 'founder' ? { founderKind: 'municipal' as const } : {}),
        ...(parentId ? { parentId } : {}),
      }),
    );
  const person = (email: string, name: string, role: Exclude<Role, 'system'>, organisationId: string | null): Promise<Person> =>
    asOwner(async (tx) => {
      const { id } = await createPerson(tx, { name, email, password });
      await grantRole(tx, { personId: id, role, organisationId, startsOn: since, atTheMachine: true });
      return { id, email, role, organisationId };
    });
  const actorOf = ({ id, role, organisationId }: Person): Actor => ({
    personId: id,
    role,
    organisationId,
    zone:
      role === 'committeeMember' || role === 'secretariat'
        ? 'committee'
        : role === 'relative' || role === 'representative'
          ? 'family'
          : 'console',
  });

  /** Tells a case of which the school learned `ago` days ago; the lines are those of seeds/demo/story. */
  async function tell(
    players: Readonly<Partial<Record<Player, Person>>>,
    about: { readonly ago: number; readonly schoolId: string; readonly pupilName: string },
    lines: readonly Line[],
    emails: readonly string[],
  ) {
    const start = addDays(today, -about.ago);
    const done = new Told();
    let second = 0;
    const at = (offset: number): void =>
      void (clock.at = new Date(Date.parse(`${addDays(start, offset)}T10:00:00+09:00`) + second++ * 1000));
    at(0);
    const report = {
      dateOfDeath: addDays(start, -1),
      awareAt: `${start}T08:00:00+09:00`,
      awareSource: 'family',
      pupilName: about.pupilName,
      schoolId: about.schoolId,
    };
    const caseId = (await cases.report(actorOf(players.founder!), report, {}, 'api')).id;
    const relatives = async (): Promise<string[]> =>
      (await asOwner((tx) => tx.query<{ id: string }>('select id from relative where case_id = $1 order by created_at', [caseId]))).map(
        ({ id }) => id,
      );
    const on = async (line: Line): Promise<string | undefined> => {
      at(line.on);
      const actor = actorOf(players[line.by]!);
      if ('step' in line) return void (await cases.takeStep(actor, caseId, line.step));
      const telling: Telling = {
        day: (offset): PlainDate => addDays(start, offset),
        relatives: await relatives(),
        act: done.act,
        emails: { relatives: emails, committeeMember: players.committeeMember?.email ?? '', secretariat: players.secretariat?.email ?? '' },
      };
      const { actId } = await cases.recordAct(
        actor,
        caseId,
        line.act,
        { occurredOn: addDays(start, line.on), ...line.data(telling) },
        {},
        'api',
      );
      done.set(line.act, actId!);
      return actId;
    };
    for (const line of lines) await on(line);
    return { caseId, relatives: await relatives(), on };
  }

  let ahead = 0;
  /** So many days later, for as long as this takes. */
  async function later<T>(days: number, doing: () => Promise<T>): Promise<T> {
    ahead = days * 86_400_000;
    return doing().finally(() => (ahead = 0));
  }
  /** Something a person does herself today. */
  const does = (who: Person, caseId: string, act: ActName, data: Readonly<Record<string, unknown>>): Promise<string> => {
    clock.at = new Date(Date.now() + ahead);
    return cases
      .recordAct({ ...actorOf(who), zone: 'console' }, caseId, act, { occurredOn: today, ...data }, {}, 'api')
      .then(({ actId }) => actId!);
  };
  return { app, organise, person, tell, does, later, as, asOwner, today, close: () => app.close() };
}
export type StoryHouse = Awaited<ReturnType<typeof storyHouse>>;
