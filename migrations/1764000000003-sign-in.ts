import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

const signIn: Rights = {
  person: 'update (password_hash)',
  sign_in_step: 'select, insert, update (token_hash, stage, challenge, pending_secret, code_hash, code_sealed, code_id, tries), delete',
  totp: 'select, insert, update (last_step), delete',
  passkey: 'select, insert, update (counter, last_used_at), delete',
  code_by_mail: 'select, insert, delete',
  device: 'select, insert, update (last_seen_at), delete',
};

/** Second factors belong to apps of pages; the API knows tokens only. The worker reads a code once, to send it, and clears away. */
export const moreRights: MoreRights = {
  yorisoi_console: { ...signIn, recovery: 'select, insert, update (confirmed_by, confirmed_at, reason)' },
  yorisoi_family: signIn,
  yorisoi_committee: signIn,
  yorisoi_worker: {
    sign_in_step: 'select (id, person_id, app, code_id, code_sealed, ends_at), update (code_sealed), delete',
    device: 'select (last_seen_at), delete',
  },
};

export class SignIn1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What people have set up is not taken back.');
  }
}

const tables = `
alter table person alter column password_hash drop not null;
comment on column person.password_hash is 'Null where the person signs in without a password: by passkey alone, or through the provider of their office.';

alter table session add column id uuid not null default gen_random_uuid(), add column browser text, add column system text, add column device_hash text;
alter table session alter column id drop default;
create unique index session_id on session (id);
comment on column session.browser is 'A coarse word, never the whole user agent.';
comment on column session.device_hash is 'Hash of the cookie of the device.';

create table sign_in_step (
  token_hash text primary key,
  id uuid not null unique,
  app text not null,
  person_id uuid references person(id),
  proven text not null constraint sign_in_step_proven_check check (proven in ('nothing', 'password', 'letter', 'oidc', 'session')),
  stage text not null constraint sign_in_step_stage_check check (stage in ('passkey', 'second', 'enrol', 'add')),
  next text not null,
  challenge text,
  pending_secret text,
  code_id uuid,
  code_hash text,
  code_sealed text,
  tries int not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  constraint sign_in_step_person_check check ((person_id is null) = (proven = 'nothing'))
);
create index sign_in_step_person on sign_in_step (person_id);
comment on table sign_in_step is 'Between a proven first factor and a session: nobody is signed in by it. Times here are real time, never training time.';
comment on column sign_in_step.code_sealed is 'The code for the letter, until it is sent.';

create table totp (
  person_id uuid primary key references person(id),
  secret_sealed text not null,
  last_step bigint not null,
  made_at timestamptz not null
);
comment on column totp.last_step is 'The time step of the last code that was accepted: none at or before it counts again.';
create table passkey (
  id uuid primary key,
  person_id uuid not null references person(id),
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  rp_id text not null,
  label text not null,
  transports text not null,
  made_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);
create table code_by_mail (
  person_id uuid primary key references person(id),
  made_at timestamptz not null
);
comment on table code_by_mail is 'Relatives who take a code by mail as their second factor.';
create table device (
  person_id uuid not null references person(id),
  token_hash text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (person_id, token_hash)
);
comment on table device is 'Browsers a person has signed in with, by the hash of a random cookie.';
create table recovery (
  id uuid primary key,
  person_id uuid not null references person(id),
  organisation_id uuid not null references organisation(id),
  started_by uuid not null references person(id),
  started_at timestamptz not null,
  ends_at timestamptz not null,
  confirmed_by uuid references person(id),
  confirmed_at timestamptz,
  reason text,
  constraint recovery_second_person_check check (confirmed_by is null or (confirmed_by <> started_by and confirmed_by <> person_id)),
  constraint recovery_started_by_check check (started_by <> person_id),
  constraint recovery_confirmed_check check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (reason is null))
);
create index recovery_organisation on recovery (organisation_id, started_at);
create index recovery_person on recovery (person_id);
comment on table recovery is 'Two people give a third a fresh start: one starts, another confirms with a reason.';
`;
