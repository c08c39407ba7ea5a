import { newId } from '#lib/kernel';
import { consoleWords } from '#lib/texts';
import { enter } from '../support/entered.js';
import { type Console, startConsole } from '../support/console.js';

jest.setTimeout(120_000);

/** Rows that a statement wrote into a case, with whatever it liked: no app sealed them. */
let console: Console;
let at: string;
let caseId: string;
let personId: string;

beforeEach(async () => {
  console ??= await startConsole();
  ({ path: at, id: caseId } = await console.inState('INTENTION_PENDING'));
  [{ personId }] = (await console.sql(`select person_id as "personId" from act where case_id = $1 and role = 'founder' limit 1`, [
    caseId,
  ])) as [{ personId: string }];
});
afterAll(() => console.close());

const next = async (): Promise<number> => {
  const [{ version }] = (await console.sql('update survey_case set version = version + 1 where id = $1 returning version', [caseId])) as [
    { version: number },
  ];
  return version;
};
const plant = async (name: string, data: string, role = 'founder'): Promise<void> => {
  await console.sql(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data) values ($1, $2, $3, $4, '2026-02-12', now(), $5, $6, $7)`,
    [newId(), caseId, await next(), name, personId, role, data],
  );
};
const pages = () => [at, `${at}/acts`, `${at}/acts/recordCare`, `${at}/journal`];
const answers = async () => Promise.all(pages().map(async (page) => (await console.get('kyoiku', page)).status));
const [said, end] = consoleWords.case.unreadable.split('{count}') as [string, string];
/** How many rows the page says it left out; cases are shared by these tests. */
const leftOut = async (page = at): Promise<number> => {
  const { text } = await console.get('kyoiku', page);
  return text.includes(said) ? Number(text.split(said)[1]!.split(end)[0]) : 0;
};
const withoutNotice = (text: string): string =>
  text
    .replace(new RegExp(`\\S*${said}\\d+${end}`), '')
    .replace(/\s+/g, ' ')
    .replace(/\d\d:\d\d 時計/, '');

it.each([
  ['of a name nobody knows', 'noSuchAct', '{}'],
  ['of a name every object has', 'constructor', '{}'],
  ['with a text that is none', 'recordCare', '{"text":"s1:1:AAAA","proof":"s1:1:AAAA"}'],
  ['with fields of another shape', 'explainJsc', '{"relatives":5,"way":{"a":1}}'],
  ['that is no record at all', 'recordIntention', '[1,2,3]'],
  ['that is nothing', 'recordIntention', 'null'],
])('an act %s makes no page fail: the case goes on without it, and says so', async (_, name, data) => {
  expect(await answers()).toEqual([200, 200, 200, 200]);
  const before = await leftOut();
  await plant(name, data);
  expect(await answers()).toEqual([200, 200, 200, 200]);
  expect(await leftOut()).toBe(before + 1);
});

it('a wish that a statement wrote for a relative is no wish; the same sealed by an app is one', async () => {
  const [relative] = await console.sql<{ id: string }>('select id from relative where case_id = $1 order by created_at, id', [caseId]);
  const wish = { relative: relative!.id, wish: 'WISH', statedBy: 'portal' };
  const shown = async () => withoutNotice((await console.get('kyoiku', at)).text);
  const before = await shown();
  await plant('recordIntention', JSON.stringify(wish), 'relative');
  expect(await shown()).toBe(before);
  await enter((text, params) => console.sql(text, params && [...params]), caseId, {
    ...{ atVersion: await next(), name: 'recordIntention', personId, role: 'relative', data: wish },
  });
  expect(await shown()).not.toBe(before);
});

it('an act of another case, or one that was sealed and then changed, is none', async () => {
  const [other] = (await console.sql(
    'select o.id from survey_case o join survey_case c on c.founder_id = o.founder_id and c.id = $1 where o.id <> c.id limit 1',
    [caseId],
  )) as [{ id: string }];
  await console.sql(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
     select $1, $2, $3, name, occurred_on, entered_at, person_id, role, data from act where case_id = $4 limit 1`,
    [newId(), other.id, 50, caseId],
  );
  expect(await leftOut(`/cases/${other.id}`)).toBe(1);
  const before = await leftOut();
  const id = await enter((text, params) => console.sql(text, params && [...params]), caseId, {
    atVersion: await next(),
    name: 'recordCare',
    personId,
    role: 'founder',
    data: {},
  });
  expect(await leftOut()).toBe(before);
  await console.sql('alter table act disable trigger act_append_only');
  await console.sql(`update act set name = 'closeCase', role = 'founderHead' where id = $1`, [id]);
  await console.sql('alter table act enable trigger act_append_only');
  expect(await leftOut()).toBe(before + 1);
});

it('a step that nobody took is none', async () => {
  const before = await leftOut();
  await console.sql(
    `insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role, proof)
     select $1, $2, $3, 'noSuchStep', 'INTAKE', 'NOWHERE', '2026-02-12', now(), $4, 'founder', proof from case_state where case_id = $2 limit 1`,
    [newId(), caseId, await next(), personId],
  );
  expect(await answers()).toEqual([200, 200, 200, 200]);
  expect(await leftOut()).toBe(before + 1);
});
