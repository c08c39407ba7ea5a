import { type Tx, once } from '#lib/database';

/** Whether the person who acts is written to as a relative of this case. The case must have been found within her scope before. */
export async function remindersOf(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query<{ reminders: boolean }>('select reminders from relative where case_id = $1 and person_id = $2', [
    caseId,
    tx.actor.personId,
  ]);
  return rows.some(({ reminders }) => reminders);
}

/** Switches the mails to the person who acts on or off; nobody else's. The same key twice is one change. */
export const setReminders = (tx: Tx, caseId: string, on: boolean, key: string | undefined): Promise<boolean> =>
  once(tx, key, ['set-reminders', caseId, on], async () => {
    await tx.change('update relative set reminders = $3 where case_id = $1 and person_id = $2', [caseId, tx.actor.personId, on]);
    await tx.tell({ name: 'reminders-set', caseId, facts: { on } });
    return on;
  });
