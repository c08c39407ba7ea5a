import { createProgram, endGrant, grantRole, prepareToken as prepare, revokeToken as revoke, takeToken as take } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { demandSecond } from '#lib/two-persons';
import { atOnce } from './domain/grants.js';
import { problemWithEnd } from './domain/token-state.js';
import type { PrepareToken } from './forms.js';
import { postNamed, programPosts, wrong } from './places.js';
import { realDay, tokenForOwnRole, tokenInReach } from './tokens.queries.js';

/**
 * Prepares a token for a program, with a grant of its own. The administrator does not see it: whoever holds the role takes it over.
 * Refuses: `bad-input` (a post no program can have, an end that has passed or is more than a year away).
 */
export async function prepareToken(tx: Tx, { tokenLabel: label, post: wanted, tokenScope: scope, endsOn }: PrepareToken): Promise<string> {
  const problem = problemWithEnd(endsOn, await realDay(tx));
  if (problem) throw wrong('endsOn', problem);
  const { organisation, role } = postNamed(await programPosts(tx), wanted, 'post');
  const personId = await createProgram(tx, label);
  const grantId = await grantRole(tx, { personId, role, organisationId: organisation.id, startsOn: tx.today });
  return prepare(tx, { grantId, label, endsOn, scope });
}

/**
 * Makes the secret of a prepared token, for somebody of its role who was not let in by whoever prepared it; null where that was done before, or it
 * is over. Refuses: `not-found`, `second-person`.
 */
export async function takeToken(tx: Tx, id: string): Promise<string | null> {
  const { state, grantId } = await tokenForOwnRole(tx, id);
  const [grant] = await tx.query<{ by: string | null }>('select given_by as by from role_grant where id = $1', [grantId]);
  if (state === 'waiting' && grant?.by) await demandSecond(tx, { first: grant.by, gains: [], opens: false });
  return state === 'waiting' ? take(tx, id) : null;
}

/** Takes a token back at once, with the grant of its program. Done twice it is done. Refuses: `not-found`. */
export async function revokeToken(tx: Tx, id: string): Promise<void> {
  const { grantId, program, state } = await tokenInReach(tx, id);
  if (!(await revoke(tx, id))) return;
  if (program && state !== 'expired') await endGrant(tx, grantId, atOnce(tx.today));
}
