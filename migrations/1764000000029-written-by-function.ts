import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type AccountName, type MoreRights, accounts } from './rights.js';

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
/** An app's account, also where it acts as another or looks through a function of the owner. */
export const isApp = `session_user in (${quoted(accounts)})`;

/** Whose doings an account may write down besides those of the house itself. */
export const journalRoles: Readonly<Record<AccountName, readonly string[]>> = {
  yorisoi_console: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator'],
  yorisoi_family: ['relative', 'representative'],
  yorisoi_committee: ['committeeMember', 'secretariat', 'breakGlass'],
  yorisoi_api: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator', 'relative', 'committeeMember', 'secretariat'],
  yorisoi_worker: [],
};

/** What accounts may no longer do since this migration; see `without` in rights.ts. */
export const fewerRights: MoreRights = Object.fromEntries(
  accounts.map((account) => [account, { journal_entry: 'insert', journal_head: 'select, insert, update', training_clock: 'insert' }]),
);
export const moreRights: MoreRights = {
  yorisoi_console: { journal_head: 'select' },
  yorisoi_api: { journal_head: 'select' },
  // Seals the heads, and moves none.
  yorisoi_worker: { journal_head: 'select' },
};

/**
 * The journal is written by a function of the owner alone, and no account can make a case unusable for the others
 * (docs/decisions/accounts-are-walls.md).
 */
export class WrittenByFunction1764000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [appending, ...rightsOfTheJournal, versions, sane, clock, keys, pace]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const mayAct = accounts
  .filter((account) => journalRoles[account].length > 0)
  .map((account) => `when '${account}' then who in (${quoted(journalRoles[account])})`)
  .join(' ');

/** As before, and looks at each entry an app brings. The owner (seeds, commands at the machine) is believed. */
const appending = `
create or replace function journal_append(chains text[], cases uuid[], ats timestamptz[], contents text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  here text;
  head record;
  next_hash text;
  app text := case when ${isApp} then substr(session_user, 9) end;
  said jsonb;
  who text;
  person text;
  known text;
begin
  if app is not null and cardinality(chains) > 5000 then raise exception 'too many entries at once' using errcode = '42501'; end if;
  for n in 1 .. cardinality(chains) loop
    if app is not null then
      if octet_length(contents[n]) > 65536 then raise exception 'an entry is too long' using errcode = '42501'; end if;
      said := contents[n]::jsonb;
      who := said->>'role';
      person := said->>'personId';
      if said->>'zone' is distinct from app or (said->>'at')::timestamptz is distinct from ats[n] or said->>'event' is null or person is null
        or not coalesce(case who when 'system' then app = 'worker' or cases[n] is null else case session_user ${mayAct} else false end end, false)
      then raise exception 'an account writes down what its own people do' using errcode = '42501'; end if;
      if who <> 'system' and (who || ' ' || person || ' ' || coalesce(said->>'organisationId', '')) is distinct from known then
        known := who || ' ' || person || ' ' || coalesce(said->>'organisationId', '');
        if not coalesce((select bool_or(g.role = who and (said->>'organisationId' is null or g.organisation_id = (said->>'organisationId')::uuid))
            from role_grant g where g.person_id = person::uuid),
            who in ('relative', 'representative') or not exists (select from person p where p.id = person::uuid))
        then raise exception 'this person never held this role' using errcode = '42501'; end if;
      end if;
      if who = 'system' then person := said->'facts'->>'personId'; end if;
      if chains[n] is distinct from (case when chains[n] = 'room/' || cases[n] then chains[n] when cases[n] is not null then cases[n]::text
          when person ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then 'person/' || person
          when chains[n] ~ ('^system/' || app || '/[0-9a-f]$') then chains[n] end)
      then raise exception 'an entry belongs into the chain of its case or its person' using errcode = '42501'; end if;
      if abs(extract(epoch from ats[n] - clock_timestamp())) > 300 and not exists (select from training_clock)
      then raise exception 'an entry is of now' using errcode = '42501'; end if;
    end if;
    if chains[n] is distinct from here then
      if here is not null then update journal_head set seq = head.seq, hash = head.hash where chain = here; end if;
      here := chains[n];
      select seq, hash into head from journal_head where chain = here for update;
      if not found then
        insert into journal_head (chain, seq, hash, drawer) values (here, 0, '',
          ((get_byte(sha256(convert_to(here, 'UTF8')), 0) << 2) | (get_byte(sha256(convert_to(here, 'UTF8')), 1) >> 6))) on conflict do nothing;
        select seq, hash into head from journal_head where chain = here for update;
      end if;
    end if;
    next_hash := encode(sha256(convert_to(head.hash || chr(10) || contents[n], 'UTF8')), 'hex');
    insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
      values (here, head.seq + 1, ats[n], cases[n], contents[n], head.hash, next_hash);
    head.seq := head.seq + 1;
    head.hash := next_hash;
  end loop;
  update journal_head set seq = head.seq, hash = head.hash where chain = here;
end $$;
comment on function journal_append is 'Chains entries, given in the order of their chains: hash = sha256(previous hash, newline, content). The only way in for an app, which writes of its own people alone.';`;

