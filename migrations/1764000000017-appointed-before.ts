import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';
import { actorIn } from './row-security.js';

/** The worker lets in who was appointed first and got an account later; the API asks, as the apps do, whether a letter of another house waits. */
export const moreRights: MoreRights = {
  yorisoi_worker: { appointment: 'update (person_id, email, email_index)' },
  yorisoi_api: { invitation: 'select (person_id, purpose, house, ends_at, used_at, voided_at)' },
};

export class AppointedBefore1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(address);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    await runner.query(
      `create policy worker_changes on appointment for update to yorisoi_worker using ((select ${actorIn('role')} = 'system'))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Who waits to be let in is not forgotten: write a new migration.');
  }
}

const address = `
alter table appointment add column email text, add column email_index text,
  add constraint appointment_waits_or_is_in check (person_id is null or (email is null and email_index is null)),
  add constraint appointment_index_of_address check ((email is null) = (email_index is null));
create index appointment_waits on appointment (email_index) where email_index is not null;
comment on column appointment.email is 'Sealed with the key of the house. Kept until an account with this address is let in.';
comment on column appointment.email_index is 'A keyed print of the address, by which the account is found.';
`;
