import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';

export interface Opening {
  readonly on: PlainDate;
  readonly office: 'school' | 'founder' | 'committee' | 'relative' | 'prefecture' | 'reader';
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

/** Days on which an office opened the case, newest first, and the person's own; days are never cut in two. */
export async function openedBy(tx: Tx, caseId: string, before: PlainDate | undefined): Promise<Openings> {
  const rows = await tx.query<Opening>(
    `select v.opened_on as "on", v.office, o.name, v.urgent from opened_by_office v left join organisation o on o.id = v.organisation_id
     where v.case_id = $1 and ($2::date is null or v.opened_on < $2) and (v.relative_person_id is null or v.relative_person_id = $3)
     order by v.opened_on desc, v.office, o.name limit $4`,
    [caseId, before ?? null, tx.actor.personId, size + 1],
  );
  if (rows.length <= size) return { days: rows, older: undefined };
  const cut = rows[size]!.on;
  const whole = rows.slice(0, size).filter(({ on }) => on !== cut);
  const days = whole.length > 0 ? whole : rows.slice(0, size);
  return { days, older: days.at(-1)!.on };
}
