import type { Tx } from '#lib/database';
import type { Actor, PlainDate, Role } from '#lib/kernel';
import { hasOpenLetterOfAnother } from './invitations/of-another-house.js';
import { emailIndex, openPeople } from './person.seal.js';
import { belongsTo, holdsOn } from './visitor.js';
import type { FounderKind, OrganisationKind } from './organisation.row.js';

/** Facts about people and organisations that others build their scope and letters on. */
export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly founderKind: FounderKind | null;
  readonly name: string;
  readonly parentId: string | null;
}
export interface Addressee {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
}

const organisationColumns = 'id, kind, founder_kind as "founderKind", name, parent_id as "parentId"';

export async function organisation(tx: Tx, id: string): Promise<Organisation | null> {
  const [row] = await tx.query<Organisation>(`select ${organisationColumns} from organisation where id = $1`, [id]);
  return row ?? null;
}

/** The organisation the actor acts for; null for relatives and the system. */
export const organisationOf = async (tx: Tx, actor: Actor): Promise<Organisation | null> =>
  actor.organisationId === null ? null : organisation(tx, actor.organisationId);

/** Schools of a founder, by name. */
export const schoolsOf = (tx: Tx, founderId: string): Promise<Organisation[]> =>
  tx.query<Organisation>(`select ${organisationColumns} from organisation where parent_id = $1 and kind = 'school' order by name, id`, [
    founderId,
  ]);

/** Schools the actor may report a case of: its own, or all of its founder. */
export async function schoolsFor(tx: Tx, actor: Actor): Promise<Organisation[]> {
  const own = await organisationOf(tx, actor);
  if (own?.kind === 'school') return [own];
  return own?.kind === 'founder' ? schoolsOf(tx, own.id) : [];
}

/** The person who signs in with this address, without regard to case. */
export async function personByEmail(tx: Tx, email: string): Promise<Addressee | null> {
  const rows = await tx.query<Addressee>('select id as "personId", name, email from person where email_index = $1 and email_proven', [
    emailIndex(tx, email),
  ]);
  return (await openPeople(tx, rows))[0] ?? null;
}

const grantColumns =
  'g.id, g.person_id as "personId", g.role, g.organisation_id as "organisationId", g.starts_on as "startsOn", g.ends_on as "endsOn", o.name as "organisationName"';
/** One role of one person; relatives have no organisation. `endsOn` is the last day it holds (Asia/Tokyo), null = open. */
export interface NamedGrant {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
}

/** Grants of a person that hold on the day, the oldest first; with a house, those that belong to it. */
export const currentGrants = (tx: Tx, personId: string, today: PlainDate, house: string | null = null): Promise<NamedGrant[]> =>
  tx.query<NamedGrant>(
    `select ${grantColumns} from role_grant g left join organisation o on o.id = g.organisation_id
      where g.person_id = $1 and ${holdsOn('$2')} and ${belongsTo('$3')} order by g.starts_on, g.id`,
    [personId, today, house],
  );

/** The grants among which a person chooses: one for each role and organisation. */
export const choicesAmong = (grants: readonly NamedGrant[]): NamedGrant[] =>
  grants.filter(
    (grant, at) => grants.findIndex(({ role, organisationId }) => role === grant.role && organisationId === grant.organisationId) === at,
  );

/** People who hold one of the roles for the organisation on the day, each once: whom a letter to the organisation reaches. */
export const peopleOf = async (tx: Tx, organisationId: string, asRoles: readonly Role[], today: PlainDate): Promise<Addressee[]> => {
  const rows = await tx.query<Addressee>(
    `select p.id as "personId", p.name, p.email from person p
      where not p.program and exists (select 1 from role_grant g where g.person_id = p.id and g.organisation_id = $1 and g.role = any($2) and ${holdsOn('$3')})
      order by p.id`,
    [organisationId, asRoles, today],
  );
  return openPeople(tx, rows);
};

/** Names by id, for lists of who did what. */
export async function namesOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ personId: string; name: string }>('select id as "personId", name from person where id = any($1)', [
    [...new Set(personIds)],
  ]);
  return new Map((await openPeople(tx, rows)).map(({ personId, name }) => [personId, name]));
}

/**
 * The member whom this founder's house knows by this address and to whom its own administrator gave the role, which holds today; what is not so
 * is not told apart. Not while a letter of another house can be used for the account, or led to nothing: whoever made it could have used it.
 */
export async function memberByAddress(
  tx: Tx,
  email: string,
  role: 'committeeMember' | 'secretariat',
  founderId: string,
): Promise<Addressee | null> {
  const rows = await tx.query<Addressee>(
    `select p.id as "personId", p.name, p.email from person p
      where p.email_index = $1
        and exists (select from role_grant g join organisation o on o.id = g.organisation_id
          where g.person_id = p.id and g.role = $2 and ${holdsOn('$3')} and $4 in (o.id, o.parent_id))
        and not ${hasOpenLetterOfAnother('p.id', '$4')}
      order by p.created_at, p.id limit 1`,
    [emailIndex(tx, email), role, tx.today, founderId],
  );
  return (await openPeople(tx, rows))[0] ?? null;
}

/** Whether the person has, or ever had, a grant that does not belong to the house: a relative's does to none. For deciding only, never to be shown. */
export async function wasEverElsewhere(tx: Tx, personId: string, house: string): Promise<boolean> {
  const rows = await tx.query(
    `select from role_grant g left join organisation o on o.id = g.organisation_id where g.person_id = $1 and ${belongsTo('$2')} is not true limit 1`,
    [personId, house],
  );
  return rows.length > 0;
}

/** SQL: person `p` has a grant that holds on the day or later, as anything and anywhere. */
export const mayEnter = (day: string): string =>
  `exists (select from role_grant e where e.person_id = p.id and (e.ends_on is null or (e.ends_on >= ${day} and e.ends_on >= e.starts_on)))`;

/** Whether the person has a grant that holds today or later, as anything and anywhere. For deciding only, never to be shown. */
export const personMayEnter = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.query(`select from person p where p.id = $1 and ${mayEnter('$2')}`, [personId, tx.today])).length > 0;
