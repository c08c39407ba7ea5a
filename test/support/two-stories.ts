import { openDataSource } from '#lib/database';
import { loadReference } from '../../seeds/reference/load.js';
import { linesOf, wholeStory } from '../../seeds/demo/story.js';
import { testDatabase } from './database.js';
import { storyHouse } from './told-case.js';

/** A database of its own with two cases, each told from its report to its end, about a pupil of this name. */
export async function twoStories(pupilName: string) {
  const database = await testDatabase();
  const owner = await openDataSource(database.ownerUrl);
  await loadReference((sql, params) => owner.query(sql, params));
  const house = await storyHouse(database.ownerUrl);
  const founderId = await house.organise('founder', '架空市教育委員会');
  const schoolId = await house.organise('school', '架空中学校', founderId);
  const committeeId = await house.organise('committee', '架空市調査委員会', founderId);
  const players = {
    founder: await house.person('founder@example.jp', '架空 設', 'founder', founderId),
    founderHead: await house.person('head@example.jp', '架空 長', 'founderHead', founderId),
    school: await house.person('school@example.jp', '架空 校', 'school', schoolId),
    committeeMember: await house.person('member@example.jp', '架空 委', 'committeeMember', committeeId),
    secretariat: await house.person('office@example.jp', '架空 事', 'secretariat', committeeId),
  };
  const tell = async () => (await house.tell(players, { ago: 400, schoolId, pupilName }, linesOf(wholeStory), ['', ''])).caseId;
  const [caseId, secondId] = [await tell(), await tell()];
  const close = async () => {
    await house.close();
    await owner.destroy();
    await database.close();
  };
  return { database, owner, caseId, secondId, close };
}
export type TwoStories = Awaited<ReturnType<typeof twoStories>>;
