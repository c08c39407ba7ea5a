import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** What takes two waits where everybody concerned sees it, and can be stopped by each of them until it is done. */
export const moreRights: MoreRights = {
  yorisoi_console: {
    power_request: 'select, insert, update (done_by, done_at, stopped_by, stopped_at)',
    recovery: 'update (stopped_by, stopped_at)',
    role_grant: 'update (starts_on, given_by, given_at)',
  },
  yorisoi_committee: {
    power_request: 'select, update (stopped_by, stopped_at)',
    recovery:
      'select (id, person_id, organisation_id, started_by, started_at, opens_at, ends_at, confirmed_at, stopped_at), update (stopped_by, stopped_at)',
  },
};

export class Powers1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(requests);
    await runner.query(recoveries);
    await runner.query(chairs);
    await runner.query(walls);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Who asked for what is not forgotten: write a new migration.');
  }
}

const requests = `
create table power_request (
  id uuid primary key,
  organisation_id uuid not null references organisation(id),
  person_id uuid not null references person(id),
  what text not null check (what in ('give', 'lastDay', 'end', 'move', 'letter')),
  grant_id uuid references role_grant(id),
  role text,
  place_id uuid references organisation(id),
  starts_on date,
  ends_on date,
  asked_by uuid not null,
  asked_at timestamptz not null,
  opens_at timestamptz not null,
  ends_at timestamptz not null,
  done_by uuid,
  done_at timestamptz,
  stopped_by uuid,
  stopped_at timestamptz,
  check (asked_by <> done_by and person_id <> done_by),
  check ((done_by is null) = (done_at is null) and (stopped_by is null) = (stopped_at is null)),
  check (done_at is null or stopped_at is null),
  check (done_at >= opens_at and opens_at >= asked_at),
  check ((what = 'letter') = (grant_id is null)),
  check ((what = 'move') = (role is not null) and (what = 'move') = (place_id is not null))
);
create index power_request_person on power_request (person_id, asked_at);
create index power_request_organisation on power_request (organisation_id) where done_at is null and stopped_at is null;
comment on table power_request is 'What is to be done with an administrator or a head, or their letter: asked for by one, done by an independent second after a time in which those concerned can stop it. Times here are real time, never training time.';
comment on column power_request.grant_id is 'For give: the grant that begins when it is done; until then its last day lies before its first.';
comment on column power_request.opens_at is 'Not to be done before.';
comment on column power_request.organisation_id is 'Whose administrator asked for it.';
`;

/** Those that wait were begun without a time to stop them: they begin anew. */
const recoveries = `
alter table recovery add column opens_at timestamptz, add column stopped_by uuid references person(id), add column stopped_at timestamptz,
  add constraint recovery_stopped_check check ((stopped_by is null) = (stopped_at is null) and (stopped_at is null or confirmed_at is null));
update recovery set opens_at = case when confirmed_at is null then started_at + interval '3 days' else started_at end;
alter table recovery alter column opens_at set not null, add constraint recovery_waits_check check (confirmed_at >= opens_at);
comment on column recovery.opens_at is 'Not to be confirmed before.';
create index recovery_waits on recovery (organisation_id) where confirmed_at is null and stopped_at is null;
`;

/**
 * Who administers sees no case; who chairs a running committee of the founder is told and may stop what is done with its head. The policies show
 * each appointment to its own person alone, so members are asked about one by one.
 */
const chairs = `
create function chairs_of(house uuid) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  acting text := coalesce(current_setting('yorisoi.person', true), '');
  maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
  member uuid;
begin
  perform set_config('yorisoi.maintenance', 'on', true);
  for member in select distinct g.person_id from public.role_grant g join public.organisation o on o.id = g.organisation_id
    where o.parent_id = house and o.kind = 'committee' and g.role = 'committeeMember' loop
    perform set_config('yorisoi.person', member::text, true);
    if exists (select from public.appointment a join public.survey_case c on c.id = a.case_id
      where a.person_id = member and c.founder_id = house and a.chair and a.recused_on is null and c.state <> 'CLOSED'
        and (a.ends_on is null or a.ends_on >= (clock_timestamp() at time zone 'Asia/Tokyo')::date)) then return next member;
    end if;
  end loop;
  perform set_config('yorisoi.person', acting, true), set_config('yorisoi.maintenance', maintaining, true);
end $$;
revoke all on function chairs_of(uuid) from public;
grant execute on function chairs_of(uuid) to yorisoi_console, yorisoi_committee;
`;

/** The committee's app sees what its reader may stop, and nobody signs for another. When a role was given is said by no account of an app. */
const me = `nullif(current_setting('yorisoi.person', true), '')::uuid`;
const isHeadOf = (person: string) =>
  `exists (select from role_grant g where g.person_id = ${person} and g.role = 'founderHead' and ${me} in (select chairs_of(g.organisation_id)))`;
const walls = `
create policy committee_concerned on recovery to yorisoi_committee using (person_id = ${me} or ${isHeadOf('recovery.person_id')});
alter table power_request enable row level security;
create policy console_reads on power_request for select to yorisoi_console using (true);
create policy console_asks on power_request for insert to yorisoi_console with check (asked_by = ${me} and done_by is null and stopped_by is null);
create policy console_decides on power_request for update to yorisoi_console using (done_at is null and stopped_at is null)
  with check (coalesce(done_by, stopped_by) = ${me});
create policy committee_concerned on power_request for select to yorisoi_committee
  using (person_id = ${me} or ${me} in (select chairs_of(power_request.organisation_id)));
create policy committee_stops on power_request for update to yorisoi_committee using (done_at is null and stopped_at is null)
  with check (done_by is null and stopped_by = ${me});
create function role_grant_given() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if session_user in ('yorisoi_console', 'yorisoi_family', 'yorisoi_committee', 'yorisoi_api', 'yorisoi_worker') then new.given_at := clock_timestamp(); end if;
  return new;
end $$;
create trigger role_grant_given before insert or update of given_by, given_at on role_grant for each row execute function role_grant_given();
`;
