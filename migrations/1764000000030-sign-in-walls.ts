import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type AccountName, type MoreRights, grantsOf } from './rights.js';
import { isApp, journalRoles } from './1764000000029-written-by-function.js';

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** Apps people sign in to, with the roles that come through each (libs/accounts/domain/doors.ts). */
const doors = ['console', 'family', 'committee'] as const;
type Door = (typeof doors)[number];
const accountOf = (door: Door): AccountName => `yorisoi_${door}`;
const rolesOf = (door: Door): string => quoted(journalRoles[accountOf(door)]);
/** The console ends what colleagues and members have; relatives are none of its people. */
const endedByConsole = `${rolesOf('console')}, ${rolesOf('committee')}`;

/** The person has, or had, a role that comes through the app; whose grant waits for its first day has it too. */
const belongs = (person: string, roles: string): string =>
  `exists (select from role_grant g where g.person_id = ${person} and g.role in (${roles}))`;

const everyColumn = 'id, name, email, email_index, email_proven, created_at, program, sessions_from, vouched_at';
/** What accounts may no longer do since this migration: nobody reads hashes of passwords in passing. */
export const fewerRights: MoreRights = {
  yorisoi_console: { person: 'select' },
  yorisoi_family: { person: 'select' },
  yorisoi_committee: { person: 'select' },
  yorisoi_api: { person: 'select', session: 'select, insert, update, delete', sign_in_attempt: 'select, insert, delete' },
};
export const moreRights: MoreRights = {
  yorisoi_console: { person: `select (${everyColumn})` },
  yorisoi_family: { person: `select (${everyColumn})` },
  yorisoi_committee: { person: `select (${everyColumn})` },
  yorisoi_api: { person: `select (${everyColumn})` },
};

