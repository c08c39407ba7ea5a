import { type OpeningNotice, noticesOf } from '#lib/break-glass';
import { type CaseView, appointmentsOf, chairOf, viewCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type DeadlineView, deadlinesOf } from '#lib/deadlines';

export type CommitteeView = CaseView & {
  /** Acts by which this person was appointed. */
  readonly appointments: readonly string[];
  /** The secretariat keeps the declarations of all members; a member has her own. */
  readonly keepsDeclarations: boolean;
  /** The chair and the secretariat see who opened the room. */
  readonly keepsTheRoom: boolean;
  /** When this room was opened to the founder where law demands it. */
  readonly openings: readonly OpeningNotice[];
  /** Somebody the room was opened to: reads, and writes nothing. */
  readonly readOnly: boolean;
};

/** Reads a case for a member or the secretariat; the reading is journalled as `what`. */
export async function viewForCommittee(tx: Tx, caseId: string, what: string): Promise<CommitteeView> {
  const view = await viewCase(tx, caseId, what);
  const appointments = await appointmentsOf(tx, caseId);
  const keepsDeclarations = tx.actor.role === 'secretariat';
  const chair = chairOf(view.history, tx.today);
  const keepsTheRoom = keepsDeclarations || (chair !== null && appointments.includes(chair.id));
  const openings = await noticesOf(tx, caseId);
  const readOnly = tx.actor.role === 'breakGlass';
  return { ...view, appointments, keepsDeclarations, keepsTheRoom, openings, readOnly };
}

/** Open deadlines. */
export const datesForCommittee = async (tx: Tx, caseId: string): Promise<readonly DeadlineView[]> =>
  (await deadlinesOf(tx, caseId)).filter(({ state }) => state === 'open' || state === 'late');
