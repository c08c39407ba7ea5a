import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accounts } from './rights.js';
import { type Belongs, actorIn, secureRows } from './row-security.js';

/** Every table that carries case data, and how its rows belong to a case. A rule test finds one that is missing. */
export const securedTables: Readonly<Record<string, Belongs>> = {
  survey_case: { by: 'id' },
  case_key: { by: 'case_id' },
  act: { by: 'case_id' },
  case_state: { by: 'case_id' },
  relative: { by: 'case_id' },
  appointment: { by: 'case_id' },
  released_draft: { by: 'case_id' },
  final_report: { by: 'case_id' },
  'deliberation.standard_item': { by: 'case_id' },
  'deliberation.draft': { by: 'case_id' },
  family_letter: { by: 'case_id' },
  break_glass: { by: 'case_id' },
  deadline: { by: 'case_id' },
  reminder: { through: 'deadline', by: 'deadline_id' },
  mail: { by: 'case_id or none' },
  journal_entry: { by: 'journal' },
  // What an act answered: id and state of its case. It is the person's own.
  idempotency: { by: 'person_id' },
};

export class RowSecurity1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of findCasesOfAPerson) await runner.query(statement);
    for (const [table, belongs] of Object.entries(securedTables)) await secureRows(runner, table, belongs);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const casesOf = (name: string, roles: string, logins: string, from: string): string => `
create function ${name}() returns uuid[] language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Settings alone are not enough: only these accounts can come for such a person.
  if session_user not in (${logins}) or coalesce(${actorIn('role')}, '') not in (${roles}) then return '{}'; end if;
  return array(${from});
end $$`;

const person = `nullif(${actorIn('person')}, '')::uuid`;
const today = `nullif(${actorIn('today')}, '')::date`;

/** The policies of these two tables cannot ask the tables themselves; these functions see the rows of the person who acts, and no other. */
const findCasesOfAPerson = [
  casesOf(
    'cases_of_relative',
    `'relative'`,
    `'yorisoi_family', 'yorisoi_api'`,
    `select r.case_id from public.relative r where r.person_id = ${person}`,
  ),
  casesOf(
    'cases_of_member',
    `'committeeMember', 'secretariat'`,
    `'yorisoi_committee', 'yorisoi_api'`,
    `select a.case_id from public.appointment a where a.person_id = ${person} and a.role = ${actorIn('role')}
      and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on >= ${today}) and a.recused_on is null`,
  ),
  casesOf(
    'cases_of_break_glass',
    `'breakGlass'`,
    `'yorisoi_committee'`,
    `select b.case_id from public.break_glass b where b.asked_by = ${person} and b.confirmed_at is not null and b.ended_at is null
      and b.ends_at > now() + coalesce((select ahead from public.training_clock where id = 1), interval '0')`,
  ),
  `revoke all on function cases_of_relative(), cases_of_member(), cases_of_break_glass() from public`,
  // All: the owner's policies name both, whichever account looks through a view.
  `grant execute on function cases_of_relative(), cases_of_member(), cases_of_break_glass() to ${accounts.join(', ')}`,
];
