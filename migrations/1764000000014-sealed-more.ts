import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, accounts, grantsOf } from './rights.js';

/** Every app looks at its start whether something is left to be sealed. */
export const moreRights: MoreRights = Object.fromEntries(accounts.map((account) => [account, { key_renewal: 'select (what, ended_at)' }]));

/**
 * What people wrote and still stood in the clear is sealed from here on. A migration has no keys: it marks what is there, and
 * `npm run keys:seal` seals it before any app starts (libs/vault/seal-plain.ts).
 */
export class SealedMore1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(comments);
    await runner.query(rootLetters);
    await runner.query(markWhatIsPlain);
    await runner.query(attempts);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is sealed is not laid open again.');
  }
}

const comments = `
comment on column survey_case.grade is 'Sealed with the key of the case.';
comment on column api_token.label is 'Sealed with the key of the house.';
comment on column passkey.label is 'Sealed with the key of the house.';
comment on column recovery.reason is 'Sealed with the key of the house.';
comment on column totp.secret_sealed is 'Sealed with the key of the house.';
comment on column sign_in_step.pending_secret is 'Sealed with the key of the house.';
comment on column sign_in_step.code_sealed is 'Sealed with the key of the house. The code for the letter, until it is sent.';
comment on column root_letter.address is 'Sealed with the key of the house.';
`;

const rootLetters = `
alter table root_letter drop constraint root_letter_day_address_key, add column address_index text, add unique (day, address_index);
comment on column root_letter.address_index is 'A keyed print of the address: one letter a day to each.';
`;

const plainColumns = [
  ['survey_case', 'grade'],
  ['api_token', 'label'],
  ['passkey', 'label'],
  ['root_letter', 'address'],
] as const;
const markWhatIsPlain = `
${plainColumns.map(([table, column]) => `update ${table} set ${column} = 'plain:' || ${column} where ${column} is not null;`).join('\n')}
alter table key_renewal drop constraint key_renewal_what_check, add constraint key_renewal_what_check check (what in ('wrap', 'texts', 'plain'));
insert into key_renewal (id, what, key, asked_at, not_before) select gen_random_uuid(), 'plain', 'migration 14', now(), now()
where ${plainColumns.map(([table, column]) => `exists (select from ${table} where ${column} is not null)`).join(' or ')};
`;

/** A plain hash of an address is soon guessed. Attempts count for a day at most: they begin anew. */
const attempts = `
delete from sign_in_attempt;
comment on column sign_in_attempt.address_hash is 'A keyed print.';
comment on column sign_in_attempt.account_hash is 'A keyed print.';
`;
