import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import { type CaseHead, type RelativeOf, findCase, historyOf, relativesOf } from './case.store.js';
import { History } from './domain/history.js';
import { type Reader, seenBy, stampOf } from './domain/sight.js';
import { standsFor } from './mandates.js';
import { appointmentsOf } from './references.js';

/** Who the actor is to this case; `relatives`: those of the case. Refuses: `not-found` for a representative without a mandate. */
export async function readerOf(tx: Tx, caseId: string, relatives: readonly RelativeOf[]): Promise<Reader> {
  const { role } = tx.actor;
  const mine = await ownRows(tx, caseId, relatives);
  const me = mine && { personId: mine[0]?.personId ?? null, relativeIds: mine.map(({ id }) => id) };
  return { role, me, appointments: role === 'committeeMember' ? await appointmentsOf(tx, caseId) : [] };
}

/** The rows of the relative who reads, or for whom somebody reads; null for everybody else. */
export async function ownRows(tx: Tx, caseId: string, relatives: readonly RelativeOf[]): Promise<readonly RelativeOf[] | null> {
  const { role, personId } = tx.actor;
  if (role !== 'relative' && role !== 'representative') return null;
  const stands = await standsFor(tx, caseId);
  return relatives.filter((one) => (stands ? one.id === stands.relativeId : one.personId === personId));
}

/** A case as it is, and how far whoever acts has seen it. */
interface Loaded {
  readonly head: CaseHead;
  readonly history: History;
  readonly relatives: readonly string[];
  /** The version whoever acts has seen once these entries are added. */
  readonly stampWith: (...more: History['entries']) => number;
}

/**
 * The case under its lock. What others did out of sight of whoever acts is no reason to refuse, nor told. Refuses: `changed-meanwhile` where
 * the version that was seen is not the one there is to see.
 */
export async function loadLocked(tx: Tx, caseId: string, version: number | undefined): Promise<Loaded> {
  await findCase(tx, caseId, 'for update of c');
  // Looked for again under the lock: whoever was recused while this waited does not find the case any more.
  const head = await findCase(tx, caseId);
  const [history, relatives] = await Promise.all([historyOf(tx, caseId), relativesOf(tx, caseId)]);
  const reader = await readerOf(tx, caseId, relatives);
  const stampWith = (...more: History['entries']) => stampOf(seenBy(reader, new History([...history.entries, ...more])));
  if (version !== undefined && version !== stampWith()) throw new Refused('changed-meanwhile', { version: stampWith() });
  return { head, history, relatives: relatives.map(({ id }) => id), stampWith };
}
