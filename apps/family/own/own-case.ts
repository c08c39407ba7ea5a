import { type CaseHead, type History, type RelativeOf, type StandsFor, standsFor, viewCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused } from '#lib/kernel';

/** A case as one relative, and whoever stands for her, sees it. Pages take nothing else, so that nothing of the others can reach them. */
export interface OwnCase {
  readonly head: Pick<CaseHead, 'id' | 'caseNo' | 'state' | 'stateSince' | 'version'>;
  readonly school: string;
  readonly me: RelativeOf;
  /** The person who reads: the relative, or whoever stands for her. */
  readonly personId: string;
  /** Null for the relative herself. */
  readonly stands: StandsFor | null;
  readonly history: History;
  readonly today: PlainDate;
}

/** Reads the case of a relative; the reading is journalled as `what`. */
export async function viewOwn(tx: Tx, caseId: string, what: string): Promise<OwnCase> {
  const { head, school, relatives, history } = await viewCase(tx, caseId, what);
  const { personId } = tx.actor;
  const stands = await standsFor(tx, caseId);
  const [me] = relatives;
  if (!me) throw new Refused('not-found');
  const { id, caseNo, state, stateSince, version } = head;
  return { head: { id, caseNo, state, stateSince, version }, school: school ?? '', me, personId, stands, history, today: tx.today };
}
