import type { DataSource } from 'typeorm';
import { type Account, openDataSource } from '#lib/database';
import { tokyoDate } from '#lib/kernel';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from './database.js';
import { type ToldApps, toldApps } from './told-apps.js';
import { type Person, type StoryHouse, storyHouse } from './told-case.js';

/** A board, its school, a committee and two relatives, with all apps beside: to try what leaves the committee's room and what stays in it. */
export interface RoomWorld {
  readonly database: TestDatabase;
  readonly owner: DataSource;
  readonly house: StoryHouse;
  readonly apps: ToldApps;
  readonly people: Readonly<Record<'founder' | 'school' | 'committeeMember' | 'secretariat' | 'mother' | 'father', Person>>;
  readonly cookies: Readonly<Record<'founder' | 'school' | 'member' | 'mother', string>>;
  /** The id of the school. */
  readonly school: string;
  /** What somebody finds who makes statements of their own under the account of an app. */
  underAccount(account: Account, who: Person, sql: string, params: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function roomWorld(): Promise<RoomWorld> {
  const database = await testDatabase();
  const owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  const house = await storyHouse(database.ownerUrl);
  const founder = await house.organise('founder', 'みほん市教育委員会');
  const school = await house.organise('school', 'みほん市立あおぞら中学校', founder);
  const committee = await house.organise('committee', 'みほん市調査委員会', founder);
  const people = {
    founder: await house.person('founder@board.example', '設置者 一', 'founder', founder),
    school: await house.person('school@school.example', '学校 二', 'school', school),
    committeeMember: await house.person('iincho@committee.example', '委員 三', 'committeeMember', committee),
    secretariat: await house.person('jimu@committee.example', '事務 四', 'secretariat', committee),
    mother: await house.person('mother@family.example', 'はは 五子', 'relative', null),
    father: await house.person('father@family.example', 'ちち 六郎', 'relative', null),
  };
  const apps = await toldApps(database);
  const cookies = {
    founder: await apps.at('console').signIn(people.founder.email),
    school: await apps.at('console').signIn(people.school.email),
    member: await apps.at('committee').signIn(people.committeeMember.email),
    mother: await apps.at('family').signIn(people.mother.email),
  };
  const underAccount: RoomWorld['underAccount'] = async (account, who, sql, params) => {
    const source = await openDataSource(database.urls[account]);
    try {
      return await source.transaction(async (manager) => {
        await manager.query(
          `select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', $2, true), set_config('yorisoi.organisation', $3, true),
           set_config('yorisoi.today', $4, true)`,
          [who.id, who.role, who.organisationId ?? '', tokyoDate(new Date())],
        );
        return manager.query<Record<string, unknown>[]>(sql, params);
      });
    } finally {
      await source.destroy();
    }
  };
  const close = async () => {
    await apps.close();
    await house.close();
    await owner.destroy();
    await database.close();
  };
  return { database, owner, house, apps, people, cookies, school, underAccount, close };
}
