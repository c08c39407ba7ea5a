import type { Tx } from '#lib/database';

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
  const [row] = await tx.query<{ counted: number }>(
    `insert into refusal_count as c (hour, app, who, way, why, counted, last_at)
     values (date_trunc('hour', clock_timestamp()), $1, $2, $3, $4, 1, clock_timestamp())
     on conflict (hour, app, who, way, why) do update set counted = c.counted + 1, last_at = clock_timestamp() returning counted`,
    [tx.actor.zone, personId ?? 'nobody', by, why],
  );
  if (personId !== null && row!.counted === 1) await tx.tell({ name: 'sign-in-refused', caseId: null, facts: { by, why, personId } });
}
