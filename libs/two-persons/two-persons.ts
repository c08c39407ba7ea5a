import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import {
  type Asked,
  type Deed,
  type Part,
  type Second,
  type WhyNot,
  couldAct,
  daysHeld,
  handsOf,
  inOneHand,
  whyNoSecond,
} from './domain/hands.js';

/** How all of these and those who let them in came to their accounts; the database answers ids alone (migration 19). */
const deedsOf = (tx: Tx, people: readonly string[]): Promise<Deed[]> =>
  tx.query<Deed>('select person, hands as by, at, until from deeds_of($1)', [people]);

/** The actor as a possible second person. What comes through a token of the API is a program's doing, whoever took the token. */
async function actorAsSecond(tx: Tx): Promise<Second> {
  const { personId, role, organisationId, zone } = tx.actor;
  const [row] = await tx.query<Pick<Second, 'program' | 'heldLongEnough'>>(
    `select p.program, exists (select from role_grant g where g.person_id = p.id and g.role = $2 and g.organisation_id is not distinct from $3
        and g.starts_on <= $4 and (g.ends_on is null or g.ends_on >= $4)
        and (g.given_at is null or g.given_at <= clock_timestamp() - make_interval(days => $5) or g.given_at <= p.vouched_at)) as "heldLongEnough"
       from person p where p.id = $1`,
    [personId, role, organisationId, tx.today, daysHeld],
  );
  return { personId, program: row?.program !== false || zone === 'api', heldLongEnough: row?.heldLongEnough ?? false };
}

/** Why the actor is not the second person for this; null where they are. For pages, which say who it takes before somebody tries. */
export async function whyNotSecond(tx: Tx, asked: Asked): Promise<WhyNot | null> {
  const deeds = await deedsOf(tx, [tx.actor.personId, ...(asked.first === null ? [] : [asked.first]), ...asked.gains]);
  return whyNoSecond(asked, await actorAsSecond(tx), deeds);
}

/**
 * The rule of two persons: the actor counts as the second one, or nothing is done. History decides and never who happens to be there: an
 * installation with too few people is told so, and whoever runs the system helps at the machine. Refuses: `second-person` (`why`).
 */
export async function demandSecond(tx: Tx, asked: Asked): Promise<void> {
  const why = await whyNotSecond(tx, asked);
  if (why !== null) throw new Refused('second-person', { why });
}

/** Whether nobody else alone could act as this person: only to such an account is power given. */
export async function isOwnHand(tx: Tx, personId: string): Promise<boolean> {
  return handsOf(personId, await deedsOf(tx, [personId])).size === 1;
}

/** Who of these is the actor too, or could alone act as the actor or the other way round. */
export async function ofOneHand(tx: Tx, people: readonly string[]): Promise<readonly string[]> {
  const { personId } = tx.actor;
  if (people.length === 0) return [];
  const deeds = await deedsOf(tx, [personId, ...people]);
  return [...new Set(people)].filter((one) => couldAct(personId, one, deeds));
}

/** Whether one person alone could have done all of these parts, each judged by who could act as whom now and when it was done. */
export async function oneCouldHaveDone(tx: Tx, parts: readonly Part[]): Promise<boolean> {
  const deeds = await deedsOf(
    tx,
    parts.map(({ personId }) => personId),
  );
  return inOneHand(parts, deeds);
}
