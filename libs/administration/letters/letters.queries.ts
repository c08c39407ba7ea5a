import { hasAnyWay, openKnownAs } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, type Role } from '#lib/kernel';
import { type LetterState, ofTwo } from '../domain/letters.js';
import { namesHere } from '../people.queries.js';
import { reached } from '../reach.queries.js';

/** A letter that waits for its second person. */
export interface WaitingLetter {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
}

/** The organisation acted for, and below a founder its schools and committees. */
const ours = `(select o.id from organisation o where ${reached('$1')})`;
const notOver = (day: string): string => `(g.ends_on is null or (g.ends_on >= ${day} and g.ends_on >= g.starts_on))`;

/** Letters of the organisation acted for that wait, the oldest first: for each person the newest that was asked for. */
export async function lettersWaiting(tx: Tx): Promise<readonly WaitingLetter[]> {
  const rows = await tx.query<Omit<WaitingLetter, 'name' | 'askedByName'>>(
    `select l.id, l.person_id as "personId", l.asked_by as "askedBy", l.asked_at as "askedAt" from staff_letter l
      where l.organisation_id = $1 and l.made_at is null
        and exists (select from role_grant g where g.person_id = l.person_id and g.organisation_id in ${ours} and ${notOver('$2')})
        and not exists (select from staff_letter n where n.person_id = l.person_id and n.organisation_id = l.organisation_id and n.asked_at > l.asked_at)
      order by l.asked_at, l.id`,
    [tx.actor.organisationId, tx.today],
  );
  const nameOf = await namesHere(tx, await grantsOf(tx, [...new Set(rows.flatMap(({ personId, askedBy }) => [personId, askedBy]))]));
  return rows.map((row) => ({ ...row, name: nameOf(row.personId), askedByName: nameOf(row.askedBy) }));
}

/** Grants here of these people, the latest first: also those that are over, because who asked for a letter may have left. */
async function grantsOf(tx: Tx, personIds: readonly string[]) {
  const rows = await tx.query<{ id: string; personId: string; knownAs: string | null }>(
    `select g.id, g.person_id as "personId", g.known_as as "knownAs" from role_grant g
      where g.person_id = any($2) and g.organisation_id in ${ours} order by g.starts_on desc, g.id`,
    [tx.actor.organisationId, personIds],
  );
  return openKnownAs(tx, rows, ({ id }) => id);
}

/** One of them, and as what the person comes. Refuses: `not-found`. */
export async function letterWaiting(tx: Tx, id: string): Promise<WaitingLetter & { readonly posts: readonly PostHeld[] }> {
  const found = (await lettersWaiting(tx)).find((one) => one.id === id);
  if (!found) throw new Refused('not-found');
  return { ...found, posts: await postsHeld(tx, found.personId) };
}

/** What the person is here, today or later, the oldest first. */
export interface PostHeld {
  readonly role: Role;
  readonly organisationName: string;
}
const postsHeld = (tx: Tx, personId: string): Promise<PostHeld[]> =>
  tx.query<PostHeld>(
    `select g.role, o.name as "organisationName" from role_grant g join organisation o on o.id = g.organisation_id
      where g.person_id = $3 and g.organisation_id in ${ours} and ${notOver('$2')} order by g.starts_on, g.id`,
    [tx.actor.organisationId, tx.today, personId],
  );

/** Whether another administrator or the head could be the second person: holds the role today and can sign in. */
export async function someoneElseCould(tx: Tx, personId: string, asRoles: readonly Role[] = ofTwo): Promise<boolean> {
  const [row] = await tx.query<{ could: boolean }>(
    `select exists (select from role_grant g join person p on p.id = g.person_id
       where g.organisation_id = $1 and g.role = any($4) and g.starts_on <= $2 and ${notOver('$2')} and not p.program
         and g.person_id not in ($3, $5)
         and ((select w.password or w.passkeys > 0 from ways_of(p.id) w)
           or exists (select from oidc_identity i where i.person_id = p.id))) as could`,
    [tx.actor.organisationId, tx.today, personId, asRoles, tx.actor.personId],
  );
  return row!.could;
}

/** Whether the actor alone made the letter by which the person came in: such a person gets no power from the same hand. */
export async function cameByOwnLetter(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ did: boolean }>(
    'select exists (select from staff_letter where person_id = $1 and asked_by = $2 and not two) as did',
    [personId, tx.actor.personId],
  );
  return row!.did;
}

export interface LetterHere {
  readonly state: LetterState;
  readonly endsAt: Date | null;
}

/**
 * How the newest letter of this house to the person stands. What happened to an account that is others' too never shows: its letter waits, and
 * then has ended. `used` without a letter: the person signed in before there were letters.
 */
export async function letterStateOf(tx: Tx, personId: string): Promise<LetterHere> {
  const [row] = await tx.query<{ state: LetterState; endsAt: Date | null }>(
    `select l.made_at + interval '30 days' as "endsAt",
        case when l.made_at is null then 'asked' when i.used_at is not null then 'used'
             when l.made_at + interval '30 days' <= clock_timestamp() then 'ended' else 'waiting' end as state
       from staff_letter l left join invitation i on i.id = l.invitation_id
      where l.person_id = $1 and l.organisation_id = $2 order by l.asked_at desc limit 1`,
    [personId, tx.actor.organisationId],
  );
  return row ?? { state: (await hasAnyWay(tx, personId)) ? 'used' : 'none', endsAt: null };
}
