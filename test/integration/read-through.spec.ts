import { createProgram, grantRole, invite, prepareToken, registerPerson, takeToken } from '#lib/accounts';
import { type ActName, CasesService, factsOf, findCase, historyOf, relativesOf } from '#lib/cases';
import { type Actor, Refused } from '#lib/kernel';
import { loadReference } from '../../seeds/reference/load.js';
import { linesOf } from '../../seeds/demo/story.js';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { openInvitation, useInvitation } from '../../libs/accounts/invitations/invitations.js';
import { type Api, refusalOf, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { Client } from 'pg';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let house: StoryHouse;
const people = {} as Record<'founder' | 'clerk' | 'third' | 'school' | 'founderHead', Person>;
let founder: string;
let schoolId: string;

beforeAll(async () => {
  database = await testDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await loadReference((sql, params) => client.query(sql, params));
  await client.end();
  house = await storyHouse(database.ownerUrl);
  founder = await house.organise('founder', 'みほん市教育委員会');
  schoolId = await house.organise('school', 'みほん市立あおぞら中学校', founder);
  people.founder = await house.person('kyoiku@board.example', '設置者 一', 'founder', founder);
  people.clerk = await house.person('kojin@board.example', '設置者 二', 'founder', founder);
  people.third = await house.person('san@board.example', '設置者 三', 'founder', founder);
  people.founderHead = await house.person('kyoikucho@board.example', '長 四', 'founderHead', founder);
  people.school = await house.person('school@school.example', '学校 五', 'school', schoolId);
});
afterAll(async () => {
  await house?.close();
  await database?.close();
});

const reading = { document: 'intentionForm', documentVersion: '1' };
/** A case whose basic survey was reported: the form for the wish can be handed over. */
const ready = async () =>
  (await house.tell(people, { ago: 60, schoolId, pupilName: '架空 七' }, linesOf(['start', 'basic', 'explanation']), [])).caseId;
const handOver = async (who: Person, caseId: string) => {
  const relatives = await house.asOwner((tx) => tx.query<{ id: string }>('select id from relative where case_id = $1', [caseId]));
  return house.does(who, caseId, 'issueIntentionForm', { relatives: relatives.map(({ id }) => id), documentVersion: '1' });
};
/** What comes of it: null where it was entered, else why not. */
const reads = async (who: Person, caseId: string): Promise<unknown> => {
  try {
    await house.does(who, caseId, 'recordReadThrough' satisfies ActName, reading);
    return null;
  } catch (error) {
    if (error instanceof Refused) return [error.code, error.facts['why']];
    throw error;
  }
};
const isRead = (caseId: string) =>
  house.asOwner(async (tx) => {
    const head = await findCase(tx, caseId);
    const relatives = (await relativesOf(tx, caseId)).map(({ id }) => id);
    return factsOf({ ...head, today: tx.today, relatives, history: await historyOf(tx, caseId) } as never).readThrough.has('intentionForm');
  });
/** A program of the founder whose token this person took over. */
async function programOf(taker: Person): Promise<Person> {
  const made = await house.asOwner(async (tx) => {
    const id = await createProgram(tx, '文書システム');
    const grantId = await grantRole(tx, { personId: id, role: 'founder', organisationId: founder, startsOn: tx.today });
    return { id, tokenId: await prepareToken(tx, { grantId, label: '文書', endsOn: null }) };
  });
  await house.as(taker, (tx) => takeToken(tx, made.tokenId));
  return { ...taker, id: made.id };
}
/** A new colleague, who came by a letter that this person made alone. */
const letInBy = (who: Person): Promise<Person> =>
  house.as(who, async (tx) => {
    const email = 'doll@board.example';
    const id = await registerPerson(tx, { name: '設置者 六', email });
    await grantRole(tx, { personId: id, role: 'founder', organisationId: founder, startsOn: tx.today });
    const { code } = await invite(tx, id, 'console');
    await openInvitation(tx, codeIn(code)!, 'console');
    await useInvitation(tx, id, 'console');
    return { ...who, id, email };
  });

it('whoever made or handed over a paper does not read it through; a colleague does', async () => {
  const caseId = await ready();
  await handOver(people.founder, caseId);
  expect(await reads(people.founder, caseId)).toEqual(['second-person', 'same-person']);
  expect(await reads(people.clerk, caseId)).toBeNull();
  expect(await isRead(caseId)).toBe(true);
});

it('of a paper that two handed over neither reads it through', async () => {
  const caseId = await ready();
  await handOver(people.founder, caseId);
  await handOver(people.clerk, caseId);
  for (const one of ['founder', 'clerk'] as const) expect(await reads(people[one], caseId)).toEqual(['second-person', 'same-person']);
  expect(await reads(people.third, caseId)).toBeNull();
});

it('a program reads nothing through, nor a human through a token', async () => {
  const caseId = await ready();
  await handOver(people.founder, caseId);
  expect(await reads(await programOf(people.clerk), caseId)).toEqual(['second-person', 'program']);
  const actor: Actor = { personId: people.clerk.id, role: 'founder', organisationId: founder, zone: 'api' };
  await expect(
    house.app.get(CasesService).recordAct(actor, caseId, 'recordReadThrough', { occurredOn: house.today, ...reading }, {}, 'api'),
  ).rejects.toMatchObject({ code: 'second-person', facts: { why: 'program' } });
  expect(await isRead(caseId)).toBe(false);
});

it('what a program handed over is not read through by whoever took its token over, before or after', async () => {
  const [before, after] = [await ready(), await ready()];
  const program = await programOf(people.third);
  await handOver(program, after);
  expect(await reads(people.third, after)).toEqual(['second-person', 'same-hand']);
  expect(await reads(people.third, before)).toBeNull();
  await handOver(program, before);
  expect(await isRead(before)).toBe(false);
  expect(await reads(people.clerk, before)).toBeNull();
  expect(await isRead(before)).toBe(true);
});

it('nor by an account that whoever handed it over let in, nor the other way round', async () => {
  const doll = await letInBy(people.founder);
  const [hers, dolls, before] = [await ready(), await ready(), await ready()];
  await handOver(people.founder, hers);
  expect(await reads(doll, hers)).toEqual(['second-person', 'same-hand']);
  await handOver(doll, dolls);
  expect(await reads(people.founder, dolls)).toEqual(['second-person', 'same-hand']);
  expect(await reads(doll, before)).toBeNull();
  await handOver(people.founder, before);
  expect(await isRead(before)).toBe(false);
});

describe('over the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api?.close());
  it('a reading-through is refused with a stable code, and nothing is saved', async () => {
    const told = await ApiCase.after(api, ['start', 'basic']);
    const send = () => api.ask('school', 'POST', `${told.path}/acts/recordReadThrough`, { body: { occurredOn: told.start, ...reading } });
    expect(await refusalOf(api, send)).toEqual([403, 'second-person']);
  });
});
