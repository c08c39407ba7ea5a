import type { MigrationInterface, QueryRunner } from 'typeorm';
import { releasedActs } from './1764000000002-rights.js';
import { releasedSince } from './1764000000008-walls.js';
import { releasedWithMandates } from './1764000000015-mandates.js';

/** Acts a family is told of since this migration, besides those before. */
export const releasedWithOwnWord = ['confirmStatement', 'contestStatement', 'attestStatement'] as const;

/** What is entered for a relative and lowers what she said waits for her, or for a second person (docs/decisions/her-own-word.md). */
export class HerOwnWord1764000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [releasedActView, contactRecordView]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What a relative said is not lowered again: write a new migration.');
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const releasedActView = `
create or replace view released_act with (security_barrier) as
  select id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id,
    case name when 'recuseMember' then data - 'reason' when 'endAppointment' then data - 'reason' when 'appointMember' then data - 'despiteRecusal' else data end as data
  from act
  where name in (${quoted([...releasedActs, ...releasedSince, ...releasedWithMandates, ...releasedWithOwnWord])});`;

/** A record that waits, or that she contested, is none; one that was confirmed counts since then. */
const answeredBy = (names: readonly string[]): string =>
  `from act w where w.case_id = a.case_id and w.name in (${quoted(names)}) and w.data->>'to' = a.id::text`;
const contactRecordView = `
create or replace view contact_record with (security_barrier) as
  select a.case_id, coalesce((select max(w.at_version) ${answeredBy(['confirmStatement', 'attestStatement'])}), a.at_version) as at_version, a.name,
    (a.data->>'relative')::uuid as relative_id
  from act a
  where a.name in ('recordNoContact', 'restoreContact')
    and (a.data->>'waits' is null or exists (select ${answeredBy(['confirmStatement', 'attestStatement'])}))
    and not exists (select ${answeredBy(['contestStatement'])});`;
