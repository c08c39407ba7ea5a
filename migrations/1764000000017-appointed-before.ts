import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';
import { actorIn } from './row-security.js';

/**
 * The worker lets in who was appointed first and got an account later; whoever records a recusal takes the address away. The API asks, as the
 * apps do, whether there is a letter of another house.
 */
export const moreRights: MoreRights = {
  yorisoi_console: { appointment: 'update (email, email_index)' },
  yorisoi_committee: { appointment: 'update (email, email_index)' },
  yorisoi_api: {
    appointment: 'update (email, email_index)',
    invitation: 'select (person_id, purpose, house, ends_at, used_at, voided_at)',
  },
  yorisoi_worker: { appointment: 'update (person_id, email, email_index)', person: 'select (email_index)' },
};

export class AppointedBefore1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(address);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    await runner.query(admitted);
  }

  async down(): Promise<void> {
    throw new Error('Who waits to be let in is not forgotten: write a new migration.');
  }
}

const address = `
alter table appointment add column email text, add column email_index text, add column despite_recusal boolean not null default false,
  add constraint appointment_waits_or_is_in check (person_id is null or (email is null and email_index is null)),
  add constraint appointment_index_of_address check ((email is null) = (email_index is null));
create index appointment_waits on appointment (email_index) where email_index is not null;
comment on column appointment.email is 'Sealed with the key of the house. Kept until an account with this address is let in.';
comment on column appointment.email_index is 'A keyed print of the address, by which the account is found.';
comment on column appointment.despite_recusal is 'The founder wrote why somebody who was recused may sit again.';
`;

/** The worker fills a place that waits, and changes nothing else. */
const admitted = `
create policy worker_changes on appointment for update to yorisoi_worker
  using ((select ${actorIn('role')} = 'system') and person_id is null and email_index is not null and recused_on is null)
  with check ((select ${actorIn('role')} = 'system') and person_id is not null and email_index is null)`;
