import { type FounderKind, openKnownAs } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, type Role } from '#lib/kernel';
import type { Held } from './domain/grants.js';
import { type Kind, type Place, addedKinds } from './domain/reach.js';

export interface OrganisationHere extends Place {
  readonly name: string;
  readonly founderKind: FounderKind | null;
  readonly code: string | null;
}

const columns = 'o.id, o.kind, o.founder_kind as "founderKind", o.name, o.code, o.parent_id as "parentId"';
const below = addedKinds.map((kind) => `'${kind}'`).join(', ');

/** The same as `reaches` in domain/reach.ts, for organisations `o` and the own organisation in the parameter, whoever acts for it. */
export const reached = (own: string): string =>
  `(o.id = ${own} or (o.kind in (${below}) and exists (select 1 from organisation f where f.id = ${own} and f.id = o.parent_id and f.kind = 'founder')))`;

/** The organisation whose administrator acts, or whose head as the second person. Refuses: `not-found` for every other role. */
function ownOf(tx: Tx): string {
  const { role, organisationId } = tx.actor;
  if ((role !== 'administrator' && role !== 'founderHead') || organisationId === null) throw new Refused('not-found');
  return organisationId;
}

const kinds: readonly Kind[] = ['founder', 'prefecture', 'agency', 'school', 'committee'];

/** Everything the administrator administers, the own organisation first. */
export async function organisationsInReach(tx: Tx): Promise<readonly OrganisationHere[]> {
  const rows = await tx.query<OrganisationHere>(`select ${columns} from organisation o where ${reached('$1')} order by o.name, o.id`, [
    ownOf(tx),
  ]);
  return [...rows].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

/** One organisation the administrator administers. Refuses: `not-found`. */
export async function organisationInReach(tx: Tx, id: string): Promise<OrganisationHere> {
  const [row] = await tx.query<OrganisationHere>(`select ${columns} from organisation o where o.id = $2 and ${reached('$1')}`, [
    ownOf(tx),
    id,
  ]);
  if (!row) throw new Refused('not-found');
  return row;
}

export interface GrantHere extends Held {
  readonly role: Role;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: Kind;
  readonly knownAs: string | null;
  /** A token holds on to this grant: it ends with the others, and is listed with the tokens. */
  readonly ofToken: boolean;
}

/** Grants of people (not of programs) in reach; `where` narrows them, with its parameters after the first. */
export async function grantsWhere(tx: Tx, where: string, params: readonly unknown[] = []): Promise<GrantHere[]> {
  const rows = await tx.query<GrantHere>(
    `select g.id, g.person_id as "personId", g.role, g.organisation_id as "organisationId", o.name as "organisationName",
        o.kind as "organisationKind", g.starts_on as "startsOn", g.ends_on as "endsOn", g.known_as as "knownAs",
        exists (select 1 from api_token t where t.grant_id = g.id) as "ofToken"
       from role_grant g join organisation o on o.id = g.organisation_id join person p on p.id = g.person_id
      where not p.program and ${reached('$1')} and ${where} order by g.starts_on desc, g.id`,
    [ownOf(tx), ...params],
  );
  return openKnownAs(tx, rows, ({ id }) => id);
}

/** One grant in reach. Refuses: `not-found`. */
export async function grantInReach(tx: Tx, grantId: string): Promise<GrantHere> {
  const [row] = await grantsWhere(tx, 'g.id = $2', [grantId]);
  if (!row) throw new Refused('not-found');
  return row;
}

/** All grants in reach of somebody who has or had one. Refuses: `not-found`. */
export async function grantsOfPerson(tx: Tx, personId: string): Promise<readonly GrantHere[]> {
  const rows = await grantsWhere(tx, 'g.person_id = $2', [personId]);
  if (rows.length === 0) throw new Refused('not-found');
  return rows;
}

/**
 * Whether the person has or had a grant out of reach: in another organisation, or as a relative. For deciding only, never to be shown.
 */
export async function hasGrantsElsewhere(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ elsewhere: boolean }>(
    `select exists (select 1 from role_grant g left join organisation o on o.id = g.organisation_id
       where g.person_id = $2 and (o.id is null or not ${reached('$1')})) as elsewhere`,
    [ownOf(tx), personId],
  );
  return row!.elsewhere;
}

/**
 * One after the other, for all that is administered by one organisation: two administrators who end each other's grants at the same moment
 * would each see the other stay.
 */
export async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`administration ${ownOf(tx)}`]);
}
