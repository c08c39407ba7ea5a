import type { ListedCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import type { RuleId } from '#lib/deadlines';

/** Which rule the next due day of each listed case belongs to. */
export async function nextRules(tx: Tx, cases: readonly ListedCase[]): Promise<ReadonlyMap<string, RuleId>> {
  const due = cases.filter(({ nextDueOn }) => nextDueOn !== null);
  if (due.length === 0) return new Map();
  const rows = await tx.query<{ caseId: string; rule: RuleId }>(
    `select distinct on (d.case_id) d.case_id as "caseId", d.rule from unnest($1::uuid[], $2::date[]) as listed (id, due_on)
       join deadline d on d.case_id = listed.id and d.closed_at is null and d.strict_on = listed.due_on
      order by d.case_id, d.rule`,
    [due.map(({ id }) => id), due.map(({ nextDueOn }) => nextDueOn)],
  );
  return new Map(rows.map(({ caseId, rule }) => [caseId, rule]));
}
