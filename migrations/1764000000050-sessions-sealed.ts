import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, type Rights, grantsOf } from './rights.js';

const reseals: Rights = { session: 'update (proof)' };

/** An attempt at a case that is not found is counted by the app through which it came, the API's too. */
export const moreRights: MoreRights = {
  yorisoi_console: reseals,
  yorisoi_family: reseals,
  yorisoi_committee: reseals,
  yorisoi_api: { refusal_count: 'select, insert, update (counted, last_at)' },
};

/**
 * A session and a step of signing in count only with the seal of the app that opened them: a row that a statement planted, or gave to somebody
 * else, opens nothing (docs/decisions/accounts-are-walls.md). A migration has no keys, so that everybody signs in anew after it.
 */
export class SessionsSealed1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    // A member's request through the API acts as the committee's account.
    await runner.query(`create policy api_own on refusal_count to yorisoi_api, yorisoi_committee using (app = 'api')`);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is sealed is not laid open again.');
  }
}

const columns = `
delete from session;
delete from sign_in_step;
alter table session add column proof text;
alter table sign_in_step add column proof text;
comment on column session.proof is 'Token, person, role, app and house, sealed with the key of the house: without it the session opens nothing.';
comment on column sign_in_step.proof is 'Token, person, app, what was proven, stage and house, sealed with the key of the house: without it the step leads nowhere.';
comment on table refusal_count is 'Sign-ins that were refused, and cases that were sought and not found, by the hour. Times here are real time, never training time.';`;
