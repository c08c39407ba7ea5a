import { daysToConfirm, daysToStop } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, newId } from '#lib/kernel';
import { demandSecond } from '#lib/two-persons';
import type { IdentityWay, Receiver } from './letters.js';

/** A letter asked for that leads into an account somebody signs in to already. */
export interface LetterRequest {
  readonly id: string;
  readonly personId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Who is said to have seen that it is she, and confirms that with how and when. */
  readonly identityBy: string;
  readonly identityHow: IdentityWay | null;
  readonly identityOn: PlainDate | null;
  readonly opensAt: Date;
  /** `waits` for the one named; `confirmed` and not yet time; `ready` to be made by who asked; or over. */
  readonly state: 'waits' | 'confirmed' | 'ready' | 'stopped' | 'done' | 'over';
}

const columns = `q.id, q.person_id as "personId", q.asked_by as "askedBy", q.asked_at as "askedAt", q.identity_by as "identityBy",
  q.identity_how as "identityHow", q.identity_on::text as "identityOn", q.opens_at as "opensAt",
  case when q.done_at is not null then 'done' when q.stopped_at is not null then 'stopped' when q.ends_at <= clock_timestamp() then 'over'
       when q.confirmed_at is null then 'waits' when q.opens_at > clock_timestamp() then 'confirmed' else 'ready' end as state`;
const ofReceiver = ({ as }: Receiver): string => (as === 'relative' ? 'q.relative_id = $2 and q.mandate_id is null' : 'q.mandate_id = $2');

/** What was asked for last for this relative or representative. */
export async function lastRequest(tx: Tx, caseId: string, to: Receiver): Promise<LetterRequest | null> {
  const [row] = await tx.query<LetterRequest>(
    `select ${columns} from family_letter_request q where q.case_id = $1 and ${ofReceiver(to)} order by q.asked_at desc, q.id desc limit 1`,
    [caseId, to.id],
  );
  return row ?? null;
}

/**
 * One of the founder asks for the letter and names who saw that it is she. The person concerned is told at once and can stop it for three real
 * days; what was asked before and waits is given up by it. Refuses: `second-person` where somebody names herself.
 */
export async function askForLetter(
  tx: Tx,
  { caseId, to, relativeId, personId, by }: { caseId: string; to: Receiver; relativeId: string; personId: string; by: string },
): Promise<string> {
  if (by === tx.actor.personId) throw new Refused('second-person', { why: 'same-person' });
  await tx.query(`select from ${to.as === 'relative' ? 'relative' : 'mandate'} where id = $1 for update`, [to.id]);
  await tx.change(
    'update family_letter_request set stopped_by = $2, stopped_at = clock_timestamp() where person_id = $1 and done_at is null and stopped_at is null',
    [personId, tx.actor.personId],
  );
  const id = newId();
  await tx.change(
    `insert into family_letter_request (id, case_id, relative_id, mandate_id, person_id, identity_by, asked_by, asked_at, opens_at, ends_at)
     select $1, $2, $3, $4, $5, $6, $7, t.now, t.now + make_interval(days => $8), t.now + make_interval(days => $9) from (select clock_timestamp() as now) t`,
    [
      ...[id, caseId, relativeId, to.as === 'representative' ? to.id : null, personId, by, tx.actor.personId],
      ...[daysToStop, daysToStop + daysToConfirm],
    ],
  );
  await tx.tell({ name: 'family-letter-asked', caseId, facts: { requestId: id, relativeId, personId, identityBy: by } });
  return id;
}

/** What waits for the actor, who was named as having seen who it is. Refuses: `not-found`. */
export async function requestForMe(tx: Tx, caseId: string, id: string): Promise<LetterRequest & { readonly relativeId: string }> {
  const [row] = await tx.query<LetterRequest & { readonly relativeId: string }>(
    `select ${columns}, q.relative_id as "relativeId" from family_letter_request q where q.case_id = $1 and q.id = $2 and q.identity_by = $3`,
    [caseId, id, tx.actor.personId],
  );
  if (!row || row.state !== 'waits') throw new Refused('not-found');
  return row;
}

/**
 * The one named says how and on which day it was seen that it is she, and counts as the second person.
 * Refuses: `not-found`, `second-person`, `changed-meanwhile`.
 */
export async function confirmIdentity(
  tx: Tx,
  caseId: string,
  id: string,
  { how, on }: { readonly how: IdentityWay; readonly on: PlainDate },
): Promise<void> {
  const { askedBy, personId, relativeId } = await requestForMe(tx, caseId, id);
  await demandSecond(tx, { first: askedBy, gains: [], opens: true });
  const done = await tx.change(
    `update family_letter_request set confirmed_by = $2, confirmed_at = clock_timestamp(), identity_how = $3, identity_on = $4
      where id = $1 and confirmed_at is null and done_at is null and stopped_at is null`,
    [id, tx.actor.personId, how, on],
  );
  if (done !== 1) throw new Refused('changed-meanwhile');
  await tx.tell({ name: 'family-letter-confirmed', caseId, facts: { requestId: id, relativeId, personId, askedBy } });
}

/**
 * The letter is made now, by who asked for it; once. Refuses: `identity-not-checked` where nothing was asked for or confirmed, `not-before`,
 * `changed-meanwhile` where it was stopped at this moment.
 */
export async function useRequest(tx: Tx, caseId: string, to: Receiver): Promise<LetterRequest> {
  const request = await lastRequest(tx, caseId, to);
  if (request?.state === 'confirmed') throw new Refused('not-before', { from: request.opensAt });
  if (request?.state !== 'ready' || request.askedBy !== tx.actor.personId) throw new Refused('identity-not-checked');
  const done = await tx.change(
    'update family_letter_request set done_by = $2, done_at = clock_timestamp() where id = $1 and done_at is null and stopped_at is null',
    [request.id, tx.actor.personId],
  );
  if (done !== 1) throw new Refused('changed-meanwhile');
  return request;
}
