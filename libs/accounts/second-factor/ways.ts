import type { Tx } from '#lib/database';
import type { Ways } from '../domain/second-factor.js';
import { endSessions } from '../session-ends.js';

/** The second factors a person has set up. */
export async function waysOf(tx: Tx, personId: string): Promise<Ways> {
  const [ways] = await tx.query<Ways>('select totp, mail, passkeys from ways_of($1)', [personId]);
  return ways!;
}

export async function hasPassword(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ has: boolean }>('select password as has from ways_of($1)', [personId]);
  return row?.has ?? false;
}

/** Whether the person has any way to sign in, the account of an office included. For deciding only, never to be shown to others. */
export async function hasAnyWay(tx: Tx, personId: string): Promise<boolean> {
  const { passkeys } = await waysOf(tx, personId);
  if (passkeys > 0 || (await hasPassword(tx, personId))) return true;
  return (await tx.query('select from oidc_identity where person_id = $1 limit 1', [personId])).length > 0;
}

/**
 * Ends every session and every way to sign in of a person, password included, and forgets their devices: for recovery, after which
 * only a fresh invitation lets them in. What they signed in with is proven anew: whoever had the account may have set another address. API tokens
 * have their own end.
 */
export async function endAllWays(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, personId);
  for (const table of ['totp', 'passkey', 'code_by_mail']) await tx.change(`delete from ${table} where person_id = $1`, [personId]);
  await tx.change('update person set password_hash = null, email_proven = false where id = $1', [personId]);
  await tx.tell({ name: 'ways-ended', caseId: null, facts: { personId } });
}
