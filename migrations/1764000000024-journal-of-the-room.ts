import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes on in the committee's room is journalled in a chain of its own (docs/decisions/leaves-by-a-step.md): no other account reads it. */
export class JournalOfTheRoom1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...entries, ...heads]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const outside = `not starts_with(chain, 'room/')`;
const entries = ['console', 'api'].map(
  (app) =>
    `alter policy ${app}_reads on journal_entry using (${outside} and (case_id is null or exists (select from survey_case c where c.id = journal_entry.case_id)))`,
);

/** How far a chain has come says how much was done. The owner, whose function appends, is not subject. */
const heads = [
  'alter table journal_head enable row level security',
  `create policy outside_the_room on journal_head for select to yorisoi_console, yorisoi_api using (${outside})`,
  'create policy worker_seals on journal_head for select to yorisoi_worker using (true)',
];
