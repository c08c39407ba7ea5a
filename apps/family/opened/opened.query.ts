import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';
import type { OwnCase } from '../own/own-case.js';

export interface Opening {
  readonly on: PlainDate;
  readonly office: 'school' | 'founder' | 'committee' | 'relative' | 'representative' | 'prefecture' | 'reader';
  /** Name of the office; null for the committee and for oneself. */
  readonly name: string | null;
  /** By a way that is not open usually. */
  readonly urgent: boolean;
}
export interface Openings {
  readonly days: readonly Opening[];
  /** The last day shown, where older ones follow. */
  readonly older: PlainDate | undefined;
}

const size = 60;

/**
 * Days on which an office opened the case, newest first, the person's own, and those of whoever acts or acted for this relative; days are never
 * cut in two.
 */
export async function openedBy(
  tx: Tx,
  { head: { id: caseId }, me }: Pick<OwnCase, 'head' | 'me'>,
  before: PlainDate | undefined,
): Promise<Openings> {
  const rows = await tx.query<Opening>(
    `select v.opened_on as "on", v.office, o.name, v.urgent from opened_by_office v left join organisation o on o.id = v.organisation_id
     where v.case_id = $1 and ($2::date is null or v.opened_on < $2) and (v.relative_person_id is null or v.relative_person_id = $3)
       and (v.representative_person_id is null or exists (
         select from mandate m where m.case_id = v.case_id and m.relative_id = $4 and m.person_id = v.representative_person_id))
     order by v.opened_on desc, v.office, o.name limit $5`,
    [caseId, before ?? null, tx.actor.personId, me.id, size + 1],
  );
  if (rows.length <= size) return { days: rows, older: undefined };
  const cut = rows[size]!.on;
  const whole = rows.slice(0, size).filter(({ on }) => on !== cut);
  const days = whole.length > 0 ? whole : rows.slice(0, size);
  return { days, older: days.at(-1)!.on };
}
