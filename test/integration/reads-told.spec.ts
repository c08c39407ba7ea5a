import 'reflect-metadata';
import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { issueToken } from '#lib/accounts';
import { unreadable } from '#lib/texts';
import { placesOfCases, placesOfHouse } from '../../libs/vault/places.js';
import { loadReference } from '../../seeds/reference/load.js';
import { linesOf } from '../../seeds/demo/story.js';
import { codesSeen } from '../support/codes.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type ToldApps, toldApps } from '../support/told-apps.js';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';

jest.setTimeout(180_000);

/** No page and no answer with content of a case without its row in the journal: every GET of every app is found by reflection and tried. */
let database: TestDatabase;
let owner: Client;
let house: StoryHouse;
let apps: ToldApps;
let caseId: string;
let caseNo: string;
let token: string;
let actId: string;
const people = {} as Record<'founder' | 'school' | 'committeeMember' | 'secretariat' | 'mother', Person>;
const cookies = {} as Record<'console' | 'committee' | 'family', string>;

beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await loadReference((sql, params) => owner.query(sql, params));
  house = await storyHouse(database.ownerUrl);
  const founder = await house.organise('founder', '架空市教育委員会');
  const school = await house.organise('school', '架空市立第一中学校', founder);
  const committee = await house.organise('committee', '架空市調査委員会', founder);
  people.founder = await house.person('founder@board.example', '架空 一', 'founder', founder);
  people.school = await house.person('school@school.example', '架空 二', 'school', school);
  people.committeeMember = await house.person('iin@committee.example', '架空 三', 'committeeMember', committee);
  people.secretariat = await house.person('jimu@committee.example', '架空 四', 'secretariat', committee);
  people.mother = await house.person('mother@family.example', '架空 五', 'relative', null);
  const lines = linesOf([
    'start',
    'basic',
    'explanation',
    'intention',
    'wishes',
    'decision',
    'setUp',
    'running',
    'draft',
    'report',
    'result',
  ]);
  caseId = (await house.tell(people, { ago: 800, schoolId: school, pupilName: '架空 太郎' }, lines, [people.mother.email])).caseId;
  caseNo = (await owner.query<{ no: string }>('select case_no as no from survey_case where id = $1', [caseId])).rows[0]!.no;
  actId = (await owner.query<{ id: string }>(`select id from act where case_id = $1 and name = 'recordAwareness'`, [caseId])).rows[0]!.id;
  token = await house.asOwner(async (tx) => {
    const [grant] = await tx.query<{ id: string }>('select id from role_grant where person_id = $1', [people.founder.id]);
    return issueToken(tx, { grantId: grant!.id, label: 'test', endsOn: null });
  });
  apps = await toldApps(database);
  cookies.console = await apps.at('console').signIn(people.founder.email);
  cookies.committee = await apps.at('committee').signIn(people.secretariat.email);
  cookies.family = await apps.at('family').signIn(people.mother.email);
});
afterAll(async () => {
  await apps?.close();
  await house?.close();
  await owner?.end();
  await database?.close();
});

/** Every path an app answers to GET, as its controllers say it. */
function pathsOf(app: INestApplicationContext): string[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype),
  );
  return controllers.flatMap((controller) => {
    if (typeof controller !== 'function') return [];
    const prototype = controller.prototype as Record<string, object>;
    const first = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
      const [kind, rest] = [METHOD_METADATA, PATH_METADATA].map((key) => Reflect.getMetadata(key, prototype[method]!) as unknown);
      if (kind !== RequestMethod.GET) return [];
      return first.flatMap((one) =>
        [rest as string | string[]].flat().map((two) => `/${one}/${two}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
      );
    });
  });
}

/** What stands for the parts of an address that are not the case. */
function filled(app: string, path: string): string {
  const form = app === 'committee' ? 'answerStandardItem' : 'recordCare';
  const act = path.endsWith(':act/:actId') ? 'recordAwareness' : path.endsWith('/acts/:act') ? form : actId;
  return path.replace(':actId', actId).replace(':act', act).replace(':part', '1').replace(':page', 'jsc').replace(':id', caseId);
}

const told = async (): Promise<number> =>
  Number(
    (
      await owner.query<{ n: string }>(
        `select count(*) as n from journal_entry where case_id = $1 or content like '%' || $1::text || '%'`,
        [caseId],
      )
    ).rows[0]!.n,
  );

describe.each(['console', 'committee', 'family', 'api'] as const)('the app %s', (app) => {
  it('tells the journal of every answer with content of a case', async () => {
    const paths = pathsOf(apps[app]);
    const silent: string[] = [];
    let speaking = 0;
    for (const path of paths) {
      const before = await told();
      const headers = app === 'api' ? { authorization: `Bearer ${token}` } : { cookie: cookies[app] };
      const answer = await apps[app].inject({ method: 'GET', url: filled(app, path), headers });
      expect([path, answer.statusCode < 500]).toEqual([path, true]);
      const says = `${answer.body} ${String(answer.headers.location ?? '')}`;
      if (answer.statusCode >= 400 || !(says.includes(caseNo) || says.includes(caseId))) continue;
      speaking += 1;
      if ((await told()) === before) silent.push(path);
    }
    expect(silent).toEqual([]);
    expect(speaking).toBeGreaterThan(app === 'api' ? 1 : 5);
    expect(apps.faults.splice(0)).toEqual([]);
  });
});

describe.each(['console', 'committee', 'family'] as const)('the pages of the %s', (app) => {
  it('speak in words: no code of ours is seen on any of them', async () => {
    for (const path of pathsOf(apps[app])) {
      const { body, headers } = await apps[app].inject({ method: 'GET', url: filled(app, path), headers: { cookie: cookies[app] } });
      if (String(headers['content-type']).startsWith('text/html')) expect([path, codesSeen(body)]).toEqual([path, []]);
    }
  });
});

describe('told besides', () => {
  const post = (url: string, payload: object, key?: string) =>
    apps.api.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/${url}`,
      payload,
      headers: { authorization: `Bearer ${token}`, ...(key ? { 'idempotency-key': key } : {}) },
    });
  const last = async () => {
    const { rows } = await owner.query<{ content: string }>(
      'select content from journal_entry where case_id = $1 order by seq desc limit 1',
      [caseId],
    );
    return JSON.parse(rows[0]!.content) as object;
  };

  it('is a refusal that says how a case stands', async () => {
    const before = await told();
    expect((await post('steps/closeCase', { version: 1 })).statusCode).toBe(409);
    expect(await told()).toBe(before + 1);
    const { organisationId } = people.founder;
    expect(await last()).toMatchObject({ event: 'read', facts: { what: 'refusal' }, ground: 'founder', organisationId });
  });
  it('is the answer to a key that comes again', async () => {
    const { rows } = await owner.query<{ id: string }>('select id from relative where case_id = $1 limit 1', [caseId]);
    const question = { relative: rows[0]!.id, question: '架空の質問', occurredOn: house.today };
    expect((await post('acts/askQuestion', question, 'once-1')).statusCode).toBe(200);
    const before = await told();
    expect((await post('acts/askQuestion', question, 'once-1')).statusCode).toBe(200);
    expect(await told()).toBe(before + 1);
    expect(await last()).toMatchObject({ event: 'read', facts: { what: 'repeated' } });
  });
});

