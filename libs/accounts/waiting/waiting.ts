import type { Tx } from '#lib/database';
import { Refused, type Role } from '#lib/kernel';
import { holdsOn } from '../visitor.js';

/** What is done by two with somebody's role, letter or ways to sign in, while it waits. */
export type WaitingWhat = 'recovery' | 'give' | 'lastDay' | 'end' | 'move' | 'letter';
export interface WaitingForMe {
  readonly id: string;
  readonly what: WaitingWhat;
  readonly mine: boolean;
  readonly askedAt: Date;
  readonly opensAt: Date;
  readonly organisationName: string;
  /** The role it is about; null where it is about how somebody signs in. */
  readonly role: Role | null;
}

/** The founder, prefecture or agency an organisation `o` belongs to. */
const houseOf = `case when o.kind in ('school', 'committee') then o.parent_id else o.id end`;

/** Everything that waits, whatever table it stands in. */
const waiting = `(
  select r.id, 'recovery' as what, r.person_id, ${houseOf} as house, r.started_at as asked_at, r.opens_at, null as role,
      exists (select from role_grant g where g.person_id = r.person_id and g.role = 'founderHead') as of_head
    from recovery r join organisation o on o.id = r.organisation_id where r.confirmed_at is null and r.stopped_at is null and r.ends_at > clock_timestamp()
  union all
  select q.id, q.what, q.person_id, q.organisation_id, q.asked_at, q.opens_at, coalesce(q.role, g.role),
      coalesce(q.role = 'founderHead', false) or coalesce(g.role = 'founderHead', exists (select from role_grant h where h.person_id = q.person_id and h.role = 'founderHead'))
    from power_request q left join role_grant g on g.id = q.grant_id where q.done_at is null and q.stopped_at is null and q.ends_at > clock_timestamp()
)`;

/** Who is told and may stop it: the person, administrators and heads of the house, and who chairs a running committee where it is about a head. */
const concerns = `(w.person_id = $1 or (w.of_head and $1 in (select chairs_of(w.house)))
  or exists (select from role_grant g where g.person_id = $1 and g.organisation_id = w.house and g.role in ('administrator', 'founderHead') and ${holdsOn('$2')}))`;

/** What waits and concerns the actor, the oldest first. */
export const waitingForMe = (tx: Tx): Promise<WaitingForMe[]> =>
  tx.query<WaitingForMe>(
    `select w.id, w.what, w.person_id = $1 as mine, w.asked_at as "askedAt", w.opens_at as "opensAt", o.name as "organisationName", w.role
       from ${waiting} w join organisation o on o.id = w.house where ${concerns} order by w.asked_at, w.id`,
    [tx.actor.personId, tx.today],
  );

/** Those whom what waits concerns, without the actor: they are told at once. */
export async function concernedBy(tx: Tx, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ personId: string }>(
    `select p.id as "personId" from person p where not p.program and p.id <> $1 and exists (select from ${waiting} w where w.id = $3 and
      (w.person_id = p.id or (w.of_head and p.id in (select chairs_of(w.house)))
        or exists (select from role_grant g where g.person_id = p.id and g.organisation_id = w.house and g.role in ('administrator', 'founderHead') and ${holdsOn('$2')})))`,
    [tx.actor.personId, tx.today, id],
  );
  return rows.map(({ personId }) => personId);
}

/** Stops what waits, for good: it can only be asked for anew. Refuses: `not-found`, `changed-meanwhile` where it was done at this moment. */
export async function stopWaiting(tx: Tx, id: string): Promise<void> {
  const [found] = await tx.query<{ what: WaitingWhat; personId: string }>(
    `select w.what, w.person_id as "personId" from ${waiting} w where w.id = $3 and ${concerns}`,
    [tx.actor.personId, tx.today, id],
  );
  if (!found) throw new Refused('not-found');
  const [table, done] = found.what === 'recovery' ? ['recovery', 'confirmed_at'] : ['power_request', 'done_at'];
  const stopped = await tx.change(
    `update ${table} set stopped_by = $2, stopped_at = clock_timestamp() where id = $1 and ${done} is null and stopped_at is null`,
    [id, tx.actor.personId],
  );
  if (stopped !== 1) throw new Refused('changed-meanwhile');
  await tx.tell({ name: 'two-persons-stopped', caseId: null, facts: { requestId: id, what: found.what, personId: found.personId } });
}
