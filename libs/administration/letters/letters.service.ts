import { type WebApp, codeForNobody, hasAnyWay, invite, voidInvitations } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, newId } from '#lib/kernel';
import { tenseOf } from '../domain/grants.js';
import { appFor, takesTwo } from '../domain/letters.js';
import { personInReach } from '../people.queries.js';
import { grantsOfPerson, hasGrantsElsewhere, oneAtATime } from '../reach.queries.js';
import { letterStateOf, letterWaiting, someoneElseCould } from './letters.queries.js';

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
 * role elsewhere gets one that looks the same and opens nothing.
 */
export async function askForLetter(tx: Tx, personId: string): Promise<Asked> {
  const roles = (await grantsOfPerson(tx, personId)).filter((grant) => tenseOf(grant, tx.today) !== 'over').map(({ role }) => role);
  if (roles.length === 0) throw new Refused('grant-over');
  const two = takesTwo(roles, await someoneElseCould(tx, personId));
  const opens = await isNew(tx, personId);
  if (opens) await voidInvitations(tx, personId);
  const id = newId();
  await tx.change(
    `insert into staff_letter (id, person_id, organisation_id, asked_by, asked_at, two, made_at) values ($1, $2, $3, $4, clock_timestamp(), $5, case when $5 then null else clock_timestamp() end)`,
    [id, personId, tx.actor.organisationId, tx.actor.personId, two],
  );
  await tx.tell({ name: 'staff-letter-asked', caseId: null, facts: { letterId: id, personId, two } });
  return two ? { waits: true } : { letter: await make(tx, { id, personId, app: appFor(roles), opens }) };
}

/** A new letter, where the one before was lost. Refuses: `not-found`, `signs-in-already`, `grant-over`. */
export async function replaceLetter(tx: Tx, personId: string): Promise<Asked> {
  await oneAtATime(tx);
  await personInReach(tx, personId);
  if ((await letterStateOf(tx, personId)).state === 'used') throw new Refused('signs-in-already');
  return askForLetter(tx, personId);
}

/** The second person makes the letter and hands it over. Refuses: `not-found`, `letter-own`, `letter-same-person`, `changed-meanwhile`. */
export async function confirmLetter(tx: Tx, id: string): Promise<StaffLetter> {
  const { personId, askedBy, name, posts } = await letterWaiting(tx, id);
  if (personId === tx.actor.personId) throw new Refused('letter-own');
  if (askedBy === tx.actor.personId) throw new Refused('letter-same-person');
  const confirmed = await tx.change(
    'update staff_letter set confirmed_by = $2, made_at = clock_timestamp() where id = $1 and made_at is null',
    [id, tx.actor.personId],
  );
  if (confirmed !== 1) throw new Refused('changed-meanwhile');
  const app = appFor(posts.map(({ role }) => role));
  return { name, ...(await make(tx, { id, personId, app, opens: await isNew(tx, personId), together: askedBy })) };
}

/** Nobody can sign in as the person, and what they would set up would lead to this house alone. For deciding only, never to be shown. */
const isNew = async (tx: Tx, personId: string): Promise<boolean> =>
  !(await hasAnyWay(tx, personId)) && !(await hasGrantsElsewhere(tx, personId));

interface Making {
  readonly id: string;
  readonly personId: string;
  readonly app: WebApp;
  /** Otherwise the code opens nothing, and looks the same. */
  readonly opens: boolean;
  /** Who asked for it, where another made it. */
  readonly together?: string;
}
async function make(tx: Tx, { id, personId, app, opens, together = undefined }: Making): Promise<Omit<StaffLetter, 'name'>> {
  if (!opens) {
    await tx.tell({ name: 'staff-letter-made', caseId: null, facts: { letterId: id, personId, invitationId: null } });
    return { app, ...(await codeForNobody(tx)) };
  }
  const { id: invitationId, ...invited } = await invite(tx, personId, app, 'first', together === undefined ? {} : { together });
  await tx.change('update staff_letter set invitation_id = $2 where id = $1', [id, invitationId]);
  await tx.tell({ name: 'staff-letter-made', caseId: null, facts: { letterId: id, personId, invitationId } });
  return { app, ...invited };
}
