import { type CaseView, viewCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type DeadlineView, deadlinesOf } from '#lib/deadlines';
import type { Actor, PlainDate } from '#lib/kernel';

/** What a case page is drawn from. */
export interface CaseData {
  readonly view: CaseView;
  readonly deadlines: readonly DeadlineView[];
  readonly actor: Actor;
  readonly today: PlainDate;
  readonly hasFinalReport: boolean;
}

/** One case within the actor's scope; the reading is journalled. Readers of the outline get no dates: two years back from one stands a day of death. */
export async function loadCase(tx: Tx, id: string): Promise<CaseData> {
  const view = await viewCase(tx, id, 'case-page');
  const [deadlines, [report]] = await Promise.all([
    view.outline ? [] : deadlinesOf(tx, id),
    tx.query('select from final_report where case_id = $1 limit 1', [id]),
  ]);
  return { view, deadlines, actor: tx.actor, today: tx.today, hasFinalReport: report !== undefined };
}
