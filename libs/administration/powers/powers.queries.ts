import { openKnownAs } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, type Role } from '#lib/kernel';
import { namesHere } from '../people.queries.js';
import { reached } from '../reach.queries.js';

/** What one asked for and another does: a role begins, gets another last day, ends or becomes another; a letter is made. */
export type PowerWhat = 'give' | 'lastDay' | 'end' | 'move' | 'letter';

/** A request that waits for its second person. */
export interface PowerRequest {
  readonly id: string;
  readonly what: PowerWhat;
  readonly personId: string;
  readonly name: string;
  readonly grantId: string | null;
  /** The role it is about, and where; for a move the new one. Null for a letter. */
  readonly role: Role | null;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly startsOn: PlainDate | null;
  readonly endsOn: PlainDate | null;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly opensAt: Date;
  /** Real time has come to `opensAt`. */
  readonly isOpen: boolean;
}

const waits = 'q.done_at is null and q.stopped_at is null and q.ends_at > clock_timestamp()';

/** Requests of the organisation acted for that wait, the oldest first. */
export async function powersWaiting(tx: Tx): Promise<readonly PowerRequest[]> {
  const rows = await tx.query<Omit<PowerRequest, 'name' | 'askedByName'>>(
    `select q.id, q.what, q.person_id as "personId", q.grant_id as "grantId", coalesce(q.role, g.role) as role,
        o.id as "organisationId", o.name as "organisationName", q.starts_on as "startsOn", q.ends_on as "endsOn",
        q.asked_by as "askedBy", q.asked_at as "askedAt", q.opens_at as "opensAt", q.opens_at <= clock_timestamp() as "isOpen"
       from power_request q left join role_grant g on g.id = q.grant_id left join organisation o on o.id = coalesce(q.place_id, g.organisation_id)
      where q.organisation_id = $1 and ${waits} order by q.asked_at, q.id`,
    [tx.actor.organisationId],
  );
  const nameOf = await namesHere(tx, await grantsOf(tx, [...new Set(rows.flatMap(({ personId, askedBy }) => [personId, askedBy]))]));
  return rows.map((row) => ({ ...row, name: nameOf(row.personId), askedByName: nameOf(row.askedBy) }));
}

/** Grants here of these people, the latest first: also those that are over, because who asked may have left. */
async function grantsOf(tx: Tx, personIds: readonly string[]) {
  const rows = await tx.query<{ id: string; personId: string; knownAs: string | null }>(
    `select g.id, g.person_id as "personId", g.known_as as "knownAs" from role_grant g
      where g.person_id = any($2) and g.organisation_id in (select o.id from organisation o where ${reached('$1')}) order by g.starts_on desc, g.id`,
    [tx.actor.organisationId, personIds],
  );
  return openKnownAs(tx, rows, ({ id }) => id);
}

/** One of them. Refuses: `not-found`. */
export async function powerWaiting(tx: Tx, id: string): Promise<PowerRequest> {
  const found = (await powersWaiting(tx)).find((one) => one.id === id);
  if (!found) throw new Refused('not-found');
  return found;
}

/** Whether a role that takes two, or a letter, is asked for this person here and waits. */
export async function powerAskedFor(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ asked: boolean }>(
    `select exists (select from power_request q where q.person_id = $2 and q.organisation_id = $1 and q.what in ('give', 'move', 'letter') and ${waits}) as asked`,
    [tx.actor.organisationId, personId],
  );
  return row!.asked;
}
