import type { DataSource } from 'typeorm';
import { openDataSource, ownerAddress } from '#lib/database';
import { operatorWords as words } from '#lib/texts';
import { signInWorld, type SignInWorld, day } from '../support/sign-in.world.js';
import { testKeyRing } from '../support/key-ring.js';
import { runProgram } from '../support/program.js';

jest.setTimeout(90_000);

let world: SignInWorld;
let owner: DataSource;
let house: string;
let administrator: string;
let head: string;

beforeAll(async () => {
  world = await signInWorld();
  owner = await openDataSource(ownerAddress(world.database.ownerUrl));
  administrator = await world.person('kanri', 'administrator');
  head = await world.person('cho', 'founderHead');
  house = (await world.sql<{ name: string }>('select name from organisation where id = $1', [world.founder]))[0]!.name;
});
afterAll(async () => {
  await owner?.destroy();
  await world?.close();
});

/** The real process, with these lines typed. */
const typed = (...lines: readonly string[]) =>
  runProgram(
    'libs/administration/operator.main.ts',
    [],
    { DATABASE_URL: world.database.ownerUrl, YORISOI_KEY_RING: testKeyRing },
    undefined,
    [...lines, ''].join('\n'),
  );
/** The number the process shows before this person. */
async function numberOf(doing: string, personId: string): Promise<string> {
  const { said } = await typed(house, doing);
  const grants = await world.sql<{ personId: string }>(
    `select person_id as "personId" from role_grant where organisation_id = $1 and role <> 'breakGlass' and (ends_on is null or ends_on >= $2)
      and ($3 <> '5' or role in ('administrator', 'founderHead')) order by starts_on, id`,
    [world.founder, day(0), doing],
  );
  expect(said).toMatch(/\d　/);
  return String(grants.findIndex((one) => one.personId === personId) + 1);
}
const events = async () =>
  (await owner.query<{ content: string }[]>('select content from journal_entry order by at'))
    .map(({ content }) => JSON.parse(content) as { event: string; role: string })
    .filter(({ role }) => role === 'system')
    .map(({ event }) => event);

it('whoever runs the system makes a further head, whose role counts as held; no name or address is told of in the journal', async () => {
  const { code, said } = await typed(house, '2', '見本 おさ', 'osa@mihon.example', 'はい');
  expect([code, said]).toEqual([0, expect.stringMatching(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/)]);
  const [grant] = await world.sql<{ given: Date | null }>(
    `select given_at as given from role_grant where role = 'founderHead' and person_id <> $1 and organisation_id = $2`,
    [head, world.founder],
  );
  expect(grant).toEqual({ given: null });
  expect(await events()).toEqual(expect.arrayContaining(['role-granted', 'invitation-made']));
  expect(JSON.stringify(await owner.query('select content from journal_entry'))).not.toMatch(/見本|osa@/);
});

it('nothing is done without a last yes, nor for an address that is there already', async () => {
  const count = async () => (await world.sql<{ n: number }>('select count(*)::int as n from role_grant'))[0]!.n;
  const before = await count();
  const stopped = await typed(house, '1', '見本 かんり', 'neu@mihon.example', '');
  expect([stopped.code, stopped.said]).toEqual([0, expect.stringContaining(words.stopped)]);
  const twice = await typed(house, '1', '見本 おさ', 'OSA@mihon.example', 'はい');
  expect([twice.code, twice.said]).toEqual([1, expect.stringContaining(words.hasAccount)]);
  expect(await count()).toBe(before);
});

it('vouches for somebody who is there, and the letters that wait for her end', async () => {
  const { code } = await typed(house, '3', await numberOf('3', head), 'はい');
  expect(code).toBe(0);
  const vouched = await world.sql<{ id: string }>('select id from person where vouched_at is not null');
  expect(vouched).toEqual([{ id: head }]);
  expect(await world.sql('select from invitation where person_id = $1 and used_at is null and voided_at is null', [head])).toEqual([]);
  expect(await events()).toContain('person-vouched');
});

it('gives a fresh start at once: the ways before are gone, the code is shown once', async () => {
  const { code, said } = await typed(house, '4', await numberOf('4', administrator), 'はい');
  expect([code, said]).toEqual([0, expect.stringMatching(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/)]);
  expect(await world.sql(`select purpose from invitation where person_id = $1 and voided_at is null`, [administrator])).toEqual([
    { purpose: 'recovery' },
  ]);
  expect(await world.sql('select from session where person_id = $1', [administrator])).toEqual([]);
  expect(await events()).toContain('renewed-at-the-machine');
});

it('ends the role of an administrator at once', async () => {
  const { code } = await typed(house, '5', await numberOf('5', administrator), 'はい');
  expect(code).toBe(0);
  const open = await world.sql(`select from role_grant where person_id = $1 and (ends_on is null or ends_on >= $2)`, [
    administrator,
    day(0),
  ]);
  expect(open).toEqual([]);
  expect(await events()).toContain('role-ended');
});

it.each(['console', 'family', 'committee', 'api', 'worker'] as const)(
  'the account of %s gives nobody a role that counts as held, nor vouches',
  async (app) => {
    const account = await openDataSource(world.database.urls[app]);
    const late = `insert into role_grant (id, person_id, role, organisation_id, starts_on, given_by, given_at)
      values (gen_random_uuid(), $1, 'founder', $2, $3, null, null) returning given_at`;
    try {
      await expect(account.query('update person set vouched_at = now() where id = $1', [head])).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
      await account
        .transaction(async (manager) => {
          await manager.query(`select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', 'administrator', true)`, [
            administrator,
          ]);
          const given = await manager
            .query(late, [head, world.founder, day(0)])
            .catch((error: { driverError: { code: string } }) => error.driverError.code);
          if (given !== '42501') expect(Date.now() - (given as { given_at: Date }[])[0]!.given_at.getTime()).toBeLessThan(60_000);
          throw new Error('undone');
        })
        .catch((error: Error) => expect(error.message).toMatch(/undone|abort/));
    } finally {
      await account.destroy();
    }
  },
);
