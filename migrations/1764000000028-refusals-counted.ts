import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

const counting: Rights = { refusal_count: 'select, insert, update (counted, last_at)' };

/** What was refused at the doors is counted by the hour, beside the journal, which nobody unknown makes longer. */
export const moreRights: MoreRights = {
  yorisoi_console: counting,
  yorisoi_family: counting,
  yorisoi_committee: counting,
  yorisoi_worker: { refusal_count: 'select, delete' },
};

export class RefusalsCounted1764000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What was counted is not forgotten by a migration.');
  }
}

const table = `
create table refusal_count (
  hour timestamptz not null,
  app text not null,
  who text not null,
  way text not null,
  why text not null,
  counted int not null,
  last_at timestamptz not null,
  primary key (hour, app, who, way, why)
);
comment on table refusal_count is 'Sign-ins that were refused, by the hour. Times here are real time, never training time.';
comment on column refusal_count.who is 'The id of the person whose account it was; nobody where it is not known.';
alter table refusal_count enable row level security;
${['console', 'family', 'committee'].map((app) => `create policy ${app}_own on refusal_count to yorisoi_${app} using (app = '${app}');`).join('\n')}
create policy worker_clears on refusal_count to yorisoi_worker using (true);
create index device_token on device (token_hash);
`;