describe('who seeks a case that is not theirs', () => {
  const trace = async () =>
    (
      await owner.query<{ said: { personId: string; facts: object } }>(
        `select content::jsonb as said from journal_entry where content::jsonb->>'event' = 'case-not-found'`,
      )
    ).rows.map(({ said }) => [said.personId, said.facts]);
  const seek = async (app: 'console' | 'family' | 'committee', id: string) =>
    (await apps[app].inject({ url: `/cases/${id}`, headers: { cookie: cookies[app] } })).statusCode;

  it('leaves one trace an hour, without the case, whether there is one or not and however often they try', async () => {
    await owner.query('delete from refusal_count');
    const none = randomUUID();
    for (const app of ['console', 'family', 'committee'] as const)
      expect(await Promise.all([seek(app, none), seek(app, none), seek(app, randomUUID()), seek(app, 'none')])).toEqual([
        404, 404, 404, 404,
      ]);
    expect((await trace()).sort()).toEqual([people.founder, people.mother, people.secretariat].map(({ id }) => [id, {}]).sort());
    expect(JSON.stringify((await owner.query('select * from journal_entry')).rows)).not.toContain(none);
    const { rows } = await owner.query<{ n: number }>(
      `select sum(counted)::int as n from refusal_count where why = 'not-found' group by who`,
    );
    expect(rows.map(({ n }) => n)).toEqual([3, 3, 3]);
  });
});

describe('sealed texts that a statement overwrote', () => {
  const answers = async () => {
    const seen: Record<string, number> = {};
    for (const app of ['console', 'committee', 'family', 'api'] as const)
      for (const path of pathsOf(apps[app])) {
        const headers = app === 'api' ? { authorization: `Bearer ${token}` } : { cookie: cookies[app] };
        seen[`${app} ${path}`] = (await apps[app].inject({ method: 'GET', url: filled(app, path), headers })).statusCode;
      }
    return seen;
  };
  /** What is shown to people; seals over what a row says are tried where they are asked (`planted.spec.ts`, `session-ends.spec.ts`). */
  const shown = [
    ...placesOfCases,
    ...placesOfHouse.filter(({ table }) => ['person', 'role_grant', 'api_token', 'recovery'].includes(table)),
  ]
    .flatMap(({ table, columns }) => columns.map((column) => ({ table, column })))
    .filter(({ column }) => !['proof', 'password_hash'].includes(column));

  it('make no page, list or export fail: they say so where the text stood, and everything else is there', async () => {
    const before = await answers();
    const overwritten: string[] = [];
    for (const { table, column } of shown)
      await owner
        .query(`update ${table} set ${column} = 's1:1:AAAA' where ${column} is not null`)
        .then(({ rowCount }) => (rowCount ?? 0) > 0 && overwritten.push(`${table}.${column}`))
        .catch(() => undefined);
    expect(overwritten).toEqual(
      expect.arrayContaining(['survey_case.pupil_name', 'relative.name', 'appointment.name', 'person.name', 'person.email']),
    );
    expect(await answers()).toEqual(before);
    expect(apps.faults.splice(0)).toEqual([]);
    const { body } = await apps.console.inject({ method: 'GET', url: `/cases/${caseId}`, headers: { cookie: cookies.console } });
    expect([body.includes(unreadable), body.includes(caseNo)]).toEqual([true, true]);
  });
});
