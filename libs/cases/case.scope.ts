import type { Actor, PlainDate } from '#lib/kernel';
import { mandateHolds } from './mandates.js';

/** A condition on `survey_case c` that every query of cases passes through: what is not yours is not found. */
export interface Scope {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Roles that see where a case stands, but neither names nor what was done. */
export const seesOutlineOnly = (actor: Actor): boolean => actor.role === 'prefecture' || actor.role === 'reader';

const nothing: Scope = { sql: 'false', params: [] };

const clock = `now() + coalesce((select ahead from training_clock where id = 1), interval '0')`;
/** Openings of a room to the person $1 by two people, for a while, on the clock every process obeys; see docs/decisions/break-glass.md. */
export const openTo = `from break_glass b where b.asked_by = $1 and b.confirmed_at is not null
  and b.ended_at is null and b.stopped_at is null and b.opens_at <= ${clock} and b.ends_at > ${clock}`;

/** The cases an actor may find. `$1…` are the scope's own parameters; further ones follow them. */
export function scopeOf(actor: Actor, today: PlainDate): Scope {
  switch (actor.role) {
    case 'school':
      return { sql: 'c.school_id = $1', params: [actor.organisationId] };
    case 'founder':
    case 'founderHead':
      return { sql: 'c.founder_id = $1', params: [actor.organisationId] };
    case 'committeeMember':
    case 'secretariat':
      return {
        sql: `exists (select 1 from appointment a where a.case_id = c.id and a.person_id = $1 and a.role = $2
          and a.starts_on <= $3 and (a.ends_on is null or a.ends_on >= $3) and a.recused_on is null)`,
        params: [actor.personId, actor.role, today],
      };
    case 'breakGlass':
      return { sql: `exists (select 1 ${openTo} and b.case_id = c.id)`, params: [actor.personId] };
    case 'relative':
      return {
        sql: 'exists (select 1 from relative r where r.case_id = c.id and r.person_id = $1 and r.withdrawn_at is null)',
        params: [actor.personId],
      };
    case 'representative':
      return {
        sql: `exists (select 1 from mandate m where m.case_id = c.id and m.person_id = $1 and ${mandateHolds('$2')})`,
        params: [actor.personId, today],
      };
    case 'prefecture':
      return {
        sql: '(c.overridden or c.serious) and exists (select 1 from organisation o where o.id = c.founder_id and o.parent_id = $1)',
        params: [actor.organisationId],
      };
    case 'reader':
      return { sql: 'c.consented and $1::uuid is not null', params: [actor.organisationId] };
    case 'system':
      return { sql: 'true', params: [] };
    case 'administrator':
      return nothing;
  }
}
