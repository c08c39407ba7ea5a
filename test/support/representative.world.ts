import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { openDataSource } from '#lib/database';
import { buildWeb } from '#lib/web';
import { FamilyModule } from '../../apps/family/family.module.js';
import { pagesOfFamily } from '../../apps/family/frame.js';
import { letIn as letInByAddress } from '../../seeds/demo/let-in.js';
import { linesOf } from '../../seeds/demo/story.js';
import { loadReference } from '../../seeds/reference/load.js';
import { until } from './api-case.js';
import { testDatabase } from './database.js';
import { testKeyRing } from './key-ring.js';
import { openedBy } from './opened.js';
import { storyHouse } from './told-case.js';
import { hiddenOf, key, visitors } from './visitor.js';

export type Fields = Readonly<Record<string, string>>;

/** A case whose result has been explained, with a mother and a father, a lawyer, a friend who helps, and the family's pages. */
export async function representativeWorld() {
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
    mother: await house.person('mother@family.example', '架空 はは', 'relative', null),
    father: await house.person('father@family.example', '架空 ちち', 'relative', null),
    lawyer: await house.person('bengo@law.example', '架空 弁護', 'representative', null),
    friend: await house.person('tomo@help.example', '架空 支援', 'representative', null),
  };
  const tell = async () => {
    const about = { ago: 260, schoolId: school, pupilName: '架空 子' };
    const { caseId, relatives } = await house.tell(people, about, linesOf(until('result')), [people.mother.email, people.father.email]);
    return { caseId, mother: relatives[0]!, father: relatives[1]! };
  };
  const faults: string[] = [];
  const app: NestFastifyApplication = await buildWeb({
    ...pagesOfFamily,
    module: FamilyModule.for({
      databaseUrl: database.urls.family,
      keyRing: testKeyRing,
      training: false,
      mode: 'production',
      secureCookies: false,
      secondFactor: 'whoHasOne',
    }),
    log: (line) => faults.push(line),
  });
  const { open, send, signIn } = visitors(() => app);
  const sql = <Row = Record<string, string>>(text: string, params: unknown[] = []): Promise<Row[]> => owner.query(text, params);
  const mandatesOf = (caseId: string) =>
    sql<{ id: string; personId: string | null; withdrawnOn: string | null }>(
      'select id, person_id as "personId", withdrawn_on::text as "withdrawnOn" from mandate where case_id = $1 order by starts_on, id',
      [caseId],
    );
  /** Whoever was named last comes in, as by a letter, with an account that is there. */
  const letIn = (caseId: string, email: string): Promise<void> => house.asOwner((tx) => letInByAddress(tx, 'mandate', caseId, email));
  return {
    ...{ letIn, people, house, tell, faults, open, send, signIn, sql, mandatesOf, database, today: house.today },
    opened: openedBy((text, params) => owner.query(text, params)),
    /** Holds the row of a case, in a transaction of its own. */
    async lock(caseId: string): Promise<Client> {
      const client = new Client({ connectionString: database.ownerUrl });
      await client.connect();
      await client.query('begin');
      await client.query('select from survey_case where id = $1 for update', [caseId]);
      return client;
    },
    /** Opens the page of a form and sends it filled in, as a browser does. */
    async fillIn(path: string, fields: Fields, cookie: string, action = path) {
      const { body } = await open(path, cookie);
      return send(action, { idempotencyKey: key(), ...hiddenOf(body, action), ...fields }, cookie);
    },
    async close() {
      await app.close();
      await house.close();
      await owner.destroy();
      await database.close();
    },
  };
}
export type RepresentativeWorld = Awaited<ReturnType<typeof representativeWorld>>;

/** What a relative fills in to name the lawyer. */
export const lawyerWith = (more: Fields = {}): Fields => ({
  representativeName: '架空 弁護',
  representativeKind: 'lawyer',
  email: 'bengo@law.example',
  ...more,
});
