import type { Tx } from '#lib/database';
import { type PlainDate, newId } from '#lib/kernel';
import { type Claims, rolesOf, verifiedEmail } from '../domain/oidc-claims.js';
import { endGrant, grantRole } from '../people.service.js';
import { emailIndex } from '../person.seal.js';
import { proven, sealProof } from '../proof.js';
import { holdsOn } from '../visitor.js';
import type { OidcProvider } from './provider.js';

/** Days a role of a group holds without a new sign-in through the provider, which is when we hear of groups. */
const daysOfAGroup = 30;

export interface Said extends Claims {
  readonly iss: string;
  readonly sub: string;
}

/**
 * The person of the founder who signed in at its provider: known by issuer and subject, for each founder by itself, because several may use one
 * issuer; the first time by the verified address, and only if an administrator
 * has given this person a role for the founder or one of its schools before. Nobody is made from what a provider says.
 */
export async function personOf(tx: Tx, provider: OidcProvider, said: Said): Promise<string | null> {
  const bindings = await tx.query<Binding>(
    `select ${bindingColumns} from oidc_identity where issuer = $1 and subject = $2 and founder = $3 and ended_at is null`,
    [said.iss, said.sub, provider.founder],
  );
  const isProven = await whatIsProven(tx);
  const known = bindings.find((one) => isProven(one));
  if (known) return known.personId;
  const email = verifiedEmail(said, provider.claims);
  const personId = email === null ? null : await knownHere(tx, email, provider.founder);
  if (personId === null) return null;
  await endUnproven(tx, { personId, founder: provider.founder, said });
  const id = newId();
  const proof = await sealProof(tx, 'oidc_identity.proof', id, said.iss, said.sub, provider.founder, personId);
  // Where the address was somebody else's before, that somebody keeps the account.
  const bound = await tx.change(
    `insert into oidc_identity (id, issuer, subject, founder, person_id, made_at, proof)
     values ($1, $2, $3, $4, $5, clock_timestamp(), $6) on conflict do nothing`,
    [id, said.iss, said.sub, provider.founder, personId, proof],
  );
  if (bound !== 1) return null;
  await tx.tell({ name: 'oidc-bound', caseId: null, facts: { personId, provider: provider.key } });
  return personId;
}

interface Binding {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly founder: string;
  readonly personId: string;
  readonly proof: string | null;
}
const bindingColumns = 'id, issuer, subject, founder, person_id as "personId", proof';

/** Whether an app bound a person to what a provider says: what a statement planted lets nobody in. */
async function whatIsProven(tx: Tx): Promise<(binding: Binding) => boolean> {
  const people = await tx.vault.ofPeople();
  return ({ id, issuer, subject, founder, personId, proof }) =>
    proven(people, 'oidc_identity.proof', id, proof) === [issuer, subject, founder, personId].join(' ');
}

interface Bound {
  readonly personId: string;
  readonly founder: string;
  readonly said: Said;
}
/** What no app bound stands in nobody's way: of this subject, and of this person. */
async function endUnproven(tx: Tx, { personId, founder, said }: Bound): Promise<void> {
  const inTheWay = await tx.query<Binding>(
    `select ${bindingColumns} from oidc_identity
      where issuer = $1 and founder = $2 and ended_at is null and (subject = $3 or person_id = $4)`,
    [said.iss, founder, said.sub, personId],
  );
  const isProven = await whatIsProven(tx);
  const ids = inTheWay.filter((binding) => !isProven(binding)).map(({ id }) => id);
  await tx.change('update oidc_identity set ended_at = clock_timestamp() where id = any($1)', [ids]);
}

/**
 * Whom the founder or one of its schools knows by this address today: one person, or none. Whoever another house knows by it, or signs in with it
 * elsewhere, is not looked at.
 */
async function knownHere(tx: Tx, email: string, founder: string): Promise<string | null> {
  const rows = await tx.query<{ personId: string }>(
    `select distinct p.id as "personId" from person p join role_grant g on g.person_id = p.id join organisation o on o.id = g.organisation_id
      where p.email_index = $1 and not p.program and ${holdsOn('$3')} and (o.id = $2 or (o.parent_id = $2 and o.kind = 'school')) limit 2`,
    [emailIndex(tx, email), founder, tx.today],
  );
  return rows.length === 1 ? rows[0]!.personId : null;
}

interface Held {
  readonly id: string;
  readonly role: string;
  readonly organisation: string;
}

/** Brings the roles that stand for groups up to what the provider says now. Roles given by people are not looked at. */
export async function takeGroups(tx: Tx, provider: OidcProvider, personId: string, said: Claims): Promise<void> {
  const wanted = await possible(tx, provider, said);
  const held = await tx.query<Held>(
    `select g.id, g.role, g.organisation_id as organisation from role_grant g join oidc_grant o on o.grant_id = g.id
      where g.person_id = $1 and o.provider = $2 and ${holdsOn('$3')}`,
    [personId, provider.key, tx.today],
  );
  const [days] = await tx.query<{ before: PlainDate; until: PlainDate }>('select $1::date - 1 as before, $1::date + $2::int as until', [
    tx.today,
    daysOfAGroup,
  ]);
  const same = (one: Omit<Held, 'id'>) => (other: Omit<Held, 'id'>) => one.role === other.role && one.organisation === other.organisation;
  for (const grant of held)
    if (wanted.some(same(grant))) await tx.change('update role_grant set ends_on = $2 where id = $1', [grant.id, days!.until]);
    else await endGrant(tx, grant.id, days!.before);
  for (const { role, organisation } of wanted.filter((one) => !held.some(same(one)))) {
    const grantId = await grantRole(tx, { personId, role, organisationId: organisation, startsOn: tx.today, endsOn: days!.until });
    await tx.change('insert into oidc_grant (grant_id, provider) values ($1, $2)', [grantId, provider.key]);
  }
}

/** What the groups stand for, as far as it lies within the founder and the role fits the organisation: a slip in the settings opens no other house. */
async function possible(tx: Tx, provider: OidcProvider, said: Claims) {
  const meant = rolesOf(said, provider.claims, provider.groups);
  const own = await tx.query<{ id: string; kind: string }>(
    `select id, kind from organisation where (id = $1 and kind = 'founder') or (parent_id = $1 and kind = 'school')`,
    [provider.founder],
  );
  const kinds = new Map(own.map(({ id, kind }) => [id, kind]));
  return meant.filter(({ role, organisation }) => kinds.get(organisation) === (role === 'school' ? 'school' : 'founder'));
}
