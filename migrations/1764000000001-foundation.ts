import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the house. Rights are in the next migration, so that one page shows who may touch what. */
export class Foundation1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(reference);
    await runner.query(people);
    await runner.query(cases);
    await runner.query(deliberation);
    await runner.query(deadlines);
    await runner.query(mail);
    await runner.query(journal);
  }

  async down(): Promise<void> {
    throw new Error('The first migration is not taken back: drop the database instead.');
  }
}

const reference = `
create table local_government (
  code char(6) primary key,
  prefecture_code char(2) not null,
  prefecture_name text not null,
  name text not null,
  kana text,
  kind text not null
);
create table holiday (day date primary key, name text not null, source text not null, version text not null);
create table help_line (code text primary key, position int not null, name text not null, phone text, hours text, note text, source text not null);
create table training_clock (id int primary key check (id = 1), ahead interval not null, set_at timestamptz not null);
create table installation (name text primary key, value text not null);
comment on table training_clock is 'Solo mode only: how far the clock that every process obeys is ahead of the real one.';
`;

const people = `
create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('founder', 'school', 'prefecture', 'committee', 'agency')),
  founder_kind text check (founder_kind in ('municipal', 'prefectural', 'schoolCorporation', 'nationalUniversity', 'publicUniversity', 'company')),
  name text not null,
  code text,
  parent_id uuid references organisation(id)
);
create index organisation_parent on organisation (parent_id);
comment on column organisation.parent_id is 'A school''s founder; a founder''s prefecture.';
create table person (
  id uuid primary key,
  name text not null,
  email text not null,
  password_hash text not null,
  created_at timestamptz not null
);
create unique index person_email on person (lower(email));
create table role_grant (
  id uuid primary key,
  person_id uuid not null references person(id),
  role text not null,
  organisation_id uuid references organisation(id),
  starts_on date not null,
  ends_on date
);
create index role_grant_person on role_grant (person_id);
create table session (
  token_hash text primary key,
  person_id uuid not null references person(id),
  grant_id uuid references role_grant(id),
  app text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index session_person on session (person_id);
comment on table session is 'Times here are real time, never training time.';
create table api_token (
  token_hash text primary key,
  grant_id uuid not null references role_grant(id),
  label text not null,
  created_at timestamptz not null,
  ends_on date,
  last_used_on date
);
create table sign_in_attempt (address_hash text not null, account_hash text not null, at timestamptz not null);
create index sign_in_attempt_account on sign_in_attempt (account_hash, at);
create index sign_in_attempt_address on sign_in_attempt (address_hash, at);
create table idempotency (
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  result jsonb,
  created_at timestamptz not null,
  primary key (person_id, key)
);
`;

const cases = `
create table survey_case (
  id uuid primary key,
  case_no text not null unique,
  founder_id uuid not null references organisation(id),
  school_id uuid not null references organisation(id),
  edition text not null check (edition in ('2014', '2025')),
  state text not null,
  state_since date not null,
  version int not null default 1,
  pupil_name text not null,
  grade text,
  date_of_death date not null,
  overridden boolean not null default false,
  serious boolean not null default false,
  consented boolean not null default false,
  next_due_on date,
  reported_at timestamptz not null
);
create index survey_case_founder_due on survey_case (founder_id, next_due_on, id);
create index survey_case_founder_reported on survey_case (founder_id, reported_at, id);
create index survey_case_founder_state on survey_case (founder_id, state, id);
create index survey_case_school_due on survey_case (school_id, next_due_on, id);
create index survey_case_school_reported on survey_case (school_id, reported_at, id);
create index survey_case_school_state on survey_case (school_id, state, id);
comment on table survey_case is 'One background investigation. case_no does not speak: it tells neither school nor year.';
comment on column survey_case.overridden is 'The head of the founder set a wish aside (G5); the prefecture sees such cases.';
comment on column survey_case.consented is 'Every relative agreed that results go to the ministry; readers there see such cases.';
comment on column survey_case.next_due_on is 'Earliest open deadline of the case, kept by libs/deadlines in the same transaction.';
create table act (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  at_version int not null,
  name text not null,
  occurred_on date not null,
  entered_at timestamptz not null,
  person_id uuid not null,
  role text not null,
  organisation_id uuid,
  data jsonb not null
);
create unique index act_case on act (case_id, at_version);
comment on column act.at_version is 'Version of the case this made; acts and steps of a case share one count, so it is their order.';
comment on table act is 'What was done in a case, with the day it happened and the time it was entered. Never changed: a correction is a new act.';
create table case_state (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  at_version int not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  taken_on date not null,
  taken_at timestamptz not null,
  person_id uuid not null,
  role text not null
);
create unique index case_state_case on case_state (case_id, at_version);
create table relative (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  person_id uuid references person(id),
  name text not null,
  relation text not null,
  term text not null check (term in ('jishi', 'jisatsu')),
  reminders boolean not null default true,
  created_at timestamptz not null
);
create index relative_case on relative (case_id);
create index relative_person on relative (person_id);
create table appointment (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  person_id uuid references person(id),
  role text not null check (role in ('committeeMember', 'secretariat')),
  name text not null,
  profession text not null,
  nominating_body text not null,
  outside boolean not null,
  starts_on date not null,
  ends_on date,
  recused_on date
);
create index appointment_case on appointment (case_id);
create index appointment_person on appointment (person_id);
create table released_draft (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  version int not null,
  content text not null,
  fingerprint text not null,
  released_at timestamptz not null,
  unique (case_id, version)
);
comment on table released_draft is 'The draft as it was shown to the family. Not readable for the console: the founder receives the report when it is final.';
create table final_report (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  version int not null,
  content text not null,
  fingerprint text not null,
  signed_on date not null,
  unique (case_id, version)
);
`;

