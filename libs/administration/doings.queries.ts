import { openKnownAs, openTokens } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type Entry, doingsOf } from '#lib/journal';
import type { PlainDate, Role } from '#lib/kernel';
import { ofTwo } from './domain/letters.js';
import { namesHere } from './people.queries.js';
import { reached } from './reach.queries.js';

/**
 * What administrators and the head do. Not among them is what would tell whether somebody had an account before: that a person was made, or
 * what became of a code.
 */
export const doings = [
  'role-granted',
  'role-ended',
  'role-prolonged',
  'person-renamed',
  'person-left',
  'person-transferred',
  'staff-letter-asked',
  'staff-letter-made',
  'organisation-created',
  'organisation-renamed',
  'recovery-started',
  'recovery-confirmed',
  'power-asked',
  'power-done',
  'two-persons-stopped',
  'token-prepared',
  'token-revoked',
] as const;

/** One thing that was done, with the names it is told by; null where there is none. */
export interface Doing {
  readonly at: Date;
  readonly event: (typeof doings)[number];
  readonly by: string;
  readonly asRole: Role;
  /** Whom it was about; for a token, what the token is for; for an organisation, its name. */
  readonly about: string | null;
  readonly post: { readonly role: Role; readonly organisationName: string } | null;
  /** Last day of the role, where one was set; null where it was taken away. */
  readonly lastDay?: PlainDate | null;
}

/** What they did for the organisation acted for, the latest first; `older`: from where the next page goes on. */
export async function doingsHere(tx: Tx, before: Date | undefined, size: number) {
  const people = await tx.query<{ personId: string }>(
    'select distinct person_id as "personId" from role_grant where organisation_id = $1 and role = any($2)',
    [tx.actor.organisationId, ofTwo],
  );
  const personIds = people.map(({ personId }) => personId);
  const found = await doingsOf(tx, {
    ...{ personIds, organisationId: tx.actor.organisationId!, roles: ofTwo, events: doings, before },
    size: size + 1,
  });
  const entries = wholeMoments(found, size);
  const told = await names(tx);
  return {
    doings: entries.filter(isOne).map((entry) => doingIn(entry, told)),
    older: found.length > size ? entries.at(-1)?.at : undefined,
  };
}

/** A page that ends between two moments: what was done at once is not parted. */
function wholeMoments(found: readonly Entry[], size: number): readonly Entry[] {
  const next = found[size];
  if (!next) return found;
  const page = found.slice(0, size).filter(({ at }) => at !== next.at);
  return page.length > 0 ? page : found.slice(0, size);
}

/** Asking for a letter was a doing of its own only where a second person made it. */
const isOne = ({ event, facts }: Entry): boolean => event !== 'staff-letter-asked' || facts.two === true;

interface GrantRow {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly organisationName: string;
  readonly knownAs: string | null;
}
interface Names {
  readonly person: (id: unknown) => string | null;
  readonly grant: (id: unknown) => GrantRow | undefined;
  readonly token: (id: unknown) => { readonly label: string; readonly grantId: string } | undefined;
  readonly organisation: (id: unknown) => string | null;
}

/** Names of everybody and everything in reach, also of what is over; a person by the name this house entered. */
async function names(tx: Tx): Promise<Names> {
  const own = [tx.actor.organisationId];
  const rows = await tx.query<GrantRow>(
    `select g.id, g.person_id as "personId", g.role, o.name as "organisationName", g.known_as as "knownAs"
       from role_grant g join organisation o on o.id = g.organisation_id where ${reached('$1')} order by g.starts_on desc, g.id`,
    own,
  );
  const organisations = await tx.query<{ id: string; name: string }>(`select o.id, o.name from organisation o where ${reached('$1')}`, own);
  const grants = await openKnownAs(tx, rows, ({ id }) => id);
  const tokens = await openTokens(
    tx,
    await tx.query<{ id: string; label: string; grantId: string }>(
      `select t.id, t.label, t.grant_id as "grantId" from api_token t where t.grant_id = any($1)`,
      [grants.map(({ id }) => id)],
    ),
  );
  const nameOf = await namesHere(tx, grants);
  const byId = <Row extends { readonly id: string }>(all: readonly Row[]) => {
    const map = new Map(all.map((one) => [one.id, one]));
    return (id: unknown) => map.get(String(id));
  };
  const organisation = byId(organisations);
  return {
    person: (id) => nameOf(String(id)) || null,
    grant: byId(grants),
    token: byId(tokens),
    organisation: (id) => organisation(id)?.name ?? null,
  };
}

function doingIn({ at, event, personId, role, facts }: Entry, told: Names): Doing {
  const token = told.token(facts.tokenId);
  const grant = told.grant(facts.toGrantId ?? facts.grantId ?? token?.grantId);
  const about =
    facts.tokenId !== undefined ? (token?.label ?? null)
    : event.startsWith('organisation-') ? told.organisation(facts.organisationId)
    : told.person(facts.personId ?? grant?.personId); // prettier-ignore
  const ends = event === 'role-ended' || event === 'role-prolonged';
  return {
    at: new Date(at),
    event: event as Doing['event'],
    by: told.person(personId) ?? '',
    asRole: role as Role,
    about,
    post: grant ? { role: grant.role, organisationName: grant.organisationName } : null,
    ...(ends ? { lastDay: (facts.lastDay as PlainDate | null | undefined) ?? null } : {}),
  };
}
