import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, accounts, grantsOf } from './rights.js';
import { actorIn } from './row-security.js';

/** Between the second person's word and the opening lies a day, in which the committee or the head can stop it. Danger to life waits for nobody. */
export const moreRights: MoreRights = {
  yorisoi_console: { break_glass: 'update (opens_at, stopped_by, stopped_at, stop_reason)' },
  yorisoi_committee: { break_glass: 'select (opens_at, stopped_at), update (stopped_by, stopped_at, stop_reason)' },
};

export class OpensLater1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [columns, guard, casesOfBreakGlass, chairStops, ...grantsOf(moreRights)]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Who stopped what is not forgotten: write a new migration.');
  }
}

/** What was confirmed before has no hour at which it opens, and is shut: whoever still needs it asks anew. */
const columns = `
alter table break_glass add column opens_at timestamptz, add column stopped_by uuid references person(id), add column stopped_at timestamptz,
  add column stop_reason text, drop constraint break_glass_at_most_72_hours,
  add constraint break_glass_opens_later check (opens_at is null or (confirmed_at is not null
    and opens_at >= confirmed_at + case ground when 'dangerToLife' then interval '0' else interval '24 hours' end)),
  add constraint break_glass_at_most_72_hours check (ends_at <= coalesce(opens_at, confirmed_at) + interval '72 hours'),
  add constraint break_glass_stopped_whole check ((stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stop_reason is null)),
  add constraint break_glass_stopped_before_it_opens check (stopped_at is null or (opens_at is not null and stopped_at < opens_at));
comment on column break_glass.opens_at is 'Nobody reads before. Null in what was confirmed before there was such a time: it never opens.';
comment on column break_glass.stop_reason is 'Sealed with the key of the case.';
`;

const ahead = `coalesce((select ahead from training_clock where id = 1), interval '0')`;

/** No app says that somebody confirmed earlier than now, changes what was confirmed, or takes a stop back. */
const guard = `
create function break_glass_waits() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if session_user not in (${accounts.map((account) => `'${account}'`).join(', ')}) then return new; end if;
  if tg_op = 'INSERT' then
    if new.confirmed_at is not null then raise exception 'an opening is asked for first' using errcode = '42501'; end if;
    return new;
  end if;
  if old.stopped_at is not null or old.ended_at is not null
    or (old.confirmed_at is not null and (old.confirmed_at, old.confirmed_by, old.opens_at, old.ends_at, old.grant_id)
      is distinct from (new.confirmed_at, new.confirmed_by, new.opens_at, new.ends_at, new.grant_id))
    or (old.confirmed_at is null and new.confirmed_at < clock_timestamp() + ${ahead} - interval '5 minutes')
  then raise exception 'an opening is confirmed once, now, and a stop stays' using errcode = '42501'; end if;
  return new;
end $$;
create trigger break_glass_waits before insert or update on break_glass for each row execute function break_glass_waits();
`;

const person = `nullif(${actorIn('person')}, '')::uuid`;
const casesOfBreakGlass = `
create or replace function cases_of_break_glass() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if session_user not in ('yorisoi_committee') or coalesce(${actorIn('role')}, '') not in ('breakGlass') then return '{}'; end if;
  return array(select b.case_id from public.break_glass b where b.asked_by = ${person} and b.confirmed_at is not null and b.ended_at is null
    and b.stopped_at is null and b.opens_at <= now() + coalesce((select ahead from public.training_clock where id = 1), interval '0')
    and b.ends_at > now() + coalesce((select ahead from public.training_clock where id = 1), interval '0'));
end $$`;

/** Of the committee, who keeps its room stops an opening, and signs for nobody else. */
const chairStops = `
create policy committee_changes on break_glass for update to yorisoi_committee
using (case_id = any ((select cases_of_member())::uuid[]) and (${actorIn('role')} = 'secretariat'
  or exists (select from appointment a where a.case_id = break_glass.case_id and a.person_id = ${person} and a.chair and a.recused_on is null
    and (a.ends_on is null or a.ends_on >= nullif(${actorIn('today')}, '')::date))))
with check (stopped_by = ${person})`;
