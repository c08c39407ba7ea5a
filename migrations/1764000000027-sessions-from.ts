import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

const signIn: Rights = {
  person: 'update (sessions_from)',
  session: 'update (token_hash, grant_id, created_at)',
  sign_in_step: 'update (made_at)',
};

/** A session changes its token in place, and what was begun before everything of a person ended opens nothing any more. */
export const moreRights: MoreRights = { yorisoi_console: signIn, yorisoi_family: signIn, yorisoi_committee: signIn };

export class SessionsFrom1764000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sessionsFrom);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What has ended is not opened again by a migration.');
  }
}

const sessionsFrom = `
alter table person add column sessions_from timestamptz;
comment on column person.sessions_from is 'Sessions opened and sign-ins begun before count no more: a new password, a fresh start, everything ended. Real time, never training time.';
`;
