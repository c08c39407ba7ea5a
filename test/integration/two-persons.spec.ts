import { createProgram, grantRole, invite, prepareToken, registerPerson, takeToken } from '#lib/accounts';
import { Listeners, SystemClock, type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused, type Role } from '#lib/kernel';
import { type Asked, demandSecond, isOwnHand } from '#lib/two-persons';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { openInvitation, useInvitation } from '../../libs/accounts/invitations/invitations.js';
import { testVault } from '../support/key-ring.js';
import { type SignInWorld, day, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
let work: UnitOfWork;
const people = {} as Record<'administrator' | 'head' | 'clerk', string>;
const now = async () => (await world.sql<{ at: Date }>('select clock_timestamp() as at'))[0]!.at;

beforeAll(async () => {
  world = await signInWorld();
  work = new UnitOfWork(world.owner, new SystemClock(), new Listeners(), testVault);
  people.administrator = await world.person('kanri', 'administrator');
  people.head = await world.person('cho', 'founderHead');
  people.clerk = await world.person('kakari', 'founder');
});
afterAll(() => world?.close());

const as = <T>(personId: string, role: Role, doing: (tx: Tx) => Promise<T>, zone: Actor['zone'] = 'console'): Promise<T> =>
  work.run({ personId, role, organisationId: world.founder, zone }, doing);
/** What the rule says to this person as the second one. */
const asSecond = async (
  personId: string,
  role: Role,
  asked: Partial<Asked> & Pick<Asked, 'first'>,
  zone?: Actor['zone'],
): Promise<unknown> => {
  try {
    await as(personId, role, (tx) => demandSecond(tx, { gains: [], opens: true, ...asked }), zone);
    return null;
  } catch (error) {
    if (error instanceof Refused && error.code === 'second-person') return error.facts['why'];
    throw error;
  }
};
/** Somebody with a role given by the administrator, who came by the letter of these people; the letter was typed. */
let count = 0;
async function letIn(
  role: Exclude<Role, 'system'>,
  by: string,
  together?: string,
  purpose: 'first' | 'recovery' = 'first',
  known?: string,
) {
  count += 1;
  return as(by, 'administrator', async (tx) => {
    const personId = known ?? (await registerPerson(tx, { name: `新任 ${count}`, email: `new${count}@example.jp` }));
    if (!known) await grantRole(tx, { personId, role, organisationId: world.founder, startsOn: day(0) });
    const { code } = await invite(tx, personId, 'console', purpose, together ? { together } : {});
    expect((await openInvitation(tx, codeIn(code)!, 'console'))?.personId).toBe(personId);
    expect(await useInvitation(tx, personId, 'console')).toBe(true);
    return personId;
  });
}
const longAgo = (personId: string) =>
  world.sql(`update role_grant set given_at = given_at - interval '31 days' where person_id = $1`, [personId]);

it('head and administrator whom whoever runs the system made are two persons, either way round', async () => {
  expect(await asSecond(people.head, 'founderHead', { first: people.administrator })).toBeNull();
  expect(await asSecond(people.administrator, 'administrator', { first: people.head })).toBeNull();
  expect(await asSecond(people.head, 'founderHead', { first: people.head })).toBe('same-person');
});

it('whom one administrator let in alone is never her second person, nor hers and a colleague’s whom she let in as well', async () => {
  const [doll, other] = [await letIn('founderHead', people.administrator), await letIn('founder', people.administrator)];
  await longAgo(doll);
  expect(await asSecond(doll, 'founderHead', { first: people.administrator })).toBe('same-hand');
  expect(await asSecond(people.administrator, 'administrator', { first: doll })).toBe('same-hand');
  expect(await asSecond(doll, 'founderHead', { first: other })).toBe('same-hand');
  expect(await asSecond(doll, 'founderHead', { first: other, opens: false })).toBeNull();
  expect(await asSecond(doll, 'founderHead', { first: people.clerk, gains: [people.administrator] })).toBe('same-hand');
  expect(await as(people.head, 'founderHead', (tx) => isOwnHand(tx, doll))).toBe(false);
});

it('a letter that was typed by nobody and was ended let nobody in; one that can still be used counts', async () => {
  const personId = await as(people.administrator, 'administrator', async (tx) => {
    const id = await registerPerson(tx, { name: '未使用', email: 'unused@example.jp' });
    await invite(tx, id, 'console');
    return id;
  });
  expect(await as(people.head, 'founderHead', (tx) => isOwnHand(tx, personId))).toBe(false);
  await world.sql('update invitation set voided_at = now() where person_id = $1', [personId]);
  expect(await as(people.head, 'founderHead', (tx) => isOwnHand(tx, personId))).toBe(true);
});

it('a fresh start by two ends what one hand made; by one and an account of hers it does not', async () => {
  const [doll, colleague] = [await letIn('administrator', people.administrator), await letIn('founder', people.administrator)];
  await letIn('founder', people.administrator, doll, 'recovery', colleague);
  expect(await as(people.head, 'founderHead', (tx) => isOwnHand(tx, colleague))).toBe(false);
  await letIn('founder', people.administrator, people.head, 'recovery', colleague);
  expect(await as(people.head, 'founderHead', (tx) => isOwnHand(tx, colleague))).toBe(true);
});

it('a new role counts after thirty days, or once whoever runs the system has vouched; so does what a letter of one hand made', async () => {
  const together = await letIn('founderHead', people.administrator, people.head);
  expect(await asSecond(together, 'founderHead', { first: people.administrator })).toBe('too-new');
  expect(await asSecond(together, 'founderHead', { first: people.administrator, opens: false })).toBeNull();
  await longAgo(together);
  expect(await asSecond(together, 'founderHead', { first: people.administrator })).toBeNull();
  expect(await asSecond(together, 'administrator', { first: people.clerk })).toBe('too-new');
  const alone = await letIn('founderHead', people.administrator);
  await world.sql('update person set vouched_at = $2 where id = $1', [alone, await now()]);
  expect(await asSecond(alone, 'founderHead', { first: people.administrator })).toBeNull();
});

it('a program is never a second person, and whoever took its token is no second to it', async () => {
  const program = await as(people.administrator, 'administrator', async (tx) => {
    const id = await createProgram(tx, '校務システム');
    const grantId = await grantRole(tx, { personId: id, role: 'founder', organisationId: world.founder, startsOn: day(0) });
    return { id, tokenId: await prepareToken(tx, { grantId, label: '校務システム', endsOn: null }) };
  });
  await as(people.clerk, 'founder', (tx) => takeToken(tx, program.tokenId));
  await longAgo(program.id);
  for (const zone of ['api', 'console'] as const)
    expect(await asSecond(program.id, 'founder', { first: people.head, opens: false }, zone)).toBe('program');
  expect(await asSecond(people.clerk, 'founder', { first: people.head, opens: false }, 'api')).toBe('program');
  expect(await asSecond(people.clerk, 'founder', { first: program.id, opens: false })).toBe('same-hand');
  expect(await asSecond(people.head, 'founderHead', { first: program.id })).toBeNull();
});

it('a provider that speaks for both is one hand', async () => {
  const [one, two] = [await world.person('one', 'founder'), await world.person('two', 'founderHead')];
  for (const id of [one, two])
    await world.sql(
      `insert into oidc_identity (issuer, subject, person_id, made_at) values ('https://idp.example', $1::text, $1::uuid, now())`,
      [id],
    );
  expect(await asSecond(two, 'founderHead', { first: one })).toBe('same-hand');
  await world.sql('update person set vouched_at = $2 where id = $1', [two, await now()]);
  expect(await asSecond(two, 'founderHead', { first: one })).toBeNull();
});

it('no account of an app may write that somebody was vouched for', async () => {
  const may = await world.sql<{ account: string }>(
    `select a as account from unnest(array['yorisoi_console', 'yorisoi_family', 'yorisoi_committee', 'yorisoi_api', 'yorisoi_worker']) a
      where has_column_privilege(a, 'person', 'vouched_at', 'update')`,
  );
  expect(may).toEqual([]);
});

it('broke nothing on the way', () => expect(world.faults).toEqual([]));
