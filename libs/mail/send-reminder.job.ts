import { systemActor } from '#lib/kernel';
import type { UnitOfWork } from '#lib/database';
import { recipientsOf } from '#lib/deadlines';
import { type Handler, Handles, defineJob } from '#lib/queue';
import { letter } from './letter.js';

export const sendReminder = defineJob('send-reminder');

/** Makes the letters of one reminder, one to each person, unless the deadline was closed meanwhile. */
@Handles(sendReminder)
export class SendReminder implements Handler {
  constructor(private readonly work: UnitOfWork) {}

  async handle(id: string): Promise<void> {
    await this.work.run(systemActor('worker'), async (tx) => {
      const [row] = await tx.query<{ caseId: string; rule: string; lead: string }>(
        `select d.case_id as "caseId", d.rule, r.lead from reminder r join deadline d on d.id = r.deadline_id
         where r.id = $1 and r.sent_at is null and d.closed_at is null for update of r skip locked`,
        [id],
      );
      if (!row) return;
      const people = await recipientsOf(tx, id);
      for (const { personId, notBefore } of people)
        await letter(tx, { kind: 'reminder', subjectId: id, personId, caseId: row.caseId, notBefore });
      await tx.change('update reminder set sent_at = $2 where id = $1', [id, tx.now]);
      await tx.tell({
        name: 'reminder-sent',
        caseId: row.caseId,
        facts: { reminderId: id, rule: row.rule, lead: row.lead, letters: people.length },
      });
    });
  }
}
