import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** An address somebody types waits on the step until a code that was sent there came back. The worker sends it there, and asks about letters. */
export const moreRights: MoreRights = {
  yorisoi_family: { sign_in_step: 'update (address)' },
  yorisoi_worker: { sign_in_step: 'select (address)', invitation: 'select (person_id, purpose, house, ends_at, used_at, voided_at)' },
};

export class ProvenAddresses1764000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table sign_in_step add column address text');
    await runner.query(
      `comment on column sign_in_step.address is 'Sealed with the key of the house. Where codes go that the person typed, until one came back.'`,
    );
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    // Letters to families from before letters said whose they are: of the founder of the case.
    await runner.query(`update invitation i set house = c.founder_id from family_letter l join survey_case c on c.id = l.case_id
      where l.invitation_id = i.id and i.house is null`);
  }

  async down(): Promise<void> {
    throw new Error('What was proven is not taken back: write a new migration.');
  }
}
