import { type WebApp, codeForNobody, hasAnyWay, invite, voidInvitations } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, type Role, newId } from '#lib/kernel';
import { tenseOf } from '../domain/grants.js';
import { appFor, takesTwo } from '../domain/letters.js';
import { personInReach } from '../people.queries.js';
import { powerAskedFor } from '../powers/powers.queries.js';
import { grantsOfPerson, hasGrantsElsewhere, oneAtATime } from '../reach.queries.js';
import { letterStateOf } from './letters.queries.js';

/** A letter as it is printed, once. */
export interface StaffLetter {
  readonly name: string;
  readonly app: WebApp;
  readonly code: string;
  readonly madeAt: Date;
  readonly endsAt: Date;
}
/** What became of asking for a letter: it is here, or it waits for a second person. */
export type Asked =
  { readonly letter: Omit<StaffLetter, 'name'>; readonly waits?: undefined } | { readonly waits: true; readonly letter?: undefined };

/**
 * A letter for somebody in reach who has just been given a role; codes made before lead nowhere any more. Whoever signs in already or has a
 * role elsewhere gets one that looks the same and opens nothing. Not for somebody of whom power is asked: theirs is made with it, by two.
 */
export async function askForLetter(tx: Tx, personId: string): Promise<Asked> {
  if (await powerAskedFor(tx, personId)) return { waits: true };
  return { letter: await make(tx, { personId, roles: await rolesOf(tx, personId) }) };
}

/** A new letter, where the one before was lost; that of an administrator or head takes two. Refuses: `not-found`, `signs-in-already`, `grant-over`. */
export async function replaceLetter(tx: Tx, personId: string, askForTwo: (tx: Tx, personId: string) => Promise<unknown>): Promise<Asked> {
  await oneAtATime(tx);
  await personInReach(tx, personId);
  const { state } = await letterStateOf(tx, personId);
  if (state === 'used') throw new Refused('signs-in-already');
  if (state !== 'asked' && takesTwo(await rolesOf(tx, personId))) await askForTwo(tx, personId);
  return askForLetter(tx, personId);
}

/** The letter for which one asked and that another, who acts, makes. */
export const letterByTwo = async (tx: Tx, personId: string, together: string): Promise<Omit<StaffLetter, 'name'>> =>
  make(tx, { personId, roles: await rolesOf(tx, personId), together });

/** What the person is here, today or later. Refuses: `grant-over` where that is nothing. */
async function rolesOf(tx: Tx, personId: string): Promise<readonly Role[]> {
  const roles = (await grantsOfPerson(tx, personId)).filter((grant) => tenseOf(grant, tx.today) !== 'over').map(({ role }) => role);
  if (roles.length === 0) throw new Refused('grant-over');
  return roles;
}

/** Nobody can sign in as the person, and what they would set up would lead to this house alone. For deciding only, never to be shown. */
export const isNew = async (tx: Tx, personId: string): Promise<boolean> =>
  !(await hasAnyWay(tx, personId)) && !(await hasGrantsElsewhere(tx, personId));

interface Making {
  readonly personId: string;
  readonly roles: readonly Role[];
  /** Who asked for it, where another makes it. */
  readonly together?: string;
}
async function make(tx: Tx, { personId, roles, together }: Making): Promise<Omit<StaffLetter, 'name'>> {
  const [id, app, opens] = [newId(), appFor(roles), await isNew(tx, personId)];
  if (opens) await voidInvitations(tx, personId);
  await tx.change(
    `insert into staff_letter (id, person_id, organisation_id, asked_by, asked_at, two, confirmed_by, made_at)
     values ($1, $2, $3, $4, clock_timestamp(), $5::uuid is not null, $5, clock_timestamp())`,
    [id, personId, tx.actor.organisationId, together ?? tx.actor.personId, together === undefined ? null : tx.actor.personId],
  );
  if (!opens) {
    await tx.tell({ name: 'staff-letter-made', caseId: null, facts: { letterId: id, personId, invitationId: null } });
    return { app, ...(await codeForNobody(tx)) };
  }
  const { id: invitationId, ...invited } = await invite(tx, personId, app, 'first', together === undefined ? {} : { together });
  await tx.change('update staff_letter set invitation_id = $2 where id = $1', [id, invitationId]);
  await tx.tell({ name: 'staff-letter-made', caseId: null, facts: { letterId: id, personId, invitationId } });
  return { app, ...invited };
}
