import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isApp } from './1764000000029-written-by-function.js';
import { actorIn } from './row-security.js';

/**
 * What administers a house is bound to that house, and to somebody who is what the settings say: roles, letters, names of organisations, handing
 * over (docs/decisions/accounts-are-walls.md). A role that decides about others' ways in changes only by a request that waited.
 */
export class WhoGivesRoles1764000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of givers) await runner.query(statement);
    for (const [table, policies] of Object.entries(walls)) {
      await runner.query(`alter table ${table} enable row level security`);
      for (const [name, of] of Object.entries(policies)) await runner.query(`create policy ${name} on ${table} ${of}`);
    }
    await runner.query(`create policy asked_in_time on power_request as restrictive for insert to yorisoi_console
      with check (organisation_id = ${own} and ${administers} and opens_at >= clock_timestamp() + interval '71 hours')`);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const person = `nullif(${actorIn('person')}, '')::uuid`;
const own = `nullif(${actorIn('organisation')}, '')::uuid`;
const role = `coalesce(${actorIn('role')}, '')`;
/** Whoever the settings name has, or had, the role they say, in the house they say. */
const holds = `exists (select from role_grant h where h.person_id = ${person} and h.role = ${role} and h.organisation_id = ${own})`;
const administers = `${role} in ('administrator', 'founderHead') and ${holds}`;
/** As `reached` in libs/administration/reach.queries.ts, for the id of an organisation. */
const reached = (id: string): string =>
  `exists (select from organisation o where o.id = ${id} and (o.id = ${own} or o.kind in ('school', 'committee') and o.parent_id = ${own}))`;
/** Somebody comes in through the provider of this house. */
const byProvider = (whose: string, house: string): string => `${role} = 'system' and exists (select from oidc_identity i join organisation o on o.id = ${house}
  where i.person_id = ${whose} and (i.founder = o.id or o.kind = 'school' and i.founder = o.parent_id))`;

const givers = [
  `create function role_is_given_here() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  provided boolean := coalesce(${byProvider('new.person_id', 'new.organisation_id')}, false);
begin
  if not coalesce(provided or ${holds} and case
      when new.role in ('relative', 'representative') then new.organisation_id is null and ${role} in ('school', 'founder', 'founderHead')
      when new.role = 'breakGlass' then ${reached('new.organisation_id')}
        and exists (select from break_glass b where b.asked_by = new.person_id and b.organisation_id = new.organisation_id)
      else ${reached('new.organisation_id')} and ${administers} end, false)
  then raise exception 'roles are given and ended by who administers the house' using errcode = '42501'; end if;
  if new.role in ('administrator', 'founderHead') and not provided
    and (case tg_op when 'INSERT' then new.ends_on is null or new.ends_on >= new.starts_on
      else (new.starts_on, new.ends_on) is distinct from (old.starts_on, old.ends_on) end)
    -- Done in this transaction: nothing that was asked for is done a second time.
    and not exists (select from power_request q where q.done_at >= transaction_timestamp() and q.done_by = ${person}
      and (q.grant_id = new.id or tg_op = 'INSERT' and q.what = 'move' and (q.person_id, q.role, q.place_id) = (new.person_id, new.role, new.organisation_id)))
  then raise exception 'what decides about ways in takes two, and time' using errcode = '42501'; end if;
  return new;
end $$`,
  `create trigger role_is_given_here before insert or update on role_grant for each row when (${isApp}) execute function role_is_given_here()`,
  `create function name_is_given_here() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not coalesce(${administers} and exists (select from role_grant g where g.person_id = new.id and ${reached('g.organisation_id')}), false)
  then raise exception 'a name is changed by who administers the house' using errcode = '42501'; end if;
  return new;
end $$`,
  `create trigger name_is_given_here before update on person for each row
    when (${isApp} and new.name is distinct from old.name) execute function name_is_given_here()`,
];

const apps = 'yorisoi_console, yorisoi_family, yorisoi_committee, yorisoi_api';
const everyone = `${apps}, yorisoi_worker`;
const ofLeaver = `exists (select from role_grant g where g.id = handover.grant_id and ${reached('g.organisation_id')})`;

/** Table by table; the owner is not subject. */
const walls: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  organisation: {
    // The names of houses are no secret between houses.
    finds: `for select to ${everyone} using (true)`,
    console_adds: `for insert to yorisoi_console with check (kind in ('school', 'committee') and parent_id = ${own} and ${administers})`,
    console_names: `for update to yorisoi_console using ((id = ${own} or kind in ('school', 'committee') and parent_id = ${own}) and ${administers})`,
  },
  staff_letter: {
    console_own: `to yorisoi_console using (organisation_id = ${own} and ${administers})`,
  },
  handover: {
    console_own: `to yorisoi_console using (${ofLeaver} and ${holds})`,
    worker_counts: 'to yorisoi_worker using (true)',
  },
  oidc_request: {
    // Whoever comes in is nobody yet: the request is found by what their browser brings.
    console_asks: `to yorisoi_console using (true) with check (ends_at <= clock_timestamp() + interval '1 hour')`,
    worker_clears: 'to yorisoi_worker using (ends_at < clock_timestamp())',
  },
  oidc_grant: {
    console_reads: 'for select to yorisoi_console using (true)',
    console_notes: `for insert to yorisoi_console with check (exists (select from role_grant g where g.id = oidc_grant.grant_id
      and ${byProvider('g.person_id', 'g.organisation_id')}))`,
  },
  outbox: {
    // A job carries an id, and reads the truth again; each app asks for what it asks for.
    apps_ask: `for insert to ${apps} with check (relayed_at is null and (job = 'send-mail' or job = 'count-open-work' and session_user = 'yorisoi_console'))`,
    worker_carries: 'to yorisoi_worker using (true)',
  },
};
