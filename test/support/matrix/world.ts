import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { addDays } from '#lib/calendar';
import { allowTrainingClock, openDataSource } from '#lib/database';
import type { Role } from '#lib/kernel';
import { buildWeb } from '#lib/web';
import { linesOf } from '../../../seeds/demo/story.js';
import { loadReference } from '../../../seeds/reference/load.js';
import { ApiModule } from '../../../apps/api/api.module.js';
import { CommitteeModule } from '../../../apps/committee/committee.module.js';
import { pagesOfCommittee } from '../../../apps/committee/frame.js';
import { ConsoleModule } from '../../../apps/console/console.module.js';
import { pagesOfConsole } from '../../../apps/console/pages.js';
import { FamilyModule } from '../../../apps/family/family.module.js';
import { pagesOfFamily } from '../../../apps/family/frame.js';
import { until } from '../api-case.js';
import { testDatabase } from '../database.js';
import { testKeyRing, testVault } from '../key-ring.js';
import { type Person, storyHouse } from '../told-case.js';
import type { App } from './routes.js';
import { issueToken, openSession } from './credentials.js';
import { described } from './described.js';

/**
 * What the caller has to do with the case that is asked for: it is theirs; another of the same founder; one of another founder; theirs until
 * they stepped back; until their time ended; never anything.
 */
export const relations = ['own', 'other', 'foreign', 'recused', 'ended', 'never'] as const;
export type Relation = (typeof relations)[number];
export const people = [
  'school',
  'founder',
  'founderHead',
  'prefecture',
  'reader',
  'administrator',
  'committeeMember',
  'secretariat',
  'relative',
  'representative',
  'breakGlass',
] as const satisfies readonly Role[];
export type PersonRole = (typeof people)[number];
/** Their relation to a case ends by itself, and their role stays: then the case is not found. */
export const members: readonly PersonRole[] = ['committeeMember', 'secretariat', 'representative'];
/** Only who was appointed can step back; of a representative it is the mandate that was withdrawn. */
export const relationsOf = (role: PersonRole): readonly Relation[] =>
  relations.filter((one) => one !== 'recused' || members.includes(role));

/** Who acts in a relation: the same person asks for the own, the other and the foreign case. */
type Who = 'main' | 'recused' | 'ended' | 'never';
export const whoIn = (relation: Relation): Who =>
  relation === 'other' || relation === 'foreign' || relation === 'own' ? 'main' : relation;
export type CaseName = 'own' | 'other' | 'foreign';
export const caseIn = (relation: Relation): CaseName => (relation === 'other' || relation === 'foreign' ? relation : 'own');

