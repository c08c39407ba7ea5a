import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/**
 * An address somebody types for a person is where that person is written to, in this house alone: others may know the same one. It is what the person
 * signs in with once a code that was sent there came back, and then of one person only.
 */
export const moreRights: MoreRights = {
  yorisoi_console: { person: 'update (email_proven)', sign_in_step: 'update (address, address_proven)' },
  yorisoi_family: { person: 'update (email_proven)', sign_in_step: 'update (address_proven)' },
  yorisoi_committee: { person: 'update (email_proven)', sign_in_step: 'update (address, address_proven)' },
  yorisoi_worker: { person: 'select (email_proven)' },
};

export class TypedAddresses1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(addresses);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Several people may have one address by now: write a new migration.');
  }
}

/** Whoever has a password signs in with the address that is there. */
const addresses = `
alter table person drop constraint person_email_index_key;
alter table person add column email_proven boolean not null default false;
update person set email_proven = true where email_index is not null and password_hash is not null;
create unique index person_sign_in_name on person (email_index) where email_proven;
create index person_email on person (email_index);
comment on column person.email_index is 'A keyed print of the address, by which it is found; the index key is in the ring. Several people may have one address.';
comment on column person.email_proven is 'The person signs in with the address: it is theirs, and nobody else signs in with it.';
alter table sign_in_step add column address_proven boolean not null default false;
comment on column sign_in_step.address_proven is 'A code that was sent to the address came back.';
`;
