import type { UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { type Handler, Handles, defineJob } from '#lib/queue';
import { toldCount } from './domain/few.js';

export const countOpenWork = defineJob('count-open-work');

/** Open cases of an organisation that somebody left, and their open deadlines, by the grant that ended. */
const counting = `
  with open as (
    select c.id from role_grant g join organisation o on o.id = g.organisation_id join survey_case c on c.state <> 'CLOSED' and (
      (o.kind = 'school' and c.school_id = o.id) or (o.kind = 'founder' and c.founder_id = o.id)
      or (o.kind = 'committee' and exists (select 1 from appointment a where a.case_id = c.id and a.person_id = g.person_id and a.role = g.role)))
    where g.id = $1)
  select (select count(*)::int from open) as cases,
         (select count(*)::int from deadline d where d.case_id in (select id from open) and d.closed_at is null) as deadlines`;

/**
 * Counts for the administrator, who sees no case: the worker does, and writes down no number that would tell of a single one.
 * Counted again it is counted anew.
 */
@Handles(countOpenWork)
export class CountOpenWork implements Handler {
  constructor(private readonly work: UnitOfWork) {}

  async handle(grantId: string): Promise<void> {
    await this.work.run(systemActor('worker'), async (tx) => {
      const [found] = await tx.query<{ cases: number; deadlines: number }>(counting, [grantId]);
      const { cases, deadlines } = found!;
      await tx.change('update handover set counted_at = $2, cases = $3, deadlines = $4 where grant_id = $1', [
        grantId,
        tx.now,
        toldCount(cases),
        toldCount(deadlines),
      ]);
    });
  }
}
