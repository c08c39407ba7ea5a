import type { Tx } from '#lib/database';
import { forgetDevices } from './devices.js';
import { fingerprint } from './tokens.js';

/** SQL: the session `t` of the person `p` was not ended together with everything else of the person. */
export const outlivesTheEnd = '(p.sessions_from is null or t.created_at > p.sessions_from)';

/**
 * One after the other for a person: opening a session, changing a way to sign in and ending everything. Taken before any row of the person is
 * read or locked for it, so that what comes second sees what the first did, and no two block each other crosswise.
 */
export async function signInLock(tx: Tx, personId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in ${personId}`]);
}

/** Whether a sign-in begun then may still be brought to its end: nothing has ended everything of the person since. Takes the person's lock. */
export async function mayGoOn(tx: Tx, personId: string, since: string): Promise<boolean> {
  await signInLock(tx, personId);
  const rows = await tx.query('select from person where id = $1 and (sessions_from is null or sessions_from < $2::timestamptz)', [
    personId,
    since,
  ]);
  return rows.length > 0;
}

/** Real time of the database as it writes it: a Date would lose what tells two moments of one millisecond apart. */
export async function timeNow(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ now: string }>('select clock_timestamp()::text as now');
  return row!.now;
}

/** What the person has in hand at this moment and keeps. */
interface Own {
  readonly session?: string | undefined;
  readonly step?: string | undefined;
  readonly device?: string | undefined;
}

/**
 * Ends every session of a person in every app and every sign-in that is on its way, also one that another process brings to its end at this
 * moment, and forgets the browsers; the own stay.
 */
export async function endSessions(tx: Tx, personId: string, { session, step, device }: Own = {}): Promise<void> {
  await signInLock(tx, personId);
  await tx.change('update person set sessions_from = clock_timestamp() where id = $1', [personId]);
  const kept = (token: string | undefined): string => (token === undefined ? '' : fingerprint(token));
  await tx.change('delete from session where person_id = $1 and token_hash <> $2', [personId, kept(session)]);
  await tx.change('delete from sign_in_step where person_id = $1 and token_hash <> $2', [personId, kept(step)]);
  await forgetDevices(tx, personId, device);
  await tx.change('update session set created_at = clock_timestamp() where person_id = $1', [personId]);
  await tx.change('update sign_in_step set made_at = clock_timestamp() where person_id = $1', [personId]);
}

/** The same as far as one house reaches: what its provider opened, and every sign-in through it that is on its way. */
export async function endSessionsOfHouse(tx: Tx, personId: string, house: string): Promise<void> {
  await signInLock(tx, personId);
  for (const table of ['session', 'sign_in_step'])
    await tx.change(`delete from ${table} where person_id = $1 and house = $2`, [personId, house]);
}
