import { issueToken } from '#lib/accounts';
import { RecoveryController } from '../../apps/console/recovery/recovery.controller.js';
import { waited } from '../support/waited.js';
import { type SignInWorld, signInWorld } from '../support/sign-in.world.js';

jest.setTimeout(60_000);

let world: SignInWorld;
const people = {} as Record<'first' | 'second' | 'clerk' | 'colleague', string>;
beforeAll(async () => {
  world = await signInWorld({ secondFactor: 'whoHasOne' }, [RecoveryController]);
  people.first = await world.person('first', 'administrator');
  people.second = await world.person('second', 'administrator');
  people.clerk = await world.person('clerk', 'administrator');
  people.colleague = await world.person('colleague', 'founder');
});

afterAll(() => world?.close());

const reason = '職員証を見て、電話でも本人と確かめた。';
const browser = async (mailbox: string) => {
  const one = world.browser();
  await one.post('/sign-in', { email: `${mailbox}@example.jp`, password: world.password });
  return one;
};

/** All that somebody who had the account could have left behind to come back by. */
async function leaveEverything(): Promise<void> {
  const { clerk, colleague, second } = people;
  const founder = (await world.sql<{ id: string }>(`select organisation_id as id from role_grant where person_id = $1`, [clerk]))[0]!.id;
  await world.sql(
    `insert into oidc_identity (issuer, subject, founder, person_id, made_at) values ('https://idp.example', 'evil', $1, $2, now())`,
    [founder, clerk],
  );
  const [grant] = await world.sql<{ id: string }>('select id from role_grant where person_id = $1', [colleague]);
  await world.byOwner((tx) => issueToken(tx, { grantId: grant!.id, label: '連携', endsOn: null }));
  await world.sql('update api_token set taken_by = $1', [clerk]);
  await world.sql(
    `insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at)
     values (gen_random_uuid(), 'x', $1, 'console', 'first', $2, now(), now() + interval '30 days')`,
    [colleague, clerk],
  );
  await world.sql(
    `insert into recovery (id, person_id, organisation_id, started_by, started_at, opens_at, ends_at)
     values (gen_random_uuid(), $1, $2, $3, now(), now() + interval '3 days', now() + interval '10 days')`,
    [second, founder, clerk],
  );
  await world.sql(
    `insert into power_request (id, what, person_id, organisation_id, asked_by, asked_at, opens_at, ends_at)
     values (gen_random_uuid(), 'letter', $1, $2, $3, now(), now() + interval '3 days', now() + interval '10 days')`,
    [colleague, founder, clerk],
  );
}
const left = () =>
  world.sql<{ what: string }>(
    `select 'provider' as what from oidc_identity where person_id = $1 and ended_at is null
     union all select 'token' from api_token where taken_by = $1 and revoked_at is null
     union all select 'letter' from invitation where made_by = $1 and used_at is null and voided_at is null
     union all select 'recovery' from recovery where started_by = $1 and stopped_at is null and confirmed_at is null
     union all select 'power' from power_request where asked_by = $1 and stopped_at is null and done_at is null
     union all select 'session' from session where person_id = $1`,
    [people.clerk],
  );
async function freshStart(): Promise<string> {
  await (await browser('first')).post('/recovery', { personId: people.clerk });
  await waited((text, params) => world.sql(text, params));
  const second = await browser('second');
  const [waiting] = await world.sql<{ id: string }>('select id from recovery where person_id = $1 and confirmed_at is null', [
    people.clerk,
  ]);
  const done = await second.post(`/recovery/${waiting!.id}`, { reason });
  if (done.statusCode !== 200)
    throw new Error(
      `${done.statusCode} ${done.body
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(-900)}`,
    );
  return /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(done.body)![0];
}

it('a fresh start leaves whoever had the account nothing to come back by, and what they asked for is given up', async () => {
  await browser('clerk');
  await leaveEverything();
  expect((await left()).map(({ what }) => what).sort()).toEqual(['letter', 'power', 'provider', 'recovery', 'session', 'token']);
  await freshStart();
  expect(await left()).toEqual([]);
  const told = await world.sql<{ n: number }>(
    `select count(*)::int as n from journal_entry where content::jsonb->>'event' in ('token-revoked', 'invitation-ended', 'two-persons-stopped')`,
  );
  expect(told[0]!.n).toBe(4);
});

it('an address that whoever had the account set is taken back as the code is used', async () => {
  const code = await freshStart();
  const clerk = people.clerk;
  const address = async () =>
    (await world.sql<{ email: string }>('select email_index as email from person where id = $1', [clerk]))[0]!.email;
  const own = await address();
  // As it stands after the address was changed on the page of the account: the one before is kept, to be told.
  await world.byOwner(async (tx) => {
    const box = await tx.vault.ofPeople();
    await tx.change(`update person set email_before = $2, email_left_at = now(), email = $3, email_index = 'of the other' where id = $1`, [
      clerk,
      box.seal(`person.email_before:${clerk}`, 'clerk@example.jp'),
      box.seal(`person.email:${clerk}`, 'evil@example.jp'),
    ]);
  });
  expect(await address()).toBe('of the other');
  await world.browser().post('/invitation', { code });
  expect(await address()).toBe(own);
});
