import { hasOpenLetterOfAnother } from '#lib/accounts';
import type { Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { oneCouldHaveDone } from '#lib/two-persons';
import { type Handler, Handles, type WaitingRow, type WaitingWork, defineJob, waitingFrom } from '#lib/queue';

export const admitAppointed = defineJob('admit-appointed');

/**
 * Appointments `a` that wait for an address, where an account with this address holds the role by grant `g` today ($1) at a committee of the
 * founder who leads; not who was recused in the case, unless the founder wrote why she may sit again, and not while a letter of another house
 * leads to the account, as in `memberByAddress`; nor one that was held back, until somebody confirmed it or whoever runs the system vouched.
 */
const waiting = `
  appointment a join person p on p.email_index = a.email_index join role_grant g on g.person_id = p.id and g.role = a.role
  join organisation o on o.id = g.organisation_id join survey_case c on c.id = a.case_id and c.founder_id in (o.id, o.parent_id)
  where a.person_id is null and a.recused_on is null and (a.ends_on is null or a.ends_on >= $1) and g.starts_on <= $1 and (g.ends_on is null or g.ends_on >= $1)
    and (a.held_back_at is null or p.vouched_at > a.held_back_at)
    and (a.despite_recusal
      or not exists (select from appointment b where b.case_id = a.case_id and b.person_id = p.id and b.recused_on is not null))
    and not ${hasOpenLetterOfAnother('p.id', 'c.founder_id')}`;

/** Grants by which somebody is let in, the day come or the account made after the appointment. */
export const waitingAppointments: WaitingWork = {
  job: admitAppointed,
  find: (tx, after) =>
    tx.query<WaitingRow>(
      `select distinct g.id, g.starts_on::timestamptz::text as since, g.starts_on from ${waiting}
         and (g.starts_on::timestamptz, g.id) > ($2::timestamptz, $3::uuid) order by g.starts_on, g.id limit 1000`,
      [tx.today, ...waitingFrom(after)],
    ),
};

/**
 * Who was appointed before having an account enters the room. The worker does it, because an administrator, who gives the role, sees no case.
 * Done again it finds nothing.
 */
@Handles(admitAppointed)
export class AdmitAppointed implements Handler {
  constructor(private readonly work: UnitOfWork) {}

  async handle(grantId: string): Promise<void> {
    await this.work.run(systemActor('worker'), async (tx) => {
      // One after the other with whatever else is done in these cases, a recusal above all.
      await tx.query(
        `select c.id from survey_case c where c.id in (select a.case_id from ${waiting} and g.id = $2) order by c.id for update`,
        [tx.today, grantId],
      );
      const found = await tx.query<Found>(
        `select a.id, a.case_id as "caseId", p.id as "personId", a.appointed_by as "appointedBy", a.appointed_at as "appointedAt",
           a.confirmed_by as "confirmedBy", a.confirmed_at as "confirmedAt" from ${waiting} and g.id = $2`,
        [tx.today, grantId],
      );
      for (const one of found)
        if (await opens(tx, one)) await letIn(tx, one);
        else await holdBack(tx, one);
    });
  }
}

interface Found {
  readonly id: string;
  readonly caseId: string;
  readonly personId: string;
  readonly appointedBy: string | null;
  readonly appointedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
}

/** Whether it took two: who appointed, who is let in and, where somebody confirmed it, that one too are not all one person. */
async function opens(tx: Tx, { personId, appointedBy, appointedAt, confirmedBy, confirmedAt }: Found): Promise<boolean> {
  if (appointedBy === null) return false;
  const confirmed = confirmedBy === null ? [] : [{ personId: confirmedBy, at: confirmedAt }];
  return !(await oneCouldHaveDone(tx, [{ personId, at: null }, { personId: appointedBy, at: appointedAt }, ...confirmed]));
}

async function letIn(tx: Tx, { id, caseId, personId }: Found): Promise<void> {
  await tx.query('update appointment set person_id = $2, email = null, email_index = null where id = $1', [id, personId]);
  await tx.tell({ name: 'appointed-admitted', caseId, facts: { appointmentId: id, personId } });
}

const holdBack = (tx: Tx, { id }: Found): Promise<unknown> =>
  tx.query('update appointment set held_back_at = clock_timestamp() where id = $1', [id]);
