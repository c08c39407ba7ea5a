import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** Codes on paper that lead to a sign-in, for families and staff. */
export class Invitations1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(people);
    await runner.query(invitation);
    await runner.query(familyLetter);
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

export const moreRights: MoreRights = {
  yorisoi_console: {
    invitation: 'select, insert, update (opened_at, used_at, voided_at)',
    family_letter: 'select, insert',
    person: 'insert',
    role_grant: 'insert',
    relative: 'update (person_id)',
  },
  yorisoi_family: { invitation: 'select, update (opened_at, used_at)', person: 'update (email)' },
  yorisoi_committee: { invitation: 'select, update (opened_at, used_at)' },
};
