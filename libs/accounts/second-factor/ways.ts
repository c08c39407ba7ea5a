import type { Tx } from '#lib/database';
import type { Ways } from '../domain/second-factor.js';
import { revokeToken } from '../api-tokens.js';
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
  return (await tx.query('select from oidc_identity where person_id = $1 and ended_at is null limit 1', [personId])).length > 0;
}

/**
 * Ends everything by which a person, or whoever had the account, comes in: sessions, sign-ins on their way, password, second factors, remembered
 * browsers, what a provider is bound to, and the tokens for programs whose secret they were shown. What they sign in with is proven anew: another
 * address may have been set. For a fresh start, and for leaving; which table ends and which stays says test/rules/fresh-start.spec.ts.
 */
export async function endAllWays(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, personId);
  for (const table of ['totp', 'passkey', 'code_by_mail']) await tx.change(`delete from ${table} where person_id = $1`, [personId]);
  await tx.change('update person set password_hash = null, email_proven = false where id = $1', [personId]);
  if (tx.actor.zone === 'console') await endWaysOfOffices(tx, personId);
  await tx.tell({ name: 'ways-ended', caseId: null, facts: { personId } });
}

/** Providers and tokens lead into offices only, and are ended there: where the second person confirms, and where the new code is used. */
async function endWaysOfOffices(tx: Tx, personId: string): Promise<void> {
  await tx.change('update oidc_identity set ended_at = clock_timestamp() where person_id = $1 and ended_at is null', [personId]);
  for (const { id } of await tx.query<{ id: string }>('select id from api_token where taken_by = $1 and revoked_at is null', [personId]))
    await revokeToken(tx, id);
}
