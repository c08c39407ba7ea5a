import type { MigrationInterface, QueryRunner } from 'typeorm';
import { journalRoles } from './1764000000029-written-by-function.js';
import { type MoreRights, grantsOf } from './rights.js';

const columns = 'email_before, email_left_at';
export const moreRights: MoreRights = {
  yorisoi_console: { device: 'update (house)', person: `select (${columns}), update (${columns})` },
  yorisoi_family: { device: 'update (house)', person: `select (${columns}), update (${columns})` },
  yorisoi_committee: { device: 'update (house)', person: `select (${columns}), update (${columns})` },
  yorisoi_worker: { person: 'select (email_before)' },
};

/** What a provider says counts for its founder alone, and an address is held by whoever may enter with it. */
export class KnownByTheHouse1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Whose an identity is is not forgotten: write a new migration.');
  }
}

const roles = (account: keyof typeof journalRoles): string => journalRoles[account].map((role) => `'${role}'`).join(', ');
const belongs = (list: string): string => `exists (select from role_grant g where g.person_id = new.id and g.role in (${list}))`;
const own = (['console', 'family', 'committee'] as const)
  .map((door) => `when 'yorisoi_${door}' then ${belongs(roles(`yorisoi_${door}`))}`)
  .join(' ');
const endedByConsole = `${roles('yorisoi_console')}, ${roles('yorisoi_committee')}`;

const statements = [
  'alter table device add column house uuid references organisation(id)',
  `comment on column device.house is 'The founder whose provider vouched; null once the person came by a way of their own.'`,
  // Which of them a provider made is not known any more: who comes by a way of their own is known again.
  `delete from device where person_id in (select person_id from oidc_identity)`,
  'alter table oidc_identity add column founder uuid references organisation(id)',
  `comment on column oidc_identity.founder is 'Whose provider it is: another founder may use the same issuer. Null, from before, where it is not known: it leads nowhere.'`,
  `update oidc_identity i set founder = h.founder from (
     select g.person_id, min((case when o.kind in ('school', 'committee') then o.parent_id else o.id end)::text)::uuid as founder
       from role_grant g join organisation o on o.id = g.organisation_id group by g.person_id
      having count(distinct case when o.kind in ('school', 'committee') then o.parent_id else o.id end) = 1) h
    where h.person_id = i.person_id`,
  'alter table oidc_identity drop constraint oidc_identity_pkey, drop constraint oidc_identity_issuer_person_id_key',
  'alter table oidc_identity add unique (issuer, subject, founder), add unique (issuer, person_id, founder)',
  'alter table person add column email_before text, add column email_left_at timestamptz',
  `comment on column person.email_before is 'Sealed with the key of the house. What was written to before, to tell it that another took its place.'`,
  `create or replace function ways_by_their_app() returns trigger language plpgsql as $$
declare
  own boolean := (case session_user ${own} else false end);
  ended boolean := own or session_user = 'yorisoi_console'
    and (${belongs(endedByConsole)} or not exists (select from role_grant g where g.person_id = new.id));
  today date := ((clock_timestamp() + coalesce((select ahead from training_clock), interval '0')) at time zone 'Asia/Tokyo')::date;
  let_go boolean := ended or not exists (select from role_grant g where g.person_id = new.id
    and (g.ends_on is null or (g.ends_on >= today and g.ends_on >= g.starts_on)));
begin
  if (new.password_hash is distinct from old.password_hash and not (own or new.password_hash is null and let_go))
    or ((new.email, new.email_index, new.email_before) is distinct from (old.email, old.email_index, old.email_before) and not own)
    or (new.email_proven is distinct from old.email_proven and not (own or not new.email_proven and let_go))
    or (new.sessions_from is distinct from old.sessions_from
      and (not ended or new.sessions_from is null or new.sessions_from > clock_timestamp() or new.sessions_from < old.sessions_from))
  then raise exception 'ways to sign in are changed by the app the person signs in to' using errcode = '42501'; end if;
  return new;
end $$`,
  `comment on function ways_by_their_app is 'Ways are changed by the app they lead to; what one signs in with is also let go where nobody enters as the person any more.'`,
];
