import { type CaseHead, type History, type RelativeOf, viewCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused } from '#lib/kernel';
import { ownHistory } from './own-history.js';

/** A case as one relative sees it. Pages take nothing else, so that nothing of the others can reach them. */
export interface OwnCase {
  readonly head: Pick<CaseHead, 'id' | 'caseNo' | 'state' | 'stateSince' | 'version'>;
  readonly school: string;
  readonly me: RelativeOf;
  readonly personId: string;
  readonly history: History;
  readonly today: PlainDate;
}

/** Reads the case of a relative; the reading is journalled as `what`. */
export async function viewOwn(tx: Tx, caseId: string, what: string): Promise<OwnCase> {
  const { head, school, relatives, history } = await viewCase(tx, caseId, what);
  const { personId } = tx.actor;
  const rows = relatives.filter((relative) => relative.personId === personId);
  const [me] = rows;
  if (!me) throw new Refused('not-found');
  const { id, caseNo, state, stateSince, version } = head;
  const own = ownHistory(history, { personId, relativeIds: rows.map((row) => row.id) });
  return { head: { id, caseNo, state, stateSince, version }, school: school ?? '', me, personId, history: own, today: tx.today };
}
