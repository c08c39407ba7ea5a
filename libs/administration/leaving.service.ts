import { endAllWays, endGrant, personMayEnter, voidInvitations } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, type Role, isId } from '#lib/kernel';
import { countOpenWork } from './count-open-work.job.js';
import { atOnce, tenseOf } from './domain/grants.js';
import type { Leave } from './forms.js';
import { namesHere } from './people.queries.js';
import { administratorStays } from './administrator-stays.js';
import { wrong } from './places.js';
import { isPower } from './powers/powers.service.js';
import { type GrantHere, grantsOfPerson, grantsWhere, oneAtATime } from './reach.queries.js';

/** Roles whose work somebody has to take over; prefecture and readers only look on. */
export const workingRoles: readonly Role[] = ['school', 'founder', 'founderHead', 'committeeMember', 'secretariat'];

/**
 * Somebody leaves: every grant in reach ends at once, and with it sessions and tokens. Where no grant is left anywhere, the ways to sign in
 * and open invitations go too; a relative or a colleague elsewhere keeps theirs, and nothing here tells which it was.
 * Refuses: `not-found`, `grant-over` (nothing is left to end), `power-takes-two`, `last-administrator`, `bad-input` (a successor who holds no such role).
 */
export async function leave(tx: Tx, personId: string, { successor }: Leave): Promise<void> {
  await oneAtATime(tx);
  const grants = (await grantsOfPerson(tx, personId)).filter((grant) => tenseOf(grant, tx.today) !== 'over');
  if (grants.length === 0) throw new Refused('grant-over');
  const lastDay = atOnce(tx.today);
  await administratorStays(tx, grants, lastDay);
  if (grants.some(isPower)) throw new Refused('power-takes-two');
  const successorId = successor === undefined ? null : await successorNamed(tx, successor, grants);
  for (const { id } of grants) await endGrant(tx, id, lastDay);
  if (!(await personMayEnter(tx, personId))) {
    await endAllWays(tx, personId);
    await voidInvitations(tx, personId);
  }
  for (const grant of grants.filter(({ role }) => workingRoles.includes(role))) await handOver(tx, grant.id, successorId);
  await tx.tell({ name: 'person-left', caseId: null, facts: { personId, grantIds: grants.map(({ id }) => id), successorId } });
}

/** Notes who takes over, and asks for the counting. */
async function handOver(tx: Tx, grantId: string, successorId: string | null): Promise<void> {
  await tx.change(
    'insert into handover (grant_id, successor_id) values ($1, $2) on conflict (grant_id) do update set successor_id = excluded.successor_id',
    [grantId, successorId],
  );
  await tx.enqueue(countOpenWork, grantId);
}

/** People who could take over: they work in one of the organisations that are left, today. */
export async function possibleSuccessors(
  tx: Tx,
  grants: readonly GrantHere[],
): Promise<readonly (GrantHere & { readonly name: string })[]> {
  const organisations = grants.map(({ organisationId }) => organisationId);
  const there = await grantsWhere(tx, 'g.organisation_id = any($2) and g.role = any($3)', [organisations, workingRoles]);
  const leaving = new Set(grants.map(({ personId }) => personId));
  const nameOf = await namesHere(tx, there);
  return there
    .filter((grant) => tenseOf(grant, tx.today) === 'now' && !leaving.has(grant.personId) && !grant.ofToken)
    .map((grant) => ({ ...grant, name: nameOf(grant.personId) }));
}

async function successorNamed(tx: Tx, successor: string, grants: readonly GrantHere[]): Promise<string> {
  const found = isId(successor) && (await possibleSuccessors(tx, grants)).some(({ personId }) => personId === successor);
  if (!found) throw wrong('successor', 'not-a-choice');
  return successor;
}
