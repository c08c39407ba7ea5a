import type { Actor, Role } from '#lib/kernel';
import { type Box, personPlace } from '#lib/vault';

/** The signed-in person as the header of a page shows them. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly grantId: string;
  /** Null for relatives. */
  readonly organisationName: string | null;
  /** The founder whose provider vouched for this session, which opens nothing else; null where the person came by a way of their own. */
  readonly house: string | null;
}

/** Who asks: known from a session or a token, the same for pages and API. */
export interface Visitor {
  readonly actor: Actor;
  readonly person: PersonHere;
}

/** What a session or token is joined with: its grant, holding on the day given, its person and organisation. */
export const whoColumns =
  'g.id as "grantId", g.person_id as "personId", g.role, g.organisation_id as "organisationId", p.name, o.name as "organisationName"';
export const whoTables =
  'join role_grant g on g.id = t.grant_id join person p on p.id = g.person_id left join organisation o on o.id = g.organisation_id';
export const holdsOn = (parameter: string): string => `g.starts_on <= ${parameter} and (g.ends_on is null or g.ends_on >= ${parameter})`;

/** SQL: the grant belongs to the house, organisation `o` of the grant joined: to the founder itself, or what is below it. Without a house every grant does. */
export const belongsTo = (house: string): string => `(${house}::uuid is null or o.id = ${house} or o.parent_id = ${house})`;

export interface WhoRow {
  readonly grantId: string;
  readonly personId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly name: string;
  readonly organisationName: string | null;
  readonly house?: string | null;
}

/** `box`: what names of people are opened with. */
export const visitorFrom = (row: WhoRow, zone: Actor['zone'], box: Box): Visitor => ({
  actor: { personId: row.personId, role: row.role, organisationId: row.organisationId, zone },
  person: {
    id: row.personId,
    name: box.shown(personPlace('name', row.personId), row.name),
    role: row.role,
    grantId: row.grantId,
    organisationName: row.organisationName,
    house: row.house ?? null,
  },
});
