import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isApp } from './1764000000029-written-by-function.js';
import { actorIn } from './row-security.js';

/**
 * What administers a house is bound to that house, and to somebody who is what the settings say: roles, letters, names of organisations, handing
 * over (docs/decisions/accounts-are-walls.md). A role that decides about others' ways in changes only by a request that waited.
 */
export class WhoGivesRoles1764000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...proofOfBindings, ...givers, ...letters]) await runner.query(statement);
    for (const [table, policies] of Object.entries(walls)) {
      await runner.query(`alter table ${table} enable row level security`);
      for (const [name, of] of Object.entries(policies)) await runner.query(`create policy ${name} on ${table} ${of}`);
    }
    for (const [name, of] of Object.entries(narrower)) await runner.query(`create policy ${name} on ${of}`);
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
const byProvider = (
  whose: string,
  house: string,
): string => `${role} = 'system' and exists (select from oidc_identity i join organisation o on o.id = ${house}
  where i.person_id = ${whose} and (i.founder = o.id or o.kind = 'school' and i.founder = o.parent_id))`;

const givers = [
  `create function role_is_given_here() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  provided boolean := new.role in ('school', 'founder', 'founderHead', 'administrator') and coalesce(${byProvider('new.person_id', 'new.organisation_id')}, false);
begin
  if not coalesce(provided or ${holds} and case
      -- Nobody ends what she comes by: that is closed by the case.
      when new.role in ('relative', 'representative') then tg_op = 'INSERT' and new.organisation_id is null and ${role} in ('school', 'founder', 'founderHead')
        and (exists (select from relative r where r.person_id = new.person_id) or exists (select from mandate m where m.person_id = new.person_id))
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

/** Who was let in through a provider is whom an app bound to it: a row that a statement planted leads nowhere. */
const proofOfBindings = [
  'alter table oidc_identity add column id uuid not null default gen_random_uuid() primary key, add column proof text',
  `comment on column oidc_identity.proof is 'Issuer, subject, founder and person, sealed with the key of the house: without it the binding lets nobody in.'`,
];

/** A letter is opened and used up where it leads; the console, which makes them, only takes its own people's away. */
const letters = [
  `create function letter_is_used_where_it_leads() returns trigger language plpgsql as $$
begin
  raise exception 'a letter is opened and used by the app it leads to' using errcode = '42501';
end $$`,
  `create trigger letter_is_used_where_it_leads before update on invitation for each row
    when (${isApp} and (new.opened_at, new.used_at) is distinct from (old.opened_at, old.used_at) and session_user <> 'yorisoi_' || new.app)
    execute function letter_is_used_where_it_leads()`,
];

const ofToken = `exists (select from role_grant g where g.id = api_token.grant_id and ${reached('g.organisation_id')})`;
const restrictive = (table: string, verb: string, condition: string): string =>
  `${table} as restrictive for ${verb} to yorisoi_console ${condition}`;
/** Narrows what earlier policies open to the console. */
const narrower: Readonly<Record<string, string>> = {
  asked_in_time: restrictive(
    'power_request',
    'insert',
    `with check (organisation_id = ${own} and ${administers} and opens_at >= clock_timestamp() + interval '71 hours')`,
  ),
  begun_in_time: restrictive(
    'recovery',
    'insert',
    `with check (started_by = ${person} and num_nonnulls(confirmed_by, stopped_by) = 0 and ${reached('organisation_id')}
      and opens_at >= clock_timestamp() + interval '71 hours')`,
  ),
  decided_here: restrictive(
    'recovery',
    'update',
    `using (${reached('organisation_id')} or person_id = ${person}) with check (coalesce(confirmed_by, stopped_by) = ${person})`,
  ),
  prepared_here: restrictive('api_token', 'insert', `with check (${ofToken})`),
  handed_over_here: restrictive('api_token', 'update', `using (${ofToken})`),
  removed_here: restrictive('api_token', 'delete', `using (${ofToken})`),
  bound_by_provider: restrictive('oidc_identity', 'insert', `with check (${role} = 'system' and founder is not null)`),
  // Whether a letter went out is the worker's to say.
  ...Object.fromEntries(
    ['console', 'family', 'committee', 'api'].map((app) => [
      `${app}_writes_unsent`,
      `mail as restrictive for insert to yorisoi_${app} with check (num_nonnulls(sent_at, refused_at, refused_why) = 0)`,
    ]),
  ),
};

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
