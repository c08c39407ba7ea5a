import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isApp } from './1764000000029-written-by-function.js';
import { actNow, moving } from './1764000000041-moved-by-what-is-entered.js';

/**
 * Who belongs to a case, relatives, those who act for them and the committee, changes together with an act that is entered in the same transaction
 * (docs/decisions/accounts-are-walls.md). Without one an account is joined to a row that had none, and a relative says whether she is reminded.
 */
export class PeopleByWhatIsEntered1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(moving('people_by_what_is_entered', people, 'who belongs to a case is changed by an act that is entered'));
    await runner.query('revoke all on function people_by_what_is_entered() from public');
    for (const table of ['relative', 'mandate', 'appointment'])
      await runner.query(`create trigger people_by_what_is_entered before insert or update on ${table} for each row
        when (${isApp}) execute function people_by_what_is_entered()`);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

/** What the worker may do to an appointment its policy says. */
const people = `
  allowed := tg_op = 'UPDATE' and (session_user = 'yorisoi_worker' and tg_table_name = 'appointment'
    or to_jsonb(new) - 'person_id' - 'reminders' = to_jsonb(old) - 'person_id' - 'reminders'
      and (new.person_id is not distinct from old.person_id or old.person_id is null));
  if not allowed then
    select ${actNow('c.id', 'c.version')} into allowed from survey_case c where c.id = new.case_id;
  end if;`;
