import { randomInt } from 'node:crypto';
import type { Tx } from '#lib/database';
import { Refused, type Role, newId } from '#lib/kernel';
import { type WebApp, admits } from '../domain/doors.js';
import { codeFrom, inGroups } from '../domain/invitation-code.js';
import { hasAny } from '../domain/second-factor.js';
import { currentGrants } from '../people.queries.js';
import { hasPassword, waysOf } from '../second-factor/ways.js';
import { signInLock } from '../session-ends.js';
import { fingerprint } from '../tokens.js';
import { proven, sealProof } from '../proof.js';

/** `recovery`: the person had a way to sign in before; it ends when the new code is used, not when it is made. */
export type Purpose = 'first' | 'recovery';

export interface Invited {
  readonly id: string;
  /** As it is printed. It is answered this once and stands nowhere else. */
  readonly code: string;
  readonly madeAt: Date;
  readonly endsAt: Date;
}

/** Days a code can be used: real days, whatever the training clock says. */
const daysToUse = 30;

/**
 * Makes a code with which the person sets up signing in to the app. Codes made before for this person and app lead nowhere any
 * more; how the person signs in now stays as it is until the new code is used. Ways to sign in belong to the person and lead to every app:
 * a code made for one house must not become a way into another, so `recovery` is for whoever has checked that. `together`: who asked for it,
 * where the rule of two persons was kept. Refuses: `signs-in-already`.
 */
export async function invite(
  tx: Tx,
  personId: string,
  app: WebApp,
  purpose: Purpose = 'first',
  { house = tx.actor.organisationId, together = null }: { readonly house?: string | null; readonly together?: string | null } = {},
): Promise<Invited> {
  if (purpose === 'first' && (await signsIn(tx, personId))) throw new Refused('signs-in-already');
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`invitation ${app} ${personId}`]);
  await tx.change(
    `update invitation set voided_at = clock_timestamp() where person_id = $1 and app = $2 and used_at is null and voided_at is null`,
    [personId, app],
  );
  const [id, code] = [newId(), codeFrom(randomInt)];
  const proof = await sealProof(tx, 'invitation.proof', id, fingerprint(code), personId, app);
  const [row] = await tx.query<Pick<Invited, 'madeAt' | 'endsAt'>>(
    `insert into invitation (id, code_hash, person_id, app, purpose, made_by, second_by, house, proof, made_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), clock_timestamp() + make_interval(days => $10)) returning made_at as "madeAt", ends_at as "endsAt"`,
    [id, fingerprint(code), personId, app, purpose, tx.actor.personId, together, house, proof, daysToUse],
  );
  await tx.tell({ name: 'invitation-made', caseId: null, facts: { invitationId: id, personId, app, purpose } });
  return { id, code: inGroups(code), ...row! };
}

/**
 * Looks like the code of a letter and leads nowhere: for an address that has an account already, which a letter must neither tell nor open.
 */
export async function codeForNobody(tx: Tx): Promise<Omit<Invited, 'id'>> {
  const [row] = await tx.query<Pick<Invited, 'madeAt' | 'endsAt'>>(
    'select clock_timestamp() as "madeAt", clock_timestamp() + make_interval(days => $1) as "endsAt"',
    [daysToUse],
  );
  return { code: inGroups(codeFrom(randomInt)), ...row! };
}

interface Given {
  readonly personId: string;
  readonly role: Role;
  readonly organisationId: string | null;
}

/**
 * The person is given a role. A letter that another house made, or that leads to the family's pages where the role is an office's and the other
 * way round, would be a way into it for whoever made the letter: it leads nowhere any more. A relative or their
 * representative belongs to the house that acts.
 */
export async function voidLettersElsewhere(tx: Tx, { personId, role, organisationId }: Given): Promise<void> {
  const ended = await tx.query<{ id: string }>(
    `update invitation set voided_at = clock_timestamp() where person_id = $1 and used_at is null and voided_at is null
        and ((app = 'family') <> $2 or house is distinct from
          coalesce((select case when kind in ('school', 'committee') then parent_id else id end from organisation where id = $3), $4)) returning id`,
    [personId, admits('family', role), organisationId, tx.actor.organisationId],
  );
  for (const { id } of ended) await tx.tell({ name: 'invitation-ended', caseId: null, facts: { invitationId: id, personId } });
}

