import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

export const moreRights: MoreRights = { yorisoi_console: { api_token: 'update (proof)' } };

/**
 * What lets somebody in is sealed by the app that made it, together with whom it lets in: a row that a statement planted leads nowhere
 * (docs/decisions/accounts-are-walls.md). A migration has no keys: it marks what is there, and `npm run keys:seal` seals it.
 */
export class Proofs1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(columns);
    await runner.query(markWhatIsPlain);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is sealed is not laid open again.');
  }
}

const columns = `
alter table invitation add column proof text;
alter table api_token add column proof text;
comment on column invitation.proof is 'Code, person and app, sealed with the key of the house: without it the code leads nowhere.';
comment on column api_token.proof is 'Token and grant, sealed with the key of the house: without it the token opens nothing.';
comment on column person.password_hash is 'Sealed with the key of the house. Null where the person signs in without a password: by passkey alone, or through the provider of their office.';
comment on column passkey.public_key is 'Sealed with the key of the house, together with whose it is.';
`;

const markWhatIsPlain = `
update invitation set proof = 'plain:' || code_hash || ' ' || person_id || ' ' || app where used_at is null and voided_at is null;
update api_token set proof = 'plain:' || token_hash || ' ' || grant_id where token_hash is not null;
update person set password_hash = 'plain:' || password_hash where password_hash is not null;
update passkey set public_key = 'plain:' || person_id || ' ' || public_key;
insert into key_renewal (id, what, key, asked_at, not_before) select gen_random_uuid(), 'plain', 'migration 31', now(), now()
where exists (select from invitation where proof is not null) or exists (select from api_token where proof is not null)
  or exists (select from person where password_hash is not null) or exists (select from passkey);
`;
