import { type BreakGlass, StopOpening, openingToStop } from '#lib/break-glass';
import type { UnitOfWork } from '#lib/database';
import type { FieldError } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { redirect } from '#lib/web';
import { typedInto } from './attempt.js';
import { stopOpeningPage } from './stop-opening.page.js';

interface Where {
  readonly caseId: string;
  readonly opening: string;
  /** The page that is shown afterwards. */
  readonly back: string;
}
const at = ({ caseId, opening }: Where): string => `/cases/${caseId}/break-glass/${opening}/stop`;

/** The form to stop an opening that is to come, for whoever may. Refuses: `not-found`, `not-allowed`. */
export const showStopping = (work: UnitOfWork, actor: Actor, where: Where) =>
  work.run(actor, async (tx) => {
    await openingToStop(tx, where.caseId, where.opening);
    await tx.read('break-glass', where.caseId);
    return stopOpeningPage({ at: at(where), back: where.back });
  });

/** Stops it; a form in which something is missing comes back as it was filled. */
export async function stopNow(breakGlass: BreakGlass, actor: Actor, where: Where, body: unknown) {
  try {
    await breakGlass.stop(actor, where.caseId, where.opening, body);
    return redirect(`${where.back}?done=stop`);
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.code !== 'bad-input') throw refused;
    const errors = (refused.facts['errors'] ?? []) as readonly FieldError[];
    return stopOpeningPage({ at: at(where), back: where.back, errors, filled: typedInto(StopOpening, body) });
  }
}
