import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session, and the way to it, carry the house that vouched for who comes: it opens what is of this house and nothing else. */
export class Houses1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['session', 'sign_in_step']) {
      await runner.query(`alter table ${table} add column house uuid references organisation(id)`);
      await runner.query(
        `comment on column ${table}.house is 'The founder whose provider vouched for the person; null where the person came by a way of their own.'`,
      );
    }
    // Who came through a provider before this was written down signs in again.
    await runner.query('delete from session where person_id in (select person_id from oidc_identity)');
    await runner.query(`delete from sign_in_step where proven = 'oidc' or person_id in (select person_id from oidc_identity)`);
  }

  async down(): Promise<void> {
    throw new Error('What vouched for a session is not forgotten: write a new migration.');
  }
}
