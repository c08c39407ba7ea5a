import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, accounts, grantsOf } from './rights.js';
import { actorIn } from './row-security.js';
import { releasedActs } from './1764000000002-rights.js';
import { releasedSince } from './1764000000008-walls.js';
import { releasedWithMandates } from './1764000000015-mandates.js';
import { releasedWithOwnWord } from './1764000000025-her-own-word.js';

/** Who comes through the API as a relative reads what the family's pages read. */
export const moreRights: MoreRights = { yorisoi_api: { released_act: 'select' } };

/**
 * Each relative is separate (libs/cases/domain/own-history.ts), said a second time in SQL: whoever acts as a relative, or for one, finds of the rows
 * about relatives her own. What has to be known of all of them, whether everybody agrees or has declined, is asked of two functions, and of nothing else.
 */
export class BetweenRelatives1764000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of functions) await runner.query(statement);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    for (const statement of [releasedActView(released), contactRecordView, openedByOffice, ...walls]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const families = 'yorisoi_family, yorisoi_api';
/** Nobody comes through these as a relative. */
const others = accounts.filter((account) => !families.includes(account));
const person = `nullif(${actorIn('person')}, '')::uuid`;
const today = `nullif(${actorIn('today')}, '')::date`;
const apart = `(select coalesce(${actorIn('role')}, '') in ('relative', 'representative'))`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const mandateHolds = `m.starts_on <= ${today} and (m.ends_on is null or m.ends_on >= ${today}) and m.withdrawn_on is null`;
/** A function of the owner's, for who acts as a relative or for one, that reads as the owner who maintains, as long as it looks. */
const reading = (signature: string, row: string, query: string) => `
create or replace function ${signature} returns setof ${row} language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
begin
  if session_user in (${quoted(others)}) or not ${apart} then return; end if;
  perform set_config('yorisoi.maintenance', 'on', true);
  return query ${query};
  perform set_config('yorisoi.maintenance', maintaining, true);
end $$`;
const toAccounts = (signature: string) => [
  `revoke all on function ${signature} from public`,
  `grant execute on function ${signature} to ${accounts.join(', ')}`,
];

/** What has to be known of what all relatives said. Texts and choices in it are sealed. */
const wordsOfAll = ['recordIntention', 'declineJsc', 'nameRepresentative', 'confirmStatement', 'contestStatement', 'attestStatement'];

/** These two, for a migration that changes what they look at. */
export const ownIds = (more: string): string =>
  reading(
    'own_ids()',
    'text',
    `select unnest(array[r.id, r.person_id])::text from public.relative r
      where case ${actorIn('role')} when 'relative' then r.person_id = ${person}
        else r.id in (select m.relative_id from public.mandate m where m.person_id = ${person} and ${mandateHolds}) end ${more}`,
  );
export const wordsOf = (names: readonly string[]): string =>
  reading(
    'words_of_all(of_case uuid)',
    'act',
    `select a.* from public.act a where a.case_id = of_case and a.name in (${quoted(names)}) and of_case = any (cases_of_relative())`,
  );

const functions = [
  ownIds(''),
  `comment on function own_ids is 'The ids by which cases know the relative who acts, or for whom somebody acts: of her rows, and of her account.'`,
  reading(
    'own_representatives()',
    'text',
    'select m.person_id::text from public.mandate m where m.relative_id::text in (select own_ids()) and m.person_id is not null',
  ),
  `comment on function own_representatives is 'The accounts of those who act or acted for the relative who acts, or for whom somebody acts.'`,
  wordsOf(wordsOfAll),
  reading(
    'relatives_of_all(of_case uuid)',
    'uuid',
    'select r.id from public.relative r where r.case_id = of_case and of_case = any (cases_of_relative()) order by r.created_at, r.id',
  ),
  ...['own_ids()', 'own_representatives()', 'words_of_all(uuid)', 'relatives_of_all(uuid)'].flatMap(toAccounts),
  // In a function of the owner's, rows of others are seen only where it reads as the owner who maintains.
  ...['relative', 'mandate'].map(
    (
      table,
    ) => `alter policy owner_maintains on ${table} using (case when current_user <> session_user and current_setting('yorisoi.maintenance', true) is distinct from 'on'
    then person_id = (select ${person}) else (select current_setting('yorisoi.maintenance', true) = 'on') end)`,
  ),
];

export const released: readonly string[] = [...releasedActs, ...releasedSince, ...releasedWithMandates, ...releasedWithOwnWord];
const answers = ['answerQuestion', 'answerOpinion', 'answerObjection', 'confirmStatement', 'contestStatement', 'attestStatement'];

/** Whether an act is about nobody, about all, or about her who acts: as in libs/cases/domain/own-history.ts. */
const mine = 'array(select own_ids())';
const hers = (act: string) =>
  `${act}.data->>'relative' = any (${mine}) or ${act}.name = 'requestSupplement' and ${act}.person_id::text = any (${mine})`;
const refersToHers = (field: string) =>
  `exists (select from act w where w.case_id = act.case_id and w.id::text = act.data->>'${field}' and (${hers('w')}))`;
const ownAct = `case
    when data->>'relative' is not null then data->>'relative' = any (${mine})
    when jsonb_typeof(data->'relatives') = 'array' then data->'relatives' ?| ${mine}
    when name = 'withdrawRepresentative' then ${refersToHers('mandate')}
    when name in (${quoted(answers)}) then ${refersToHers('to')}
    when name = 'requestSupplement' then role not in ('relative', 'representative') or person_id::text = any (${mine})
    else true end`;

/** The view of what a family is told, for a migration that adds an act. */
export const releasedActView = (names: readonly string[]): string => `
create or replace view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id,
    case name when 'recuseMember' then data - 'reason' when 'endAppointment' then data - 'reason' when 'appointMember' then data - 'despiteRecusal' else data end as data
  from act
  where name in (${quoted(names)}) and ${ownAct};`;

/** As in migration 25. */
const answeredBy = (names: readonly string[]): string =>
  `from act w where w.case_id = a.case_id and w.name in (${quoted(names)}) and w.data->>'to' = a.id::text`;
const contactRecordView = `
create or replace view contact_record with (security_barrier) as
  select a.case_id, coalesce((select max(w.at_version) ${answeredBy(['confirmStatement', 'attestStatement'])}), a.at_version) as at_version, a.name,
    (a.data->>'relative')::uuid as relative_id
  from act a
  where a.name in ('recordNoContact', 'restoreContact')
    and (a.data->>'waits' is null or exists (select ${answeredBy(['confirmStatement', 'attestStatement'])}))
    and not exists (select ${answeredBy(['contestStatement'])})
    and (not ${apart} or a.data->>'relative' = any (${mine}));`;

/** As in migration 15; who read as a relative, or for one, is told to that relative alone. */
const field = (name: string) => `e.content::jsonb->>'${name}'`;
const openedByOffice = `
create or replace view opened_by_office with (security_barrier) as
  select distinct e.case_id, ((${field('at')})::timestamptz at time zone 'Asia/Tokyo')::date as opened_on,
    case ${field('role')} when 'founderHead' then 'founder' when 'committeeMember' then 'committee' when 'secretariat' then 'committee' else ${field('role')} end as office,
    case when ${field('role')} in ('school', 'founder', 'founderHead', 'prefecture', 'reader') then (${field('organisationId')})::uuid end as organisation_id,
    case when ${field('role')} = 'relative' then (${field('personId')})::uuid end as relative_person_id,
    coalesce(${field('ground')} = 'break-glass', false) as urgent,
    case when ${field('role')} = 'representative' then (${field('personId')})::uuid end as representative_person_id
  from journal_entry e
  where e.case_id is not null and ${field('event')} = 'read' and ${field('role')} not in ('system', 'administrator')
    and (${field('role')} <> 'relative' or ${field('personId')} = any (${mine}))
    and (${field('role')} <> 'representative' or ${field('personId')} in (select own_representatives()));`;

const byHer = `person_id = (select ${person})`;
const walls = [
  `create policy between_relatives on relative as restrictive for all to ${families} using (not ${apart} or id::text = any (${mine}))`,
  `create policy between_relatives on mandate as restrictive for all to ${families} using (not ${apart} or relative_id::text = any (${mine}) or ${byHer})`,
  // A relative's program reads the view, too.
  `create policy between_relatives on act as restrictive for select to yorisoi_api using (not ${apart})`,
  // What is entered on the family's pages is of who acts, about herself.
  `create policy about_herself on act as restrictive for insert to yorisoi_family with check (${byHer} and (data->>'relative' is null or data->>'relative' = any (${mine})))`,
  `create policy about_herself on case_state as restrictive for insert to yorisoi_family with check (${byHer})`,
];
