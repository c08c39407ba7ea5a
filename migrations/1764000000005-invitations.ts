import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** Codes on paper that lead to a sign-in, for families and staff; signing in through the provider of an office. */
export class Invitations1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(people);
    await runner.query(invitation);
    await runner.query(familyLetter);
    await runner.query(elsewhere);
    await runner.query(oidc);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Used codes must stay used: drop the database instead.');
  }
}

/** Whoever comes with a code may have neither an address nor a password yet, and one with a passkey never needs them. */
const people = `
alter table person alter column email drop not null;
alter table person alter column password_hash drop not null;
`;

const invitation = `
create table invitation (
  id uuid primary key,
  code_hash text not null unique,
  person_id uuid not null references person(id),
  app text not null check (app in ('console', 'family', 'committee')),
  purpose text not null check (purpose in ('first', 'recovery')),
  made_by uuid not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  opened_at timestamptz,
  used_at timestamptz,
  voided_at timestamptz
);
create index invitation_person on invitation (person_id, app, made_at);
create unique index invitation_open on invitation (person_id, app) where used_at is null and voided_at is null;
comment on table invitation is 'Times here are real time, never training time.';
comment on column invitation.opened_at is 'The code was typed for the first time: what the person signed in with before has ended.';
comment on column invitation.used_at is 'The sign-in the code was for has been set up: the code leads nowhere any more.';
`;

const familyLetter = `
create table family_letter (
  invitation_id uuid primary key references invitation(id),
  case_id uuid not null references survey_case(id),
  relative_id uuid not null references relative(id),
  identity_how text check (identity_how in ('known', 'document', 'callBack', 'lawyer')),
  identity_by uuid,
  identity_on date,
  check ((identity_how is null) = (identity_by is null) and (identity_how is null) = (identity_on is null))
);
create index family_letter_relative on family_letter (relative_id);
create index family_letter_case on family_letter (case_id);
comment on table family_letter is 'For which relative of which case a letter was made, and how it was seen that it is this person, where a sign-in existed already.';
`;

/**
 * The console sees cases of its own founder only, and still has to know that a relative's sign-in leads to another's: yes or no, and nothing else.
 * It looks with the owner's eyes at the rows of that one person; both settings are as before when it ends.
 */
const elsewhere = `
create function relative_elsewhere(person uuid, founder uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  acting text := coalesce(current_setting('yorisoi.person', true), '');
  maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
  found boolean;
begin
  perform set_config('yorisoi.person', person::text, true), set_config('yorisoi.maintenance', 'on', true);
  select exists (select from public.relative r join public.survey_case c on c.id = r.case_id where r.person_id = person and c.founder_id <> founder)
    into found;
  perform set_config('yorisoi.person', acting, true), set_config('yorisoi.maintenance', maintaining, true);
  return found;
end $$;
revoke all on function relative_elsewhere(uuid, uuid) from public;
grant execute on function relative_elsewhere(uuid, uuid) to yorisoi_console;
`;

const oidc = `
create table oidc_request (
  state_hash text primary key,
  browser_hash text not null,
  provider text not null,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text not null,
  ends_at timestamptz not null
);
create index oidc_request_ends on oidc_request (ends_at);
comment on table oidc_request is 'Somebody is on the way to the provider of their office. Answered once, in the browser that asked. Times here are real time.';
create table oidc_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person(id),
  made_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, person_id)
);
create index oidc_identity_person on oidc_identity (person_id);
create table oidc_grant (
  grant_id uuid primary key references role_grant(id),
  provider text not null
);
comment on table oidc_grant is 'Grants that stand for a group of the office: they end with it. All others are made and ended by people.';
`;

export const moreRights: MoreRights = {
  yorisoi_console: {
    invitation: 'select, insert, update (opened_at, used_at, voided_at)',
    family_letter: 'select, insert',
    person: 'insert, update (email, email_index)',
    role_grant: 'insert, update (ends_on)',
    relative: 'update (person_id)',
    api_token: 'select (grant_id), delete',
    oidc_request: 'select, insert, delete',
    oidc_identity: 'select, insert',
    oidc_grant: 'select, insert',
  },
  yorisoi_family: { invitation: 'select, update (opened_at, used_at)', person: 'update (email, email_index)' },
  yorisoi_worker: { oidc_request: 'select (ends_at), delete' },
  yorisoi_committee: { invitation: 'select, update (opened_at, used_at)', person: 'update (email, email_index)' },
};
