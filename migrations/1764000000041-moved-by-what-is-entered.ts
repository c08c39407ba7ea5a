import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isApp } from './1764000000029-written-by-function.js';

/**
 * State, flags and limits of a case move only together with an act or step that is entered in the same transaction, at the version the case then
 * has (docs/decisions/accounts-are-walls.md): a statement that moves one leaves a row without a seal, which the page of the case counts.
 */
export class MovedByWhatIsEntered1764000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of moves) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

/** A function of the owner's, which no account may call: it looks at acts that the account itself may not read. */
export const moving = (name: string, decision: string, said: string): string => `
create function ${name}() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
  allowed boolean;
begin
  perform set_config('yorisoi.maintenance', 'on', true);
  ${decision}
  perform set_config('yorisoi.maintenance', maintaining, true);
  if not coalesce(allowed, false) then raise exception '${said}' using errcode = '42501'; end if;
  return new;
end $$`;
/** Entered by this very transaction. */
const now = (row: string): string => `${row}.xmin = pg_current_xact_id()::xid`;
export const actNow = (of: string, version: string, names?: readonly string[]): string =>
  `exists (select from act a where a.case_id = ${of} and a.at_version = ${version} and ${now('a')}${names ? ` and a.name in (${quoted(names)})` : ''})`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** As libs/cases/flags.listener.ts. */
const ofConsent = ['recordIntention', 'confirmStatement', 'contestStatement', 'attestStatement', 'nameRelative'];
const flagsOfCase = `
  allowed := (new.overridden = old.overridden or new.overridden and ${actNow('new.id', 'new.version', ['overrideWish'])})
    and (new.serious = old.serious or new.serious and ${actNow('new.id', 'new.version', ['reportSeriousCase'])})
    and (new.consented = old.consented or ${actNow('new.id', 'new.version', ofConsent)});`;

const stepNow = `exists (select from case_state s where s.case_id = new.id and s.at_version = new.version and ${now('s')}
    and (s.from_state, s.to_state, s.taken_on) = (old.state, new.state, new.state_since))`;

/** The worker reminds, and does no more; the others move a limit by what is entered, or with a case that is reported just now. */
const limits = `
  if session_user = 'yorisoi_worker' then
    allowed := tg_op = 'UPDATE' and to_jsonb(new) - 'last_lead' - 'next_reminder_at' = to_jsonb(old) - 'last_lead' - 'next_reminder_at';
  else
    select (tg_op = 'UPDATE' or new.closed_at is null) and (${now('c')} and c.version = 1 or ${actNow('c.id', 'c.version')}
      or exists (select from case_state s where s.case_id = c.id and s.at_version = c.version and ${now('s')}))
      into allowed from survey_case c where c.id = new.case_id;
  end if;`;

const moves = [
  moving('flags_by_what_is_entered', flagsOfCase, 'who finds a case is changed by an act that is entered'),
  moving('state_by_a_step', `allowed := ${stepNow};`, 'the state of a case is moved by a step'),
  moving('limits_by_what_is_entered', limits, 'a limit is moved by what is entered'),
  'revoke all on function flags_by_what_is_entered(), state_by_a_step(), limits_by_what_is_entered() from public',
  `create trigger flags_by_what_is_entered before update on survey_case for each row
    when (${isApp} and (new.overridden, new.serious, new.consented) is distinct from (old.overridden, old.serious, old.consented))
    execute function flags_by_what_is_entered()`,
  // The step is written after the version: looked at when all is written.
  `create constraint trigger state_by_a_step after update on survey_case deferrable initially deferred for each row
    when (${isApp} and (new.state, new.state_since) is distinct from (old.state, old.state_since)) execute function state_by_a_step()`,
  `create trigger limits_by_what_is_entered before insert or update on deadline for each row when (${isApp}) execute function limits_by_what_is_entered()`,
  `create function case_begins() returns trigger language plpgsql as $$
begin
  raise exception 'a case begins at the beginning' using errcode = '42501';
end $$`,
  `create trigger case_begins before insert on survey_case for each row
    when (${isApp} and (new.state <> 'INTAKE' or new.version <> 1 or new.overridden or new.serious or new.consented)) execute function case_begins()`,
];
