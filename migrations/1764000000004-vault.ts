import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** Data keys are read by whoever opens what they seal; who begins a case makes its key. Only the owner wraps them anew. */
const opensCases = { key_ring: 'select', case_key: 'select', house_key: 'select' };
export const moreRights: MoreRights = {
  yorisoi_console: { ...opensCases, case_key: 'select, insert' },
  yorisoi_family: opensCases,
  yorisoi_committee: opensCases,
  yorisoi_api: { ...opensCases, case_key: 'select, insert' },
  // Addresses to send letters to, and nothing of a case.
  yorisoi_worker: { key_ring: 'select', house_key: 'select' },
};

/** Where the wrapped data keys are. From here on names, addresses and what people write are sealed by the application (libs/vault). */
export class Vault1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refuseWhatIsNotSealed);
    await runner.query(keys);
    await runner.query(sealed);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('What is sealed is not laid open again.');
  }
}

/** Acts are never changed, so what was entered in the clear cannot be sealed afterwards. Nothing real was: there was no production before. */
const refuseWhatIsNotSealed = `
do $$ begin
  if exists (select from survey_case) or exists (select from person) then
    raise exception 'this database holds records from before encryption, which cannot be sealed afterwards: begin with an empty one' using errcode = 'YV001';
  end if;
end $$`;

const keys = `
create table key_ring (
  name text primary key,
  kind text not null check (kind in ('master', 'index')),
  proof text not null,
  made_at timestamptz not null
);
comment on table key_ring is 'Which keys the ring of this database holds. The keys themselves are in a file elsewhere; a proof tells another key of the same name and nothing more.';
create table case_key (
  case_id uuid not null references survey_case(id),
  no int not null,
  master_key text not null references key_ring(name),
  wrapped text not null,
  primary key (case_id, no)
);
create index case_key_master on case_key (master_key, case_id);
comment on table case_key is 'The data key of each case, wrapped by a master key. Sealed texts name it by its number.';
create table house_key (
  name text not null,
  no int not null,
  master_key text not null references key_ring(name),
  wrapped text not null,
  primary key (name, no)
);
comment on table house_key is 'Data keys of what belongs to no case: names and addresses of people.';
`;

const sealed = `
drop index person_email;
alter table person add column email_index text unique;
comment on column person.name is 'Sealed with the key of the house.';
comment on column person.email is 'Sealed with the key of the house.';
comment on column person.email_index is 'A keyed print of the address, by which it is found and unique; the index key is in the ring.';
comment on column survey_case.pupil_name is 'Sealed with the key of the case.';
comment on column act.data is 'Texts, addresses and telephone numbers are sealed with the key of the case; ids, codes, days and ticks are not.';
comment on column relative.name is 'Sealed with the key of the case.';
comment on column appointment.name is 'Sealed with the key of the case.';
comment on column appointment.profession is 'Sealed with the key of the case.';
comment on column appointment.nominating_body is 'Sealed with the key of the case.';
comment on column released_draft.content is 'Sealed with the key of the case.';
comment on column final_report.content is 'Sealed with the key of the case.';
comment on column deliberation.standard_item.answer is 'Sealed with the key of the case.';
comment on column deliberation.standard_item.looked_at is 'Sealed with the key of the case.';
comment on column deliberation.draft.content is 'Sealed with the key of the case.';
`;
