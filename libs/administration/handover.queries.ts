import { namesOf, openKnownAs, organisationOf, peopleOf } from '#lib/accounts';
import { addDays } from '#lib/calendar';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, type Role } from '#lib/kernel';

/** Somebody whose role has ended or ends soon, for those who go on. */
export interface Leaver {
  readonly grantId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: 'founder' | 'school' | 'committee';
  readonly lastDay: PlainDate;
  readonly successorId: string | null;
  readonly successorName: string | null;
  /** Nobody else holds the role afterwards. */
  readonly alone: boolean;
}
interface Row extends Omit<Leaver, 'name' | 'successorName' | 'alone'> {
  readonly knownAs: string | null;
}

const daysBefore = 45;
const daysAfter = 366;

/** Founder and head stand in for each other; a school's people, and each part of a committee, for themselves. */
const standIns = (role: Role): readonly Role[] => (role === 'founder' || role === 'founderHead' ? ['founder', 'founderHead'] : [role]);

/**
 * Who left or is about to leave the actor's organisation, and, for a founder, its schools and committees; without those who hold the same
 * role on, and those whose handing over is closed. No case is looked at here.
 */
export async function leavers(tx: Tx): Promise<readonly Leaver[]> {
  const own = await organisationOf(tx, tx.actor);
  if (own?.kind !== 'school' && own?.kind !== 'founder') return [];
  const sealed = await tx.query<Row>(
    `select g.id as "grantId", g.person_id as "personId", g.role, g.organisation_id as "organisationId", o.name as "organisationName",
        o.kind as "organisationKind", g.ends_on as "lastDay", g.known_as as "knownAs", h.successor_id as "successorId"
       from role_grant g join organisation o on o.id = g.organisation_id join person p on p.id = g.person_id
       left join handover h on h.grant_id = g.id
      where not p.program and not exists (select 1 from api_token t where t.grant_id = g.id)
        and g.role in ('school', 'founder', 'founderHead', 'committeeMember', 'secretariat')
        and (o.id = $1 or ($2 and o.parent_id = $1 and o.kind in ('school', 'committee')))
        and g.ends_on between $3 and $4 and g.ends_on >= g.starts_on and h.closed_at is null
        and not exists (select 1 from role_grant n where n.person_id = g.person_id and n.organisation_id = g.organisation_id
          and n.role = g.role and n.id <> g.id and (n.ends_on is null or n.ends_on > g.ends_on)
          and not exists (select 1 from api_token t where t.grant_id = n.id))
      order by g.ends_on desc, g.id`,
    [own.id, own.kind === 'founder', addDays(tx.today, -daysAfter), addDays(tx.today, daysBefore)],
  );
  const rows = await openKnownAs(tx, sealed, ({ grantId }) => grantId);
  const names = await namesOf(
    tx,
    rows.flatMap(({ personId, successorId }) => (successorId === null ? [personId] : [personId, successorId])),
  );
  const found: Leaver[] = [];
  for (const { knownAs, ...row } of rows) {
    const after = row.lastDay < tx.today ? tx.today : addDays(row.lastDay, 1);
    const others = await peopleOf(tx, row.organisationId, standIns(row.role), after);
    found.push({
      ...row,
      name: knownAs ?? names.get(row.personId) ?? '',
      successorName: row.successorId === null ? null : (names.get(row.successorId) ?? ''),
      alone: others.every(({ personId }) => personId === row.personId),
    });
  }
  return found;
}

/** One of them. Refuses: `not-found`. */
export async function leaver(tx: Tx, grantId: string): Promise<Leaver> {
  const found = (await leavers(tx)).find((one) => one.grantId === grantId);
  if (!found) throw new Refused('not-found');
  return found;
}

/** People who could take over: of the same organisation, today; for a committee, of nobody, because members are appointed to a case. */
export async function takersOver(tx: Tx, { organisationId, organisationKind, personId }: Leaver) {
  const roles: readonly Role[] =
    organisationKind === 'school' ? ['school'] : organisationKind === 'founder' ? ['founder', 'founderHead'] : [];
  return (await peopleOf(tx, organisationId, roles, tx.today)).filter((one) => one.personId !== personId);
}
