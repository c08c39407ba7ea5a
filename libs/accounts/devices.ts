import type { Tx } from '#lib/database';
import { fingerprint, isToken, newToken } from './tokens.js';

export interface KnownDevice {
  /** What the browser's cookie holds; made here where it had none. */
  readonly token: string;
  readonly hash: string;
  /** This person was never signed in here before, but somewhere else was. */
  readonly isNews: boolean;
}

/** Whether the person has signed in with this browser before by a way of their own: what a house vouched for says nothing of who guesses at a password. */
export async function isKnownDevice(tx: Tx, personId: string | null, token: string | undefined): Promise<boolean> {
  if (!isToken(token)) return false;
  return (
    (await tx.query('select 1 from device where person_id = $1 and token_hash = $2 and house is null', [personId, fingerprint(token)]))
      .length > 0
  );
}

/**
 * Remembers the browser of somebody who has just been let in, and the founder whose provider vouched for them, until they come by a way of their
 * own. The first one of all is no news to anyone.
 */
export async function rememberDevice(
  tx: Tx,
  personId: string,
  brought: string | undefined,
  house: string | null = null,
): Promise<KnownDevice> {
  const token = isToken(brought) ? brought : newToken();
  const hash = fingerprint(token);
  const seen = await tx.change(
    `update device set last_seen_at = clock_timestamp()${house === null ? ', house = null' : ''} where person_id = $1 and token_hash = $2`,
    [personId, hash],
  );
  if (seen > 0) return { token, hash, isNews: false };
  const others = await tx.query('select 1 from device where person_id = $1 limit 1', [personId]);
  await tx.change(
    `insert into device (person_id, token_hash, house, first_seen_at, last_seen_at) values ($1, $2, $3, clock_timestamp(), clock_timestamp())
     on conflict (person_id, token_hash) do update set last_seen_at = excluded.last_seen_at`,
    [personId, hash, house],
  );
  return { token, hash, isNews: others.length > 0 };
}

/** Forgets the browsers a person signed in with, but this one: the next sign-in from any of them is news, and none guesses for itself. */
export async function forgetDevices(tx: Tx, personId: string, but: string | undefined): Promise<void> {
  await tx.change('delete from device where person_id = $1 and token_hash <> $2', [personId, isToken(but) ? fingerprint(but) : '']);
}