const deliberation = `
create schema deliberation;
create table deliberation.standard_item (
  id uuid primary key,
  case_id uuid not null references public.survey_case(id),
  item text not null,
  outcome text not null check (outcome in ('answered', 'notEstablished')),
  answer text not null,
  looked_at text,
  entered_at timestamptz not null,
  person_id uuid not null
);
create index standard_item_case on deliberation.standard_item (case_id, item, entered_at);
create table deliberation.draft (
  id uuid primary key,
  case_id uuid not null references public.survey_case(id),
  version int not null,
  content text not null,
  frozen_at timestamptz not null,
  person_id uuid not null,
  unique (case_id, version)
);
comment on schema deliberation is 'The committee''s own room: the accounts of console and family have no right here.';
`;

const deadlines = `
create table deadline (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  rule text not null,
  subject text not null default '',
  counted_from text not null,
  first_counted_on date,
  strict_on date not null,
  safe_on date not null,
  ext142_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('met', 'cancelled', 'declined')),
  met_on date,
  last_lead text,
  next_reminder_at timestamptz,
  calendar_version text not null,
  unique (case_id, rule, subject)
);
create index deadline_due on deadline (next_reminder_at, id) where next_reminder_at is not null;
create index deadline_open on deadline (case_id, safe_on) where closed_at is null;
comment on column deadline.subject is 'Month of care for D-JSC-MED, id of the act for requests; empty where a case has the rule once.';
comment on column deadline.counted_from is 'Day or month the counting starts from, as entered.';
create table reminder (
  id uuid primary key,
  deadline_id uuid not null references deadline(id),
  lead text not null,
  due_on date not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  unique (deadline_id, lead)
);
create index reminder_waiting on reminder (made_at, id) where sent_at is null;
`;

const mail = `
create table outbox (
  id uuid primary key,
  job text not null,
  subject_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  relayed_at timestamptz
);
create index outbox_waiting on outbox (created_at, id) where relayed_at is null;
comment on table outbox is 'Jobs asked for inside a transaction. They carry an id and nothing else.';
create table mail (
  id uuid primary key,
  kind text not null,
  subject_id uuid not null,
  person_id uuid not null references person(id),
  case_id uuid references survey_case(id),
  not_before timestamptz not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  refused_at timestamptz,
  refused_why text,
  unique (kind, subject_id, person_id)
);
create index mail_waiting on mail (not_before, id) where sent_at is null and refused_at is null;
create index mail_case on mail (case_id, made_at);
comment on table mail is 'One letter to one person about one thing, never twice. Contents are made from texts when it is sent.';
`;

const journal = `
create table journal_head (chain text primary key, seq bigint not null, hash text not null);
create table journal_entry (
  chain text not null,
  seq bigint not null,
  at timestamptz not null,
  case_id uuid,
  content text not null,
  previous_hash text not null,
  hash text not null,
  primary key (chain, seq)
);
create index journal_entry_case on journal_entry (case_id, seq) where case_id is not null;
comment on table journal_entry is 'Who did or read what. hash = sha256(previous_hash, newline, content); content is kept as the exact text that was hashed.';
create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'journal entries are never changed or removed' using errcode = '42501';
end $$;
create trigger journal_entry_append_only before update or delete on journal_entry for each row execute function journal_is_append_only();
create trigger journal_entry_no_truncate before truncate on journal_entry execute function journal_is_append_only();
create function act_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'acts are never changed or removed' using errcode = '42501';
end $$;
create trigger act_append_only before update or delete on act for each row execute function act_is_append_only();
create trigger act_no_truncate before truncate on act execute function act_is_append_only();
`;