export interface MatrixCase {
  readonly id: string;
  readonly caseNo: string;
  readonly pupil: string;
  act(name: string): string;
  /** An opening of the committee's room that is over. */
  readonly opening: string;
  /** One of the relatives. */
  relative(): string;
}
export interface Matrix {
  readonly apps: Readonly<Record<App, NestFastifyApplication>>;
  readonly owner: DataSource;
  readonly cases: Readonly<Record<CaseName, MatrixCase>>;
  readonly faults: string[];
  /** What a request of this person to the app carries: the cookie of a session, or a token; new each time, so that none is used up. */
  credential(app: App, role: PersonRole, who: Who): Promise<string>;
  person(role: PersonRole, who: Who): string;
  grant(role: PersonRole, who: Who): string;
  readonly organisations: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const pupils: Readonly<Record<CaseName, string>> = { own: '表 自案子', other: '表 隣案子', foreign: '表 他案子' };

/** A world made once: three cases of two founders, and for every role a person in every relation to the first. */
export async function matrixWorld(): Promise<Matrix> {
  const database = await testDatabase();
  const owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  await allowTrainingClock((sql) => owner.query(sql));
  const house = await storyHouse(database.ownerUrl);
  const { organise } = house;
  const [founder, foreignFounder] = [await organise('founder', '表市教育委員会'), await organise('founder', '別市教育委員会')];
  const [school, otherSchool] = [await organise('school', '表市立中学校', founder), await organise('school', '表市立小学校', founder)];
  const foreignSchool = await organise('school', '別市立中学校', foreignFounder);
  const committee = await organise('committee', '表市調査委員会', founder);
  const [prefecture, otherPrefecture, agency] = [randomUUID(), randomUUID(), randomUUID()];
  for (const [id, kind] of [
    [prefecture, 'prefecture'],
    [otherPrefecture, 'prefecture'],
    [agency, 'agency'],
  ] as const)
    await owner.query(`insert into organisation (id, kind, name) values ($1, $2, '表')`, [id, kind]);
  await owner.query('update organisation set parent_id = $2 where id = $1', [founder, prefecture]);
  await owner.query('update organisation set parent_id = $2 where id = $1', [foreignFounder, otherPrefecture]);

  const homes: Readonly<Record<PersonRole, readonly [own: string | null, other: string | null]>> = {
    school: [school, foreignSchool],
    founder: [founder, foreignFounder],
    founderHead: [founder, foreignFounder],
    administrator: [founder, foreignFounder],
    prefecture: [prefecture, otherPrefecture],
    reader: [agency, agency],
    committeeMember: [committee, committee],
    secretariat: [committee, committee],
    relative: [null, null],
    representative: [null, null],
    breakGlass: [founder, foreignFounder],
  };
  const found = new Map<string, Person>();
  for (const role of people)
    for (const who of ['main', 'ended', 'never', ...(members.includes(role) ? ['recused' as const] : [])] as const)
      found.set(`${role} ${who}`, await house.person(`${role}.${who}@matrix.example`, '表 人', role, homes[role][who === 'never' ? 1 : 0]));
  const person = (role: PersonRole, who: Who): Person => found.get(`${role} ${who}`)!;

  const main = Object.fromEntries(people.map((role) => [role, person(role, 'main')]));
  const told = (schoolId: string, pupilName: string, lines: Parameters<typeof house.tell>[2], by: object, emails: readonly string[]) =>
    house.tell(by, { ago: 260, schoolId, pupilName }, lines, emails);
  const untilResult = linesOf(until('result'));
  const [mother, father] = [person('relative', 'main').email, person('relative', 'ended').email];
  const own = await told(school, pupils.own, untilResult, main, [mother, father]);
  const start = linesOf(['start']);
  const other = await told(otherSchool, pupils.other, start, { ...main, school: { ...main['school']!, organisationId: otherSchool } }, []);
  const foreign = await told(
    foreignSchool,
    pupils.foreign,
    start,
    { founder: person('founder', 'never'), school: person('school', 'never') },
    [],
  );
  await owner.query('update survey_case set serious = id = $1, consented = id = $1', [own.caseId]);
  const appoint = (role: PersonRole, who: Who, endsOn: string | null, recusedOn: string | null) =>
    owner.query(
      `insert into appointment (id, case_id, person_id, role, name, profession, nominating_body, outside, starts_on, ends_on, recused_on)
       values ($1, $2, $3, $4, '表', 'lawyer', 'bar', true, '2020-01-01', $5, $6)`,
      [randomUUID(), own.caseId, person(role, who).id, role, endsOn, recusedOn],
    );
  const yesterday = addDays(house.today, -1);
  // One acts for the mother in the own case; the mandate of another is over, and that of a third was withdrawn.
  const mandate = (who: Who, endsOn: string | null, withdrawnOn: string | null) =>
    owner.query(
      `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on, ends_on, withdrawn_on)
       select $1, r.case_id, r.id, $3, 'lawyer', '表', true, true, true, '2020-01-01', $4, $5 from relative r where r.case_id = $2 and r.person_id = $6`,
      [randomUUID(), own.caseId, person('representative', who).id, endsOn, withdrawnOn, person('relative', 'main').id],
    );
  await house.does(person('relative', 'main'), own.caseId, 'nameRepresentative', {
    relative: own.relatives[0],
    representativeName: '表',
    representativeKind: 'lawyer',
    email: person('representative', 'main').email,
    maySpeak: true,
    mayWish: true,
    copies: true,
  });
  await mandate('ended', yesterday, null);
  await mandate('recused', null, yesterday);
  for (const role of ['committeeMember', 'secretariat'] as const) {
    await appoint(role, 'recused', null, yesterday);
    await appoint(role, 'ended', yesterday, null);
  }
  // In the own case the room is open to one; in every case an opening is over.
  const asks = { query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])) as T[] };
  const opening = async (caseId: string, asker: string, confirmed: string, ends: string) => {
    const id = randomUUID();
    const box = await testVault.within(asks).ofCase(caseId);
    await owner.query(
      `insert into break_glass (id, case_id, ground, reason, hours, asked_by, asked_as, organisation_id, asked_at, confirmed_by, confirmed_at, opens_at, ends_at)
       values ($1, $2, 'dangerToLife', $7, 24, $3, 'founder', $4, now(), $5, now() - interval '2 days', now() - interval '1 day', now() + $6::interval)`,
      [id, caseId, asker, founder, confirmed, ends, box.seal(`break_glass.reason:${id}`, '理由')],
    );
  };
  const head = person('founderHead', 'main').id;
  await opening(own.caseId, person('breakGlass', 'main').id, head, '20 hours');
  for (const { caseId } of [own, other, foreign]) await opening(caseId, person('breakGlass', 'ended').id, head, '-20 hours');
  for (const role of people.filter((one) => !members.includes(one)))
    await owner.query('update role_grant set ends_on = $2 where person_id = $1', [person(role, 'ended').id, yesterday]);

  const faults: string[] = [];
  const settings = { keyRing: testKeyRing, training: true, mode: 'solo', secureCookies: false, secondFactor: 'whoHasOne' } as const;
  const log = (line: string) => void faults.push(line);
  const apps: Record<App, NestFastifyApplication> = {
    console: await buildWeb({ ...pagesOfConsole, module: ConsoleModule.for({ ...settings, databaseUrl: database.urls.console }), log }),
    family: await buildWeb({ ...pagesOfFamily, module: FamilyModule.for({ ...settings, databaseUrl: database.urls.family }), log }),
    committee: await buildWeb({
      ...pagesOfCommittee,
      module: CommitteeModule.for({ ...settings, databaseUrl: database.urls.committee }),
      log,
    }),
    api: await buildWeb({ app: 'api', module: ApiModule.for({ ...settings, databaseUrl: database.urls.api }), log }),
  };
  const grants = new Map<string, string>();
  for (const [key, { id }] of found) {
    const [{ grant }] = (await owner.query('select id as grant from role_grant where person_id = $1', [id])) as [{ grant: string }];
    grants.set(key, grant);
  }
  return {
    ...{ apps, owner, faults, organisations: { founder, school, otherSchool, foreignSchool, committee } },
    cases: {
      own: await described(owner, own.caseId, pupils.own),
      other: await described(owner, other.caseId, pupils.other),
      foreign: await described(owner, foreign.caseId, pupils.foreign),
    },
    credential: (app, role, who) => {
      const [id, grant] = [person(role, who).id, grants.get(`${role} ${who}`)!];
      return app === 'api' ? issueToken(owner, grant) : openSession(owner, app, id, grant);
    },
    person: (role, who) => person(role, who).id,
    grant: (role, who) => grants.get(`${role} ${who}`)!,
    close: async () => {
      for (const app of Object.values(apps)) await app.close();
      await house.close();
      await owner.destroy();
      await database.close();
    },
  };
}
