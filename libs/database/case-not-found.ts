import { Refused } from '#lib/kernel';
import { countRefusal } from './refusals.js';
import type { Tx } from './tx.js';

/** The case is not there, or not the actor's: which of the two nobody learns. That somebody tried is kept, in a transaction of its own. */
export class CaseNotFound extends Refused {
  constructor() {
    super('not-found');
  }
}

/**
 * Keeps that the actor sought a case in vain: counted by the hour, and the first time in an hour in the journal, in the person's own chain, without
 * the case, which may be none. So nobody makes the journal longer by trying.
 */
export async function soughtInVain(tx: Tx): Promise<void> {
  if (await countRefusal(tx, tx.actor.personId, 'case', 'not-found')) await tx.tell({ name: 'case-not-found', caseId: null, facts: {} });
}
