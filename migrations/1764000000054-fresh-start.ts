import type { MigrationInterface, QueryRunner } from 'typeorm';
import { deeds } from './1764000000019-two-persons.js';
import { type MoreRights, grantsOf } from './rights.js';

/**
 * A fresh start, and leaving, end what a provider is bound to as well; its next sign-in binds it anew by the address it vouches for. That it was
 * bound is not forgotten: whoever runs a provider could act as the person then (docs/decisions/two-persons.md).
 */
export const moreRights: MoreRights = { yorisoi_console: { oidc_identity: 'update (ended_at)' } };

export class FreshStart1764000000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...bindings, ...grantsOf(moreRights), deedsWithEnd]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const bindings = [
  'alter table oidc_identity add column ended_at timestamptz',
  `comment on column oidc_identity.ended_at is 'Since then this binding lets nobody in.'`,
  'alter table oidc_identity drop constraint oidc_identity_issuer_subject_founder_key, drop constraint oidc_identity_issuer_person_id_founder_key',
  'create unique index oidc_identity_subject on oidc_identity (issuer, subject, founder) where ended_at is null',
  'create unique index oidc_identity_one on oidc_identity (issuer, person_id, founder) where ended_at is null',
];

const create = deeds.slice(0, deeds.indexOf('revoke all'));
const deedsWithEnd = create
  .replace('create function', 'create or replace function')
  .replace(
    `array['provider ' || issuer], made_at, made_at, null from oidc_identity`,
    `array['provider ' || issuer], made_at, made_at, ended_at from oidc_identity`,
  );
