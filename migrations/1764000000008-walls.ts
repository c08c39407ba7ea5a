import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedActs } from './1764000000002-rights.js';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

/** Acts a family is told of since this migration, besides those of the second. */
export const releasedSince = ['recuseMember', 'endAppointment'] as const;

const endsAppointments: Rights = { appointment: 'update (ends_on, recused_on)' };
export const moreRights: MoreRights = {
  yorisoi_console: endsAppointments,
  yorisoi_committee: endsAppointments,
  yorisoi_api: endsAppointments,
};

export class Walls1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(chair);
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

/** Why a member was recused is for the record, not for the family: they are told that the membership changed. */
const releasedActView = `
create or replace view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id,
    case name when 'recuseMember' then data - 'reason' when 'endAppointment' then data - 'reason' when 'appointMember' then data - 'despiteRecusal' else data end as data
  from act
  where name in (${[...releasedActs, ...releasedSince].map((name) => `'${name}'`).join(', ')});`;
