import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** Colleagues and members come in by a letter, as families do. */
export const moreRights: MoreRights = {
  yorisoi_console: { staff_letter: 'select, insert, update (confirmed_by, made_at, invitation_id)' },
};

export class StaffLetters1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(letters);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Letters that were handed over are not taken back by a migration.');
  }
}

const letters = `
alter table invitation add column house uuid references organisation(id);
comment on column invitation.house is 'The organisation for which the letter was made: a role from another ends the letter.';
create table staff_letter (
  id uuid primary key,
  person_id uuid not null references person(id),
  organisation_id uuid not null references organisation(id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  two boolean not null,
  confirmed_by uuid,
  made_at timestamptz,
  invitation_id uuid references invitation(id),
  check (asked_by <> person_id and confirmed_by <> person_id),
  check (confirmed_by <> asked_by),
  check (not two or (made_at is null) = (confirmed_by is null)),
  check (made_at is not null or (two and invitation_id is null))
);
create index staff_letter_person on staff_letter (person_id, organisation_id, asked_at);
create index staff_letter_waits on staff_letter (organisation_id) where made_at is null;
comment on table staff_letter is 'Letters with which colleagues and members set up signing in. Times here are real time, never training time.';
comment on column staff_letter.organisation_id is 'Whose administrator asked for it.';
comment on column staff_letter.two is 'It needs a second person: who asked for it does not confirm it.';
comment on column staff_letter.invitation_id is 'Null where the account was there before: the code on the letter then leads nowhere, and nothing shows it.';
`;
