import { type Tx, countRefusal } from '#lib/database';

export interface SignInRefused {
  readonly by: string;
  readonly why: string;
  /** Null where nobody known was meant. */
  readonly personId: string | null;
}

/**
 * Somebody was not let in. It is counted by the hour; the journal, which is never made shorter, has the first time in an hour that it was
 * somebody's account, and nothing of strangers. What was typed and from where stands nowhere.
 */
export async function refused(tx: Tx, { by, why, personId }: SignInRefused): Promise<void> {
  const first = await countRefusal(tx, personId ?? 'nobody', by, why);
  if (personId !== null && first) await tx.tell({ name: 'sign-in-refused', caseId: null, facts: { by, why, personId } });
}
