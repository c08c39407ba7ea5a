import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** How many requests an account or address has sent in a minute, counted by all processes together. */
export class Edges1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(requestCount);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request_count');
  }
}

/** Unlogged: after a crash everybody starts anew, which harms nobody. */
const requestCount = `
create unlogged table request_count (
  who text not null,
  minute_at timestamptz not null,
  counted integer not null,
  primary key (who, minute_at)
);
create index request_count_minute on request_count (minute_at);
comment on table request_count is 'Times here are real time, never training time. Addresses stand here as fingerprints.';
`;

const counting = { request_count: 'select, insert, update (counted)' };
export const moreRights: MoreRights = {
  yorisoi_console: counting,
  // Letters to the committee go to who still holds the role of their appointment.
  yorisoi_family: { ...counting, appointment: 'select (role)' },
  // The training clock may be set by whoever acts for the committee, too: through the API they act under this account.
  yorisoi_committee: { ...counting, training_clock: 'insert, update (ahead, set_at)' },
  yorisoi_api: counting,
  yorisoi_worker: { request_count: 'select, delete' },
};
