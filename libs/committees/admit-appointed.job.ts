import { emailIndex, emailOf } from '#lib/accounts';
import type { Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { type Handler, Handles, defineJob } from '#lib/queue';

export const admitAppointed = defineJob('admit-appointed');

/**
 * Appointments that wait for the address of this grant's person: in cases of the founder whose committee the grant is of, and of nobody who
 * was recused in the case. The address must be the person's still.
 */
const waiting = `
  update appointment a set person_id = g.person_id, email = null, email_index = null
    from role_grant g join organisation o on o.id = g.organisation_id, survey_case c
   where g.id = $1 and (g.ends_on is null or g.ends_on >= $3) and a.email_index = $2 and a.person_id is null and a.role = g.role
     and a.recused_on is null and c.id = a.case_id and c.founder_id in (o.id, o.parent_id)
     and not exists (select from appointment b where b.case_id = a.case_id and b.person_id = g.person_id and b.recused_on is not null)
  returning a.id, a.case_id as "caseId", a.person_id as "personId"`;

/**
 * Who was appointed before having an account enters the room once the administrator has given the role. The worker does it, because an
 * administrator sees no case. Done again it finds nothing.
 */
@Handles(admitAppointed)
export class AdmitAppointed implements Handler {
  constructor(private readonly work: UnitOfWork) {}

  async handle(grantId: string): Promise<void> {
    await this.work.run(systemActor('worker'), async (tx) => {
      const print = await printOfHolder(tx, grantId);
      if (print === null) return;
      type Admitted = { id: string; caseId: string; personId: string };
      for (const { id, caseId, personId } of await tx.query<Admitted>(waiting, [grantId, print, tx.today]))
        await tx.tell({ name: 'appointed-admitted', caseId, facts: { appointmentId: id, personId } });
    });
  }
}

async function printOfHolder(tx: Tx, grantId: string): Promise<string | null> {
  const [grant] = await tx.query<{ personId: string }>('select person_id as "personId" from role_grant where id = $1', [grantId]);
  const email = grant ? await emailOf(tx, grant.personId) : null;
  return email === null ? null : emailIndex(tx, email);
}
