import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type AccountName, type Rights, type RightsOfAll, accounts, grants } from './rights.js';

const signIn: Rights = {
  person: 'select',
  organisation: 'select',
  role_grant: 'select',
  session: 'select, insert, update (last_seen_at), delete',
  sign_in_attempt: 'select, insert, delete',
};
const everyApp: Rights = {
  local_government: 'select',
  holiday: 'select',
  help_line: 'select',
  contact_record: 'select',
  training_clock: 'select',
  idempotency: 'select, insert, update (result)',
  outbox: 'insert',
  journal_head: 'select, insert, update (seq, hash)',
  journal_entry: 'select, insert',
};
const deadlinesOfACase: Rights = {
  deadline:
    'select, insert, update (counted_from, first_counted_on, strict_on, safe_on, ext142_on, closed_at, closed_as, met_on, last_lead, next_reminder_at, calendar_version)',
};
const caseWork: Rights = {
  ...deadlinesOfACase,
  survey_case: 'select, insert, update (state, state_since, version, overridden, serious, consented, next_due_on)',
  act: 'select, insert',
  case_state: 'select, insert',
  relative: 'select, insert',
  appointment: 'select, insert',
  final_report: 'select',
  mail: 'select, insert',
};

/** What each account may do, table by table. Nobody may delete or change what was done. Later migrations add to it. */
export const firstRights: RightsOfAll = {
  yorisoi_console: { ...everyApp, ...signIn, ...caseWork, training_clock: 'select, insert, update (ahead, set_at)' },

  /** Reads acts through released_act only: what is told to families. Reads no pupil's name: it stands on no page and in no mail. */
  yorisoi_family: {
    ...everyApp,
    ...signIn,
    ...deadlinesOfACase,
    journal_entry: 'insert',
    survey_case:
      'select (id, case_no, founder_id, school_id, edition, state, state_since, version, grade, date_of_death, next_due_on, reported_at), update (state, state_since, version, consented, next_due_on)',
    act: 'insert',
    released_act: 'select',
    case_state: 'select, insert',
    relative: 'select, update (reminders)',
    // Letters to the committee are written in the transaction of what the relative did.
    appointment: 'select (case_id, person_id, starts_on, ends_on, recused_on)',
    mail: 'insert',
    released_draft: 'select',
    final_report: 'select',
  },

  yorisoi_committee: {
    ...everyApp,
    ...signIn,
    ...caseWork,
    survey_case: 'select, update (state, state_since, version, next_due_on)',
    relative: 'select',
    appointment: 'select',
    mail: 'insert',
    released_draft: 'select, insert',
    final_report: 'select, insert',
    'deliberation.standard_item': 'select, insert',
    'deliberation.draft': 'select, insert',
  },

  /** Enters the committee's room only by `set local role yorisoi_committee`, for the length of one transaction (see UnitOfWork). */
  yorisoi_api: {
    ...everyApp,
    ...signIn,
    ...caseWork,
    api_token: 'select, update (last_used_on)',
    training_clock: 'select, insert, update (ahead, set_at)',
  },

  yorisoi_worker: {
    ...everyApp,
    person: 'select (id, name, email)',
    organisation: 'select',
    role_grant: 'select',
    session: 'select, delete',
    sign_in_attempt: 'select, delete',
    idempotency: 'select, insert, update (result), delete',
    survey_case: 'select (id, case_no, founder_id, school_id, edition, state, date_of_death, next_due_on), update (next_due_on)',
    relative: 'select',
    appointment: 'select',
    deadline: deadlinesOfACase['deadline']!,
    reminder: 'select, insert, update (sent_at)',
    mail: 'select, insert, update (not_before, sent_at, refused_at, refused_why)',
    outbox: 'select, insert, update (relayed_at), delete',
    journal_entry: 'insert',
  },
};

/** The acts a family is told of. A rule test keeps this list equal to `toFamily` in libs/cases/domain/acts.ts. */
export const releasedActs = [
  'nameFamilyContact', 'explainSurveySystem', 'explainBasicResult', 'explainJsc', 'explainDesks', 'issueIntentionForm', 'recordIntention',
  'recordNoContact', 'restoreContact', 'askQuestion', 'answerQuestion', 'decideTransition', 'explainNotMoved', 'chooseOrganisation',
  'appointMember', 'tellNames', 'recordObjection', 'answerObjection', 'explainPlan', 'sendProgressNote', 'recordDraftShown', 'giveOpinion',
  'answerOpinion', 'signReport', 'explainResult', 'requestSupplement', 'decideSupplement', 'explainSupplementDeclined',
  'explainReinvestigation', 'recordPublicationWish', 'recordPublicationDecision', 'tellFamilyBeforePublication', 'recordPublication',
  'recordTreatmentMonth', 'recordCure', 'recordJscClaim', 'forwardJscClaim', 'recordJscReceipt', 'recordJscDecision', 'declineJsc',
  'tellLimitPassed', 'reportRecommendation',
] as const; // prettier-ignore

export class Rights1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const account of accounts) await runner.query(createAccount(account));
    await runner.query(letApiEnterCommitteeRoom);
    await runner.query(closeToEverybody);
    await runner.query(releasedActView);
    await runner.query(contactRecordView);
    for (const account of accounts) for (const statement of grants(account, firstRights[account])) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Rights are changed by a new migration, never taken back.');
  }
}

/** Accounts belong to the whole server, not to one database: another database's migration may be making them at this moment. */
const createAccount = (account: AccountName) => `
do $$ begin
  if not exists (select from pg_roles where rolname = '${account}') then create role ${account} noinherit nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$`;

const letApiEnterCommitteeRoom = `
do $$ begin
  if not exists (select from pg_auth_members where roleid = 'yorisoi_committee'::regrole and member = 'yorisoi_api'::regrole) then
    grant yorisoi_committee to yorisoi_api;
  end if;
exception when duplicate_object or unique_violation or internal_error then null;
end $$`;

const closeToEverybody = `
revoke all on schema public from public;
revoke all on all tables in schema public from public;
revoke all on all functions in schema public from public;
alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`;

const releasedActView = `
create view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id, data from act
  where name in (${releasedActs.map((name) => `'${name}'`).join(', ')});
comment on view released_act is 'The acts a family is told of; the family account reads no other.';`;

const contactRecordView = `
create view contact_record with (security_barrier) as
  select case_id, at_version, name, (data->>'relative')::uuid as relative_id from act where name in ('recordNoContact', 'restoreContact');
comment on view contact_record is 'Who is not to be written to, and nothing else: the worker reads no other act. The latest record of a relative counts.';`;
