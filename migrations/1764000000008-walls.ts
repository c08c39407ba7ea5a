import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedActs } from './1764000000002-rights.js';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

/** Acts a family is told of since this migration, besides those of the second. */
export const releasedSince = ['recuseMember', 'endAppointment'] as const;

const endsAppointments: Rights = { appointment: 'update (ends_on, recused_on)' };
export const moreRights: MoreRights = {
  yorisoi_console: {
    ...endsAppointments,
    break_glass: 'select, insert, update (confirmed_by, confirmed_at, grant_id, ends_at, ended_at, ended_by)',
    // A confirmed opening is a grant of its own, which ends with it.
    role_grant: 'insert, update (ends_on)',
    api_token: 'select (grant_id), delete',
  },
  yorisoi_committee: {
    ...endsAppointments,
    // Which office, which ground, from when to when; not the reason in words.
    break_glass: 'select (id, case_id, ground, hours, asked_by, organisation_id, asked_at, confirmed_at, ends_at, ended_at)',
  },
  yorisoi_api: endsAppointments,
};

export class Walls1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(chair);
    await runner.query(breakGlass);
    await runner.query(releasedActView);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A chair that was recorded is not forgotten: write a new migration.');
  }
}

const chair = `
alter table appointment add column chair boolean not null default false;
comment on column appointment.recused_on is 'From the moment this is set everything of the case is closed to the person.';
`;

const breakGlass = `
create table break_glass (
  id uuid primary key,
  case_id uuid not null references survey_case(id),
  ground text not null check (ground in ('disclosureDecision', 'reviewBoard', 'dangerToLife', 'courtOrder')),
  reason text not null,
  hours int not null check (hours between 1 and 72),
  asked_by uuid not null references person(id),
  asked_as text not null check (asked_as in ('founder', 'founderHead')),
  organisation_id uuid not null references organisation(id),
  asked_at timestamptz not null,
  confirmed_by uuid references person(id),
  confirmed_at timestamptz,
  grant_id uuid references role_grant(id),
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references person(id),
  constraint break_glass_two_persons check (confirmed_by <> asked_by),
  constraint break_glass_confirmed_whole check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (ends_at is null)),
  constraint break_glass_at_most_72_hours check (ends_at <= confirmed_at + interval '72 hours')
);
create index break_glass_case on break_glass (case_id);
create index break_glass_asker on break_glass (asked_by);
comment on column break_glass.reason is 'Sealed with the key of the case.';
comment on table break_glass is 'The committee''s room opened to one person of the founder where law demands it: two persons, a time, a ground.';
`;

/** Why a member was recused is for the record, not for the family: they are told that the membership changed. */
const releasedActView = `
create or replace view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id,
    case name when 'recuseMember' then data - 'reason' when 'endAppointment' then data - 'reason' when 'appointMember' then data - 'despiteRecusal' else data end as data
  from act
  where name in (${[...releasedActs, ...releasedSince].map((name) => `'${name}'`).join(', ')});`;
