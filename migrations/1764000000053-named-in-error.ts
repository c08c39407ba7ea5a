import type { MigrationInterface, QueryRunner } from 'typeorm';
import { actIsEntered } from './1764000000037-entered-by-apps.js';
import { actsEnteredSince } from './1764000000044-appointed-by-two.js';
import { ownIds, released, releasedActView, wordsOf } from './1764000000048-between-relatives.js';
import { type MoreRights, grantsOf } from './rights.js';
import { actorIn } from './row-security.js';

const closes = 'update (withdrawn_at)';
export const moreRights: MoreRights = { yorisoi_console: { relative: closes }, yorisoi_family: { relative: closes } };

/** Acts a family is told of since this migration, besides those before. */
export const releasedWithNamedInError = [...released, 'withdrawRelative'] as const;
/** What each role enters since. */
export const actsEnteredWithNamedInError = { ...actsEnteredSince, founder: [...actsEnteredSince.founder!, 'withdrawRelative'] };

/** Every word that is a relative's, and who saw her paper: what has to be known of all of them is judged by these. A rule test compares it with the table of acts. */
export const wordsOfRelatives =
  `recordIntention recordNoContact restoreContact nameRepresentative withdrawRepresentative withdrawRelative confirmStatement
  contestStatement attestStatement askQuestion recordObjection giveOpinion recordPublicationWish declineJsc`.split(/\s+/);

/** A relative who was named in error is taken out of the case by two (docs/decisions/her-own-word.md): from then on it is closed to her. */
export class NamedInError1764000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...column,
      ...grantsOf(moreRights),
      casesOfTheFamily,
      ownIds('and r.withdrawn_at is null'),
      wordsOf(wordsOfRelatives),
    ])
      await runner.query(statement);
    await runner.query(releasedActView(releasedWithNamedInError));
    await runner.query(actIsEntered(actsEnteredWithNamedInError).replace('create function', 'create or replace function'));
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const column = [
  'alter table relative add column withdrawn_at timestamptz',
  `comment on column relative.withdrawn_at is 'Named in error: from the moment this is set everything of the case is closed to her. It is never taken back; she may be named again.'`,
  `create function relative_stays_withdrawn() returns trigger language plpgsql as $$
begin
  raise exception 'who was taken out is named again, not put back' using errcode = '42501';
end $$`,
  `create trigger relative_stays_withdrawn before update on relative for each row
    when (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) execute function relative_stays_withdrawn()`,
];

/** As in migration 15. */
const casesOfTheFamily = `
create or replace function cases_of_relative() returns uuid[] language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if session_user not in ('yorisoi_family', 'yorisoi_api') then return '{}'; end if;
  case coalesce(${actorIn('role')}, '')
    when 'relative' then return array(select r.case_id from public.relative r where r.person_id = nullif(${actorIn('person')}, '')::uuid and r.withdrawn_at is null);
    when 'representative' then return cases_of_representative();
    else return '{}';
  end case;
end $$`;
