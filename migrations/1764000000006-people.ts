import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** What administrators do on pages: organisations, people, grants, tokens of programs; and what is handed over when somebody leaves. */
export const moreRights: MoreRights = {
  yorisoi_console: {
    organisation: 'insert, update (name)',
    person: 'insert, update (name)',
    role_grant: 'insert, update (ends_on, known_as)',
    // The hash is written and never read: who has the console's account cannot look for a token.
    api_token:
      'select (id, grant_id, label, scope, created_at, ends_on, last_used_on, taken_at, revoked_at), insert, update (token_hash, taken_at, revoked_at)',
    handover: 'select, insert (grant_id, successor_id, closed_at, closed_by), update (successor_id, closed_at, closed_by)',
  },
  // Letters go to people. The worker, who sees the cases, counts for the administrator, who does not.
  yorisoi_worker: { person: 'select (program)', handover: 'select (grant_id), update (counted_at, cases, deadlines)' },
};

export class People1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(people);
    await runner.query(tokens);
    await runner.query(handover);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Grants and tokens that were given are not taken back by a migration.');
  }
}

const people = `
alter table person add column program boolean not null default false;
comment on column person.program is 'A program with a token of the API: nobody signs in as it and no letter goes to it.';
alter table role_grant add column known_as text;
comment on column role_grant.known_as is 'Sealed with the key of the house. The name this organisation entered, where the account was there before: an address must not tell whose it is.';
create index role_grant_organisation on role_grant (organisation_id, person_id);
`;

/** A token is named by an id, so that neither it nor its hash stands in an address; one that was taken back stays in the list. */
const tokens = `
alter table api_token
  drop constraint api_token_pkey,
  add column id uuid not null default gen_random_uuid() primary key,
  add column scope text not null default 'write' check (scope in ('read', 'write')),
  add column taken_at timestamptz,
  add column revoked_at timestamptz,
  alter column token_hash drop not null,
  add unique (token_hash);
update api_token set taken_at = created_at;
alter table api_token alter column id drop default;
create index api_token_grant on api_token (grant_id);
comment on column api_token.token_hash is 'Null until somebody who holds the role has taken the token over.';
`;

const handover = `
create table handover (
  grant_id uuid primary key references role_grant(id),
  successor_id uuid references person(id),
  closed_at timestamptz,
  closed_by uuid,
  counted_at timestamptz,
  cases int check (cases >= 5),
  deadlines int check (deadlines >= 5)
);
comment on table handover is 'Who takes over after a grant that ends. What work is open is computed when it is read, for those who may see the cases.';
comment on column handover.cases is 'For administrators, who see no case: null while it is fewer than five, none included.';
`;
