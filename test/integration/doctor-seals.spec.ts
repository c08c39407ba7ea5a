import { newId } from '#lib/kernel';
import { lookAtSeals } from '../../libs/operations/doctor/seals.js';
import { testKeyRing } from '../support/key-ring.js';
import { type TwoStories, twoStories } from '../support/two-stories.js';

jest.setTimeout(120_000);

let stories: TwoStories;
beforeAll(async () => void (stories = await twoStories('架空 太郎')));
afterAll(() => stories.close());

const looked = async () => (await lookAtSeals(testKeyRing, stories.database.ownerUrl)).map(({ level, facts }) => ({ level, ...facts }));
const nothing = { acts: 0, steps: 0, states: 0, texts: 0, cases: 0 };

it('the doctor finds nothing where apps wrote everything', async () => expect(await looked()).toEqual([{ level: 'ok', ...nothing }]));

it('the doctor counts what a statement planted, moved and overwrote', async () => {
  const { owner, caseId, secondId } = stories;
  await owner.query(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
     select $1, $2, 90001, name, occurred_on, entered_at, person_id, role, data from act where case_id = $3 limit 1`,
    [newId(), caseId, secondId],
  );
  expect(await looked()).toEqual([{ level: 'bad', ...nothing, acts: 1 }]);
  await owner.query(
    `insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role, proof)
     select $1, case_id, 90002, step, from_state, to_state, taken_on, taken_at, person_id, role, proof from case_state where case_id = $2 limit 1`,
    [newId(), caseId],
  );
  await owner.query(`update survey_case set state = 'INTAKE' where id = $1`, [secondId]);
  await owner.query(`update relative set name = 'x' where case_id = $1`, [secondId]);
  const [{ relatives }] = (await owner.query('select count(*)::int as relatives from relative where case_id = $1', [secondId])) as [
    { relatives: number },
  ];
  expect(await looked()).toEqual([{ level: 'bad', acts: 1, steps: 1, states: 1, texts: relatives, cases: 0 }]);
});