/** Ways to sign in are walls too: docs/decisions/accounts-are-walls.md. */
export class SignInWalls1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [account, tables] of Object.entries(fewerRights))
      for (const [table, privileges] of Object.entries(tables!)) await runner.query(`revoke ${privileges} on ${table} from ${account}`);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
    for (const statement of functions) await runner.query(statement);
    await runner.query('alter table sign_in_attempt add column app text not null default substr(session_user, 9)');
    await runner.query(`comment on column sign_in_attempt.app is 'Each app counts tries at its own door: none can shut another''s.'`);
    for (const [table, policies] of Object.entries(walls)) {
      await runner.query(`alter table ${table} enable row level security`);
      for (const [name, of] of Object.entries(policies)) await runner.query(`create policy ${name} on ${table} ${of}`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const header = 'language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$';
const throughThisApp = (person: string): string =>
  `(case session_user ${doors.map((door) => `when '${accountOf(door)}' then ${belongs(person, rolesOf(door))}`).join(' ')} else false end)`;
const asked = `yorisoi_console, yorisoi_family, yorisoi_committee`;

const functions = [
  `create function password_of(whose uuid) returns text ${header}
begin
  if not ${throughThisApp('whose')} then return null; end if;
  return (select p.password_hash from person p where p.id = whose);
end $$`,
  `comment on function password_of is 'The hash of the password, of people who sign in to the app that asks; null for all others.'`,
  `create function ways_of(whose uuid) returns table (password boolean, totp boolean, mail boolean, passkeys int) ${header}
begin
  return query select exists (select from person p where p.id = whose and p.password_hash is not null),
    exists (select from totp t where t.person_id = whose), exists (select from code_by_mail c where c.person_id = whose),
    (select count(*)::int from passkey k where k.person_id = whose);
end $$`,
  `comment on function ways_of is 'Which ways to sign in a person has, and nothing of what they are.'`,
  'revoke all on function password_of(uuid), ways_of(uuid) from public',
  `grant execute on function password_of(uuid), ways_of(uuid) to ${asked}`,
  `create function ways_by_their_app() returns trigger language plpgsql as $$
declare
  own boolean := ${throughThisApp('new.id')};
  ended boolean := own or session_user = 'yorisoi_console'
    and (${belongs('new.id', endedByConsole)} or not exists (select from role_grant g where g.person_id = new.id));
begin
  if (new.password_hash is distinct from old.password_hash and not (own or new.password_hash is null and ended))
    or ((new.email, new.email_index, new.email_proven) is distinct from (old.email, old.email_index, old.email_proven) and not own)
    or (new.sessions_from is distinct from old.sessions_from
      and (not ended or new.sessions_from is null or new.sessions_from > clock_timestamp() or new.sessions_from < old.sessions_from))
  then raise exception 'ways to sign in are changed by the app the person signs in to' using errcode = '42501'; end if;
  return new;
end $$`,
  `create trigger person_ways before update on person for each row when (${isApp}) execute function ways_by_their_app()`,
];

const to = (door: Door): string => `to ${accountOf(door)}`;
const forEach = (policies: (door: Door) => Record<string, string>): Record<string, string> =>
  Object.assign({}, ...doors.map(policies)) as Record<string, string>;

/** What belongs to a person and opens an app: of people of this app alone. The console takes away from colleagues and members. */
const ofItsPeople = (table: string): Record<string, string> => ({
  ...forEach((door) => ({ [`${door}_people`]: `${to(door)} using (${belongs(`${table}.person_id`, rolesOf(door))})` })),
  console_ends: `for delete to yorisoi_console using (${belongs(`${table}.person_id`, endedByConsole)})`,
  console_finds_to_end: `for select to yorisoi_console using (${belongs(`${table}.person_id`, endedByConsole)})`,
});

/** Table by table; the owner, who is no app, is not subject. */
const walls: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  session: {
    ...forEach((door) => ({
      [`${door}_own`]: `${to(door)} using (app = '${door}') with check (app = '${door}' and exists (select from role_grant g
        where g.id = session.grant_id and g.person_id = session.person_id and g.role in (${rolesOf(door)})))`,
      // A person's list shows what is open elsewhere, and ends it.
      [`${door}_finds`]: `for select ${to(door)} using (${belongs('session.person_id', door === 'console' ? endedByConsole : rolesOf(door))})`,
      [`${door}_ends`]: `for delete ${to(door)} using (${belongs('session.person_id', door === 'console' ? endedByConsole : rolesOf(door))})`,
    })),
    worker_clears: 'to yorisoi_worker using (true)',
  },
  sign_in_step: {
    ...forEach((door) => ({
      [`${door}_own`]: `${to(door)} using (app = '${door}') with check (app = '${door}'
        and (person_id is null or ${belongs('sign_in_step.person_id', rolesOf(door))}))`,
    })),
    worker_sends: 'to yorisoi_worker using (true)',
  },
  totp: ofItsPeople('totp'),
  passkey: ofItsPeople('passkey'),
  code_by_mail: ofItsPeople('code_by_mail'),
  device: { ...ofItsPeople('device'), worker_clears: 'to yorisoi_worker using (true)' },
  sign_in_attempt: {
    ...forEach((door) => ({ [`${door}_own`]: `${to(door)} using (app = '${door}')` })),
    worker_clears: 'to yorisoi_worker using (true)',
  },
  invitation: {
    // Whether a letter of another house is open is asked by all who let somebody in.
    finds: `for select to yorisoi_console, yorisoi_family, yorisoi_committee, yorisoi_api, yorisoi_worker using (true)`,
    console_makes: `for insert to yorisoi_console with check (case app ${doors
      .map((door) => `when '${door}' then ${belongs('invitation.person_id', rolesOf(door))}`)
      .join(' ')} else false end)`,
    console_ends: 'for update to yorisoi_console using (true)',
    family_opens: `for update to yorisoi_family using (app = 'family')`,
    committee_opens: `for update to yorisoi_committee using (app = 'committee')`,
  },
  recovery: { console_people: `to yorisoi_console using (${belongs('recovery.person_id', endedByConsole)})` },
  oidc_identity: {
    console_people: `to yorisoi_console using (${belongs('oidc_identity.person_id', rolesOf('console'))})`,
  },
  api_token: {
    finds: 'for select to yorisoi_console, yorisoi_api using (true)',
    // Members and relatives have none that the console could make.
    console_makes: `for insert to yorisoi_console with check (exists (select from role_grant g where g.id = api_token.grant_id and g.role in (${rolesOf('console')})))`,
    console_hands_over: `for update to yorisoi_console using (exists (select from role_grant g where g.id = api_token.grant_id and g.role in (${rolesOf('console')})))`,
    console_removes: 'for delete to yorisoi_console using (true)',
    api_notes_use: 'for update to yorisoi_api using (true)',
  },
};
