import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';
import { type Belongs, actorIn, secureRows } from './row-security.js';

/** A letter that leads into an account somebody signs in to already: see docs/decisions/family-letter.md. */
export const moreRights: MoreRights = {
  yorisoi_console: {
    family_letter_request:
      'select, insert, update (confirmed_by, confirmed_at, identity_how, identity_on, done_by, done_at, stopped_by, stopped_at)',
  },
  yorisoi_family: {
    family_letter_request:
      'select (id, case_id, person_id, asked_at, opens_at, ends_at, done_at, stopped_at), update (stopped_by, stopped_at)',
  },
};
export const securedWithLetterRequests: Readonly<Record<string, Belongs>> = { family_letter_request: { by: 'case_id' } };

export class FamilyLetterRequests1764000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(requests);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    for (const [table, belongs] of Object.entries(securedWithLetterRequests)) await secureRows(runner, table, belongs);
    for (const statement of walls) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Who asked for a letter is not forgotten: write a new migration.');
  }
}

const requests = `
create table family_letter_request (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  relative_id uuid not null references relative(id),
  mandate_id uuid references mandate(id),
  person_id uuid not null references person(id),
  identity_by uuid not null references person(id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  opens_at timestamptz not null,
  ends_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  identity_how text check (identity_how in ('known', 'document', 'callBack', 'lawyer')),
  identity_on date,
  done_by uuid,
  done_at timestamptz,
  stopped_by uuid,
  stopped_at timestamptz,
  check (asked_by <> identity_by and person_id <> asked_by and person_id <> identity_by),
  check (confirmed_by = identity_by and done_by = asked_by),
  check (num_nulls(confirmed_by, confirmed_at, identity_how, identity_on) in (0, 4) and num_nulls(done_by, done_at) in (0, 2) and num_nulls(stopped_by, stopped_at) in (0, 2)),
  check (opens_at >= asked_at + interval '3 days' and done_at >= opens_at and done_at >= confirmed_at),
  check (done_at is null or (stopped_at is null and confirmed_at is not null))
);
create index family_letter_request_case on family_letter_request (case_id);
create index family_letter_request_relative on family_letter_request (relative_id);
create index family_letter_request_mandate on family_letter_request (mandate_id);
create unique index family_letter_request_waits on family_letter_request (person_id) where done_at is null and stopped_at is null;
comment on table family_letter_request is 'A letter to somebody who has a way to sign in already: asked for by one of the founder, confirmed by whoever saw that it is she, made after a time in which she can stop it. Times here are real time, never training time.';
comment on column family_letter_request.identity_by is 'Who is said to have seen that it is she, and confirms that.';
comment on column family_letter_request.opens_at is 'Not to be made before.';
`;

const me = `(select nullif(${actorIn('person')}, '')::uuid)`;
/** Nobody signs for another, and of a family each sees and stops what is about the own account alone. */
const walls = [
  `alter policy family_reads on family_letter_request using (person_id = ${me})`,
  `alter policy family_changes on family_letter_request using (person_id = ${me} and done_at is null and stopped_at is null) with check (stopped_by = ${me})`,
  `alter policy console_adds on family_letter_request with check (asked_by = ${me} and num_nonnulls(confirmed_by, done_by, stopped_by) = 0
     and opens_at >= clock_timestamp() + interval '71 hours' and exists (select from survey_case c where c.id = family_letter_request.case_id))`,
  `alter policy console_changes on family_letter_request using (done_at is null and stopped_at is null and exists (select from survey_case c where c.id = family_letter_request.case_id))
     with check (coalesce(stopped_by, done_by, confirmed_by) = ${me} and (done_at is null or (done_at <= clock_timestamp() + interval '1 minute' and opens_at <= clock_timestamp())))`,
];
