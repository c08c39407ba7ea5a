import type { Tx } from '#lib/database';
import { type PlainDate, Refused, tokyoDate } from '#lib/kernel';

export const bad = (field: string, code: string) => new Refused('bad-input', { errors: [{ field, code }] });

/** Nobody learned of a death before it happened, or later than now. */
export function checkAwareness(tx: Tx, awareAt: Date, dateOfDeath: PlainDate): void {
  if (awareAt > tx.now) throw bad('awareAt', 'in-the-future');
  if (tokyoDate(awareAt) < dateOfDeath) throw bad('awareAt', 'before-death');
}

/** The school a case belongs to: the reporting school itself, or one of the founder's schools. */
export async function schoolOf(tx: Tx, schoolId: string | undefined): Promise<{ id: string; founderId: string }> {
  const own = tx.actor.role === 'school';
  const [school] = await tx.query<{ id: string; founderId: string }>(
    `select id, parent_id as "founderId" from organisation where kind = 'school' and ${own ? 'id' : 'parent_id'} = $1 and ($2::text is null or id::text = $2)`,
    [tx.actor.organisationId, own ? null : (schoolId ?? '')],
  );
  if (!school) throw bad('schoolId', schoolId ? 'unknown-choice' : 'required');
  return school;
}
