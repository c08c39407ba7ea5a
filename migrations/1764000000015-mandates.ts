import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, accounts, grantsOf } from './rights.js';
import { type Belongs, actorIn, secureRows } from './row-security.js';
import { releasedActs } from './1764000000002-rights.js';
import { releasedSince } from './1764000000008-walls.js';

/** Acts a family is told of since this migration, besides those before. */
export const releasedWithMandates = ['nameRepresentative', 'withdrawRepresentative'] as const;

const whoIsWrittenTo = 'select (id, case_id, relative_id, person_id, copies, starts_on, ends_on, withdrawn_on)';
export const moreRights: MoreRights = {
  yorisoi_console: { mandate: 'select, insert, update (person_id, withdrawn_on)' },
  yorisoi_family: { mandate: 'select, insert, update (withdrawn_on)' },
  yorisoi_committee: { mandate: whoIsWrittenTo },
  yorisoi_api: { mandate: 'select, insert, update (withdrawn_on)' },
  yorisoi_worker: { mandate: whoIsWrittenTo },
};

/** What carries case data since this migration. */
export const securedWithMandates: Readonly<Record<string, Belongs>> = { mandate: { by: 'case_id' } };

/** Somebody who acts for one relative within a recorded mandate (docs/decisions/representative.md). */
export class Mandates1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [mandate, letters, casesOfRepresentative, casesOfTheFamily, elsewhere, releasedActView, openedByOffice])
      await runner.query(statement);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    for (const [table, belongs] of Object.entries(securedWithMandates)) await secureRows(runner, table, belongs);
    for (const statement of tightened) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A mandate that was recorded is not forgotten: write a new migration.');
  }
}

const mandate = `
create table mandate (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  relative_id uuid not null references relative(id),
  person_id uuid references person(id),
  kind text not null check (kind in ('lawyer', 'supporter')),
  name text not null,
  email text,
  post text,
  may_speak boolean not null,
  may_wish boolean not null,
  copies boolean not null,
  starts_on date not null,
  ends_on date,
  withdrawn_on date,
  constraint mandate_ends_after_it_starts check (ends_on >= starts_on)
);
create index mandate_case on mandate (case_id);
create index mandate_relative on mandate (relative_id);
create index mandate_person on mandate (person_id);
comment on table mandate is 'Who acts for one relative of one case, and how far. The id is that of the act.';
comment on column mandate.name is 'Sealed with the key of the case.';
comment on column mandate.email is 'Sealed with the key of the case.';
comment on column mandate.post is 'Sealed with the key of the case.';
comment on column mandate.withdrawn_on is 'From the moment this is set everything of the case is closed to the representative.';
`;

const letters = `
alter table family_letter add column mandate_id uuid references mandate(id);
create index family_letter_mandate on family_letter (mandate_id);
comment on column family_letter.mandate_id is 'Set where the letter was for the representative of this relative.';
`;

const person = `nullif(${actorIn('person')}, '')::uuid`;
const today = `nullif(${actorIn('today')}, '')::date`;
const header = 'language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$';

/** Comes through the family's account alone: a representative has no token. */
const casesOfRepresentative = `
create function cases_of_representative() returns uuid[] ${header}
begin
  if session_user <> 'yorisoi_family' or coalesce(${actorIn('role')}, '') <> 'representative' then return '{}'; end if;
  return array(select m.case_id from public.mandate m where m.person_id = ${person}
    and m.starts_on <= ${today} and (m.ends_on is null or m.ends_on >= ${today}) and m.withdrawn_on is null);
end $$;
revoke all on function cases_of_representative() from public;
grant execute on function cases_of_representative() to ${accounts.join(', ')};`;

/** The policies of the family ask one function; it now asks for a representative, too. */
const casesOfTheFamily = `
create or replace function cases_of_relative() returns uuid[] ${header}
begin
  if session_user not in ('yorisoi_family', 'yorisoi_api') then return '{}'; end if;
  case coalesce(${actorIn('role')}, '')
    when 'relative' then return array(select r.case_id from public.relative r where r.person_id = ${person});
    when 'representative' then return cases_of_representative();
    else return '{}';
  end case;
end $$;`;

/** As before, and mandates in cases of other founders count. */
const elsewhere = `
create or replace function relative_elsewhere(person uuid, founder uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  acting text := coalesce(current_setting('yorisoi.person', true), '');
  maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
  found boolean;
begin
  perform set_config('yorisoi.person', person::text, true), set_config('yorisoi.maintenance', 'on', true);
  select exists (select from public.relative r join public.survey_case c on c.id = r.case_id where r.person_id = person and c.founder_id <> founder)
      or exists (select from public.mandate m join public.survey_case c on c.id = m.case_id where m.person_id = person and c.founder_id <> founder)
    into found;
  perform set_config('yorisoi.person', acting, true), set_config('yorisoi.maintenance', maintaining, true);
  return found;
end $$;`;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const releasedActView = `
create or replace view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id,
    case name when 'recuseMember' then data - 'reason' when 'endAppointment' then data - 'reason' when 'appointMember' then data - 'despiteRecusal' else data end as data
  from act
  where name in (${quoted([...releasedActs, ...releasedSince, ...releasedWithMandates])});`;

/** A representative who read is shown to the relative who gave the mandate: the app finds out whose. */
const openedByOffice = `
create or replace view opened_by_office with (security_barrier) as
  select distinct e.case_id, ((e.content::jsonb->>'at')::timestamptz at time zone 'Asia/Tokyo')::date as opened_on,
    case e.content::jsonb->>'role' when 'founderHead' then 'founder' when 'committeeMember' then 'committee' when 'secretariat' then 'committee'
      else e.content::jsonb->>'role' end as office,
    case when e.content::jsonb->>'role' in ('school', 'founder', 'founderHead', 'prefecture', 'reader') then (e.content::jsonb->>'organisationId')::uuid end as organisation_id,
    case when e.content::jsonb->>'role' = 'relative' then (e.content::jsonb->>'personId')::uuid end as relative_person_id,
    coalesce(e.content::jsonb->>'ground' = 'break-glass', false) as urgent,
    case when e.content::jsonb->>'role' = 'representative' then (e.content::jsonb->>'personId')::uuid end as representative_person_id
  from journal_entry e
  where e.case_id is not null and e.content::jsonb->>'event' = 'read' and e.content::jsonb->>'role' not in ('system', 'administrator');`;

/** What the family's account writes of mandates is the relative's own, or a representative's who steps back. */
const ownRelative = `exists (select from relative r where r.id = mandate.relative_id and r.person_id = (select ${person}))`;
const asRelative = `(select ${actorIn('role')} = 'relative')`;
const tightened = [
  `alter policy family_adds on mandate with check (${asRelative} and case_id = any ((select cases_of_relative())::uuid[]) and ${ownRelative})`,
  `alter policy family_changes on mandate using (case_id = any ((select cases_of_relative())::uuid[]) and (${ownRelative} or person_id = (select ${person})))`,
  `alter policy family_adds on journal_entry with check (case_id is null or (select ${actorIn('role')} in ('relative', 'representative')))`,
];
