import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** Who gave a role and when, who made a letter together with whom, and who took a token: what the rule of two persons looks at. */
export const moreRights: MoreRights = {
  yorisoi_console: { api_token: 'update (taken_by), select (taken_by)' },
};

export class TwoPersons1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    await runner.query(asItWas);
    await runner.query(deeds);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Who did something is not forgotten: write a new migration.');
  }
}

const columns = `
alter table role_grant add column given_by uuid, add column given_at timestamptz default clock_timestamp();
comment on column role_grant.given_by is 'Null where the system gave it.';
comment on column role_grant.given_at is 'Real time, never training time. Null where whoever runs the system gave it at the machine.';
alter table invitation add column second_by uuid, add constraint invitation_two_check check (second_by <> made_by);
comment on column invitation.second_by is 'Made it together with made_by: neither of them could use it alone.';
alter table api_token add column taken_by uuid references person(id);
alter table person add column vouched_at timestamptz;
comment on column person.vouched_at is 'Whoever runs the system has seen that this person holds the account: no letter from before counts. No account of an app may write it.';
`;

/** What was there before: roles count from their first day, letters of two from what stands in the other tables. Who took a token is not known. */
const asItWas = `
update role_grant set given_at = starts_on::timestamp at time zone 'Asia/Tokyo';
update invitation i set second_by = l.asked_by from staff_letter l where l.invitation_id = i.id and l.confirmed_by = i.made_by;
update invitation i set second_by = r.started_by from recovery r
  where r.person_id = i.person_id and r.confirmed_by = i.made_by and i.made_at >= r.confirmed_at and i.made_at < r.confirmed_at + interval '1 minute' and i.second_by is null;
`;

/**
 * How people came to their accounts, and those who let them in to theirs, on and on. A letter counts while it can be used and after it was used,
 * until a fresh start or until whoever runs the system vouched. A provider is one hand for all for whom it speaks. With the owner's eyes,
 * because an app's account sees but its own rows; what comes out are ids.
 */
export const deeds = `
create function deeds_of(people uuid[]) returns table (person text, hands text[], at timestamptz, until timestamptz) language sql stable
security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive letter as (
    select i.person_id, array_remove(array[i.made_by::text, i.second_by::text], null) as hands, i.made_at as at,
      case when i.used_at is null and i.voided_at is null and i.ends_at > clock_timestamp() then 'infinity' else i.opened_at end as led_in_at
    from invitation i where i.made_by <> '00000000-0000-0000-0000-000000000000'
  ), deed as (
    select l.person_id, l.hands, l.at, l.led_in_at, (select min(f.opened_at) from invitation f
        where f.person_id = l.person_id and f.purpose = 'recovery' and f.opened_at > l.led_in_at) as until
      from letter l where l.led_in_at is not null
    union all
    select person_id, array['provider ' || issuer], made_at, made_at, null from oidc_identity
    union all
    select g.person_id, array[coalesce(t.taken_by::text, 'nobody known')], t.taken_at, t.taken_at, null
      from api_token t join role_grant g on g.id = t.grant_id join person p on p.id = g.person_id where p.program and t.taken_at is not null
  ), known as (
    select unnest(people)::text as person
    union
    select unnest(d.hands) from known k join deed d on d.person_id::text = k.person
  )
  select k.person, d.hands, d.at, least(d.until, case when d.led_in_at <= p.vouched_at then p.vouched_at end)
    from known k join deed d on d.person_id::text = k.person join person p on p.id = d.person_id
$$;
revoke all on function deeds_of(uuid[]) from public;
grant execute on function deeds_of(uuid[]) to yorisoi_console, yorisoi_committee, yorisoi_api, yorisoi_family;
`;
