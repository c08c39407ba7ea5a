import { randomInt } from 'node:crypto';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, type Role, newId } from '#lib/kernel';
import type { FounderKind, OrganisationKind } from './organisation.row.js';
import { voidLettersElsewhere } from './invitations/invitations.js';
import { hashPassword } from './password.js';
import { sealedEmail, sealedKnownAs, sealedName } from './person.seal.js';
import { sealProof } from './proof.js';

export interface NewOrganisation {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly founderKind?: FounderKind;
  readonly code?: string;
  readonly parentId?: string;
}

export async function createOrganisation(tx: Tx, { kind, name, founderKind, code, parentId }: NewOrganisation): Promise<string> {
  const id = newId();
  await tx.change('insert into organisation (id, kind, founder_kind, name, code, parent_id) values ($1, $2, $3, $4, $5, $6)', [
    id,
    kind,
    founderKind ?? null,
    name,
    code ?? null,
    parentId ?? null,
  ]);
  await tx.tell({ name: 'organisation-created', caseId: null, facts: { organisationId: id, kind } });
  return id;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');

/** Four groups of letters that are not mistaken for each other, about 99 bits. */
const newPassword = (): string => Array.from({ length: 4 }, group).join('-');

interface NewPerson {
  readonly name: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly program?: boolean;
}

async function insertPerson(tx: Tx, { name, email, passwordHash, program = false }: NewPerson): Promise<string> {
  const id = newId();
  const sealed = await sealedEmail(tx, id, email);
  const password = passwordHash === null ? null : await sealProof(tx, 'person.password_hash', id, passwordHash);
  const made = await tx.change(
    `insert into person (id, name, email, email_index, email_proven, password_hash, created_at, program) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (email_index) where email_proven do nothing`,
    [id, await sealedName(tx, id, name), sealed.email, sealed.index, passwordHash !== null, password, tx.now, program],
  );
  if (made !== 1) throw new Refused('email-taken');
  await tx.tell({ name: program ? 'program-created' : 'person-created', caseId: null, facts: { personId: id } });
  return id;
}

/** A person who signs in with this address, as whoever runs the system says. Without a password one is made, and answered this once. Refuses: `email-taken`. */
export async function createPerson(
  tx: Tx,
  { name, email, password = newPassword() }: { readonly name: string; readonly email: string; readonly password?: string },
): Promise<{ id: string; password: string }> {
  return { id: await insertPerson(tx, { name, email, passwordHash: await hashPassword(password) }), password };
}

/**
 * A person of one house, who will set up signing in by an invitation. The address is where this house writes to, if it knows one: whoever has an
 * account with it elsewhere is not looked at. The person signs in with it once a code that was sent there came back.
 */
export const registerPerson = (tx: Tx, { name, email }: Pick<NewPerson, 'name' | 'email'>): Promise<string> =>
  insertPerson(tx, { name, email, passwordHash: null });

/** A program, which acts under its own name: it has no address and nothing to sign in with. */
export const createProgram = (tx: Tx, name: string): Promise<string> =>
  insertPerson(tx, { name, email: null, passwordHash: null, program: true });

/** Another name for a person, wherever the account is shown. */
export async function setName(tx: Tx, personId: string, name: string): Promise<void> {
  await tx.change('update person set name = $2 where id = $1', [personId, await sealedName(tx, personId, name)]);
}

export interface NewGrant {
  readonly personId: string;
  readonly role: Exclude<Role, 'system'>;
  /** Null for relatives and their representatives only. */
  readonly organisationId: string | null;
  readonly startsOn: PlainDate;
  /** Last day; absent = open. */
  readonly endsOn?: PlainDate;
  /** The name the organisation knows the person by, where the account was there before. */
  readonly knownAs?: string;
  /** Whoever runs the system gives it, by a command or a seed: such a role counts as held at once. */
  readonly atTheMachine?: boolean;
}

/**
 * Gives a person a role for an organisation; letters of another house end by it. Refuses: `organisation-missing`, and `organisation-not-allowed` for
 * a relative or representative.
 */
export async function grantRole(
  tx: Tx,
  { personId, role, organisationId, startsOn, endsOn, knownAs, atTheMachine = false }: NewGrant,
): Promise<string> {
  const alone = role === 'relative' || role === 'representative';
  if (alone && organisationId !== null) throw new Refused('organisation-not-allowed', { role });
  if (!alone && organisationId === null) throw new Refused('organisation-missing', { role });
  await voidLettersElsewhere(tx, { personId, role, organisationId });
  const id = newId();
  await tx.change(
    `insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on, known_as, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then null else clock_timestamp() end)`,
    [
      id,
      personId,
      role,
      organisationId,
      startsOn,
      endsOn ?? null,
      knownAs === undefined ? null : await sealedKnownAs(tx, id, knownAs),
      tx.actor.role === 'system' ? null : tx.actor.personId,
      atTheMachine,
    ],
  );
  await tx.tell({ name: 'role-granted', caseId: null, facts: { grantId: id, personId, role, organisationId, startsOn, endsOn } });
  return id;
}

/**
 * Ends a grant; `lastDay` is the last day it holds, a day before today ends it at once. Sessions and tokens of the grant stop with it,
 * because each request asks the grant; of a grant that is over, sessions are removed here and tokens revoked. Refuses: `not-found`.
 */
export async function endGrant(tx: Tx, grantId: string, lastDay: PlainDate): Promise<void> {
  await setLastDay(tx, grantId, lastDay);
  if (lastDay < tx.today) {
    await tx.change('delete from session where grant_id = $1', [grantId]);
    await tx.change('update api_token set revoked_at = now() where grant_id = $1 and revoked_at is null', [grantId]);
  }
  await tx.tell({ name: 'role-ended', caseId: null, facts: { grantId, lastDay } });
}

/** Lets a grant hold longer: until a later day, or without an end. Refuses: `not-found`. */
export async function prolongGrant(tx: Tx, grantId: string, lastDay: PlainDate | null): Promise<void> {
  await setLastDay(tx, grantId, lastDay);
  await tx.tell({ name: 'role-prolonged', caseId: null, facts: { grantId, lastDay } });
}

async function setLastDay(tx: Tx, grantId: string, lastDay: PlainDate | null): Promise<void> {
  if ((await tx.change('update role_grant set ends_on = $2 where id = $1', [grantId, lastDay])) !== 1) throw new Refused('not-found');
}