const rightsOfTheJournal = [
  ...accounts.flatMap((account) => [
    `revoke all on journal_head from ${account}`,
    `revoke insert on journal_entry from ${account}`,
    `revoke insert on training_clock from ${account}`,
  ]),
  'grant select on journal_head to yorisoi_console, yorisoi_api, yorisoi_worker',
  ...accounts.map((account) => `drop policy if exists ${account.replace('yorisoi_', '')}_adds on journal_entry`),
  // The function is the owner's, and has looked at each entry before.
  'alter policy owner_maintains on journal_entry with check (true)',
];

/** Acts and steps are numbered by the version of their case: one that ran ahead would stand in the way of every later one. */
const versions = `
create function has_the_version_of_its_case() returns trigger language plpgsql as $$
begin
  if new.at_version is distinct from (select version from survey_case where id = new.case_id) then
    raise exception 'an act or step carries the version its case has now' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger act_has_the_version before insert on act for each row when (${isApp}) execute function has_the_version_of_its_case();
create trigger case_state_has_the_version before insert on case_state for each row when (${isApp}) execute function has_the_version_of_its_case();
create function versions_count_up() returns trigger language plpgsql as $$
begin
  raise exception 'a version is followed by the next one' using errcode = '42501';
end $$;
create trigger survey_case_counts_up before update on survey_case for each row
  when (${isApp} and new.version not in (old.version, old.version + 1)) execute function versions_count_up();`;

/** What no app can read again would shut a case for all. Rows from before are left as they are. */
const sane = `
alter table survey_case add constraint survey_case_state_check check (state in ('INTAKE', 'BASIC_RUNNING', 'BASIC_REPORTED', 'FAMILY_EXPLAINED',
  'INTENTION_PENDING', 'INTENTION_RECORDED', 'NOT_MOVED', 'DETAILED_DECIDED', 'DETAILED_SETUP', 'DETAILED_RUNNING', 'DRAFT_TO_FAMILY', 'REPORTED',
  'RESULT_EXPLAINED', 'SUPPL_REQUESTED', 'SUPPL_RUNNING', 'SUPPL_DECLINED', 'REINVESTIGATION', 'PUBLICATION', 'FOLLOWUP', 'CLOSED', 'REOPENED')) not valid;
${[
  ['survey_case', 'state_since'],
  ['survey_case', 'date_of_death'],
  ['survey_case', 'next_due_on'],
  ['act', 'occurred_on'],
  ['case_state', 'taken_on'],
  ['deadline', 'first_counted_on'],
  ['deadline', 'strict_on'],
  ['deadline', 'safe_on'],
  ['deadline', 'ext142_on'],
  ['deadline', 'met_on'],
]
  .map(
    ([table, column]) =>
      `alter table ${table} add constraint ${table}_${column}_is_a_day check (${column} between '0001-01-01' and '9999-12-31') not valid;`,
  )
  .join('\n')}`;

/** Only an installation for training has the row, which its owner makes (`allowTrainingClock`); apps move it forward. */
const clock = `
create function clock_goes_forward() returns trigger language plpgsql as $$
begin
  raise exception 'the training clock goes forward, and not past the year 2100' using errcode = '42501';
end $$;
create trigger training_clock_goes_forward before update on training_clock for each row
  when (${isApp} and (new.ahead < old.ahead or clock_timestamp() + new.ahead > '2101-01-01')) execute function clock_goes_forward();`;

/** A second data key made of rubbish would shut every text of a case. The owner renews keys. */
const keys = `
alter policy console_adds on case_key with check (no = 1 and exists (select from survey_case c where c.id = case_key.case_id));
alter policy api_adds on case_key with check (no = 1 and exists (select from survey_case c where c.id = case_key.case_id));`;

/** Each app counts its own requests: none can use up what is allowed in another. */
const pace = `
alter table request_count enable row level security;
${['console', 'family', 'committee', 'api'].map((app) => `create policy ${app}_counts on request_count to yorisoi_${app} using (starts_with(who, '${app} '));`).join('\n')}
create policy worker_clears on request_count to yorisoi_worker using (true);`;
