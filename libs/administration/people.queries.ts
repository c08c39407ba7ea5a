import { emailIndex, shownEmailOf, namesOf } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { tenseOf } from './domain/grants.js';
import { type GrantHere, grantsOfPerson, grantsWhere, hasGrantsElsewhere } from './reach.queries.js';

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly GrantHere[];
}
export interface PersonPage extends ListedPerson {
  /** Null where somebody has no address. */
  readonly email: string | null;
}

const inJapanese = new Intl.Collator('ja-JP');

/** The name this house knows the person by: as it was entered here, where the account was there before. */
export async function namesHere(tx: Tx, grants: readonly Pick<GrantHere, 'personId' | 'knownAs'>[]): Promise<(personId: string) => string> {
  const names = await namesOf(
    tx,
    grants.map(({ personId }) => personId),
  );
  const known = new Map(grants.flatMap(({ personId, knownAs }) => (knownAs === null ? [] : [[personId, knownAs] as const])));
  return (personId) => known.get(personId) ?? names.get(personId) ?? '';
}

/** The people of one organisation whose grants are of this tense. The organisation was found in reach before. */
export async function peopleIn(tx: Tx, organisationId: string, over: boolean): Promise<readonly ListedPerson[]> {
  const all = await grantsWhere(tx, 'g.organisation_id = $2', [organisationId]);
  const wanted = all.filter((grant) => !grant.ofToken && (tenseOf(grant, tx.today) === 'over') === over);
  const nameOf = await namesHere(tx, all);
  const ids = [...new Set(wanted.map(({ personId }) => personId))];
  return ids
    .map((id) => ({ id, name: nameOf(id), grants: wanted.filter(({ personId }) => personId === id) }))
    .sort((a, b) => inJapanese.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** How many people each of these organisations has today. */
export async function countsOfPeople(tx: Tx, organisationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: string; people: number }>(
    `select g.organisation_id as id, count(distinct g.person_id)::int as people from role_grant g join person p on p.id = g.person_id
      where g.organisation_id = any($1) and not p.program and g.starts_on <= $2 and (g.ends_on is null or g.ends_on >= $2) group by 1`,
    [organisationIds, tx.today],
  );
  return new Map(rows.map(({ id, people }) => [id, people]));
}

/** Somebody who has or had a grant in reach; of the grants only those in reach. Refuses: `not-found`. */
export async function personInReach(tx: Tx, personId: string): Promise<PersonPage> {
  const grants = await grantsOfPerson(tx, personId);
  const nameOf = await namesHere(tx, grants);
  // An account that others know too is written to by them: its address is not this house's to show.
  const email = (await hasGrantsElsewhere(tx, personId)) ? null : await shownEmailOf(tx, personId);
  return { id: personId, name: nameOf(personId), email, grants: grants.filter(({ ofToken }) => !ofToken) };
}

/** The id of the person this house knows by exactly this address, among those who have or had a grant in reach. */
export async function findByAddress(tx: Tx, email: string): Promise<string | null> {
  const [grant] = await grantsWhere(tx, 'p.email_index = $2', [emailIndex(tx, email)]);
  return grant?.personId ?? null;
}

/** Who takes over after a grant in reach, as an administrator may know it: no count that would tell of a single case. */
export interface HandoverHere {
  readonly grantId: string;
  readonly successorName: string | null;
  readonly closed: boolean;
  readonly counted: boolean;
  readonly cases: number | null;
  readonly deadlines: number | null;
}

/** The handovers of grants that were found in reach before. */
export async function handoversOf(tx: Tx, grants: readonly GrantHere[]): Promise<readonly HandoverHere[]> {
  const rows = await tx.query<Omit<HandoverHere, 'successorName'> & { successorId: string | null }>(
    `select grant_id as "grantId", successor_id as "successorId", closed_at is not null as closed, counted_at is not null as counted,
        cases, deadlines from handover where grant_id = any($1)`,
    [grants.map(({ id }) => id)],
  );
  const nameOf = await namesHere(
    tx,
    await grantsWhere(tx, 'g.person_id = any($2)', [rows.flatMap(({ successorId }) => (successorId === null ? [] : [successorId]))]),
  );
  return rows.map(({ successorId, ...row }) => ({ ...row, successorName: successorId === null ? null : nameOf(successorId) }));
}
