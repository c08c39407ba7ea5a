import type { MigrationInterface, QueryRunner } from 'typeorm';
import { actIsEntered, actsEntered } from './1764000000037-entered-by-apps.js';
import { actorIn } from './row-security.js';
import { type MoreRights, grantsOf } from './rights.js';

/** What the founder enters since: the second person's word about an appointment. */
const since: Readonly<Record<string, readonly string[]>> = { founder: ['confirmAppointment'] };
export const actsEnteredSince: typeof actsEntered = Object.fromEntries(
  Object.entries(actsEntered).map(([role, names]) => [role, [...names, ...(since[role] ?? [])]]),
);

/**
 * Nobody opens the committee's room alone, as one and the same person under the names of who appoints and who is appointed
 * (docs/decisions/two-persons.md): the appointment says who made it and who confirmed it. Who was let in before stays in.
 */
export const moreRights: MoreRights = {
  yorisoi_console: { appointment: 'update (confirmed_by, confirmed_at, held_back_at)' },
  yorisoi_worker: { appointment: 'update (held_back_at)', person: 'select (vouched_at)' },
};

export class AppointedByTwo1764000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    await runner.query('grant execute on function deeds_of(uuid[]) to yorisoi_worker');
    await runner.query(entered);
    for (const statement of heldBack) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Who appointed is not forgotten: write a new migration.');
  }
}

const columns = `
alter table appointment add column appointed_by uuid, add column appointed_at timestamptz default clock_timestamp(),
  add column confirmed_by uuid, add column confirmed_at timestamptz, add column held_back_at timestamptz,
  add constraint appointment_two_check check (confirmed_by <> appointed_by);
update appointment t set appointed_by = a.person_id, appointed_at = a.occurred_on::timestamp at time zone 'Asia/Tokyo' from act a where a.id = t.id;
comment on column appointment.appointed_at is 'Real time, never training time: by who could act as whom then it is judged whether two persons did it.';
comment on column appointment.held_back_at is 'Since then an account waits with this address as which, and as whoever appointed it, one person alone could act.';`;

const entered = actIsEntered(actsEnteredSince).replace('create function', 'create or replace function');

/** The worker fills a place that waits, or says that it waits for a second person, and changes nothing else. */
const heldBack = [
  `drop policy worker_changes on appointment`,
  `create policy worker_changes on appointment for update to yorisoi_worker
    using ((select ${actorIn('role')} = 'system') and person_id is null and email_index is not null and recused_on is null)
    with check ((select ${actorIn('role')} = 'system') and (person_id is not null and email_index is null or person_id is null and held_back_at is not null))`,
];