/** Codes that were made and not used lead nowhere any more: the person has left. */
export async function voidInvitations(tx: Tx, personId: string): Promise<void> {
  await tx.change('update invitation set voided_at = clock_timestamp() where person_id = $1 and used_at is null and voided_at is null', [
    personId,
  ]);
}

/** Codes this person made alone and nobody used yet lead nowhere any more: whoever had the account has seen them. */
export async function voidInvitationsBy(tx: Tx, personId: string): Promise<void> {
  const ended = await tx.query<{ id: string; personId: string }>(
    `update invitation set voided_at = clock_timestamp() where made_by = $1 and used_at is null and voided_at is null returning id, person_id as "personId"`,
    [personId],
  );
  for (const { id, personId: of } of ended)
    await tx.tell({ name: 'invitation-ended', caseId: null, facts: { invitationId: id, personId: of } });
}

/** Whether the person has any way to sign in now. */
const signsIn = async (tx: Tx, personId: string): Promise<boolean> =>
  (await hasPassword(tx, personId)) || hasAny(await waysOf(tx, personId));

/** Whether the person has, or ever had, a way to sign in: then it must be seen who asks for a new one. */
export async function hasSignedIn(tx: Tx, personId: string): Promise<boolean> {
  if (await signsIn(tx, personId)) return true;
  return (await tx.query('select from invitation where person_id = $1 and opened_at is not null limit 1', [personId])).length > 0;
}

export interface Opened {
  readonly id: string;
  readonly personId: string;
  readonly purpose: Purpose;
  /** The code was typed before, and setting up was not finished then. */
  readonly again: boolean;
}

/**
 * The invitation a code stands for, if it can be used in this app now; null for every other code, whatever is the matter with it.
 * A code can be typed again until signing in has been set up with it: a telephone whose battery ran out costs nobody a new letter.
 */
export async function openInvitation(tx: Tx, code: string, app: WebApp): Promise<Opened | null> {
  const [whose] = await tx.query<{ id: string; letter: string; proof: string | null }>(
    'select person_id as id, id as letter, proof from invitation where code_hash = $1 and app = $2',
    [fingerprint(code), app],
  );
  if (!whose) return null;
  const says = proven(await tx.vault.ofPeople(), 'invitation.proof', whose.letter, whose.proof);
  if (says !== [fingerprint(code), whose.id, app].join(' ')) return null;
  await signInLock(tx, whose.id);
  const [found] = await tx.query<Opened>(
    `select id, person_id as "personId", purpose, opened_at is not null as again from invitation
      where code_hash = $1 and app = $2 and used_at is null and voided_at is null and ends_at > clock_timestamp() for update`,
    [fingerprint(code), app],
  );
  if (!found) return null;
  const grants = await currentGrants(tx, found.personId, tx.today);
  if (!grants.some(({ role }) => admits(app, role))) return null;
  await tx.change('update invitation set opened_at = coalesce(opened_at, clock_timestamp()) where id = $1', [found.id]);
  await tx.tell({ name: 'invitation-opened', caseId: null, facts: { invitationId: found.id, personId: found.personId, app } });
  return found;
}

/** Signing in has been set up: the code that led there is used. Answers whether one did that still leads somewhere. */
export async function useInvitation(tx: Tx, personId: string, app: WebApp): Promise<boolean> {
  const [used] = await tx.query<{ id: string }>(
    `update invitation set used_at = clock_timestamp()
      where person_id = $1 and app = $2 and opened_at is not null and used_at is null and voided_at is null returning id`,
    [personId, app],
  );
  if (!used) return false;
  await tx.tell({ name: 'invitation-used', caseId: null, facts: { invitationId: used.id, personId, app } });
  return true;
}
