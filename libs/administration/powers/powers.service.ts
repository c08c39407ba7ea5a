import { daysToConfirm, daysToStop, endGrant, grantRole, prolongGrant, sealedKnownAs, voidInvitations } from '#lib/accounts';
import { addDays } from '#lib/calendar';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, newId } from '#lib/kernel';
import { demandSecond, isOwnHand } from '#lib/two-persons';
import { administratorStays } from '../administrator-stays.js';
import { atOnce, tenseOf } from '../domain/grants.js';
import { takesTwo } from '../domain/letters.js';
import { type StaffLetter, isNew, letterByTwo } from '../letters/letters.service.js';
import type { Post } from '../places.js';
import { type GrantHere, grantInReach, grantsOfPerson, oneAtATime } from '../reach.queries.js';
import { type PowerRequest, type PowerWhat, powerWaiting } from './powers.queries.js';

interface Wanted {
  readonly what: PowerWhat;
  readonly personId: string;
  readonly grantId?: string;
  readonly post?: Post;
  readonly startsOn?: PlainDate;
  readonly endsOn?: PlainDate | null;
}

/**
 * Asks for something that takes two: it waits, those concerned are told at once and can stop it, and an independent second does it after
 * `daysToStop`. Refuses: `power-waits` where the same is asked for already.
 */
export async function askForPower(tx: Tx, { what, personId, grantId, post, startsOn, endsOn }: Wanted): Promise<string> {
  const id = newId();
  const asked = await tx.change(
    `insert into power_request (id, organisation_id, person_id, what, grant_id, role, place_id, starts_on, ends_on, asked_by, asked_at, opens_at, ends_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now() + make_interval(days => $11), now() + make_interval(days => $12)
      where not exists (select from power_request q where q.person_id = $3 and q.what = $4 and q.grant_id is not distinct from $5::uuid
        and q.done_at is null and q.stopped_at is null and q.ends_at > clock_timestamp())`,
    [
      id,
      tx.actor.organisationId,
      personId,
      what,
      grantId ?? null,
      post?.role ?? null,
      post?.organisation.id ?? null,
      startsOn ?? null,
      endsOn ?? null,
      tx.actor.personId,
      daysToStop,
      daysToStop + daysToConfirm,
    ],
  );
  if (asked !== 1) throw new Refused('power-waits');
  await tx.tell({ name: 'power-asked', caseId: null, facts: { requestId: id, what, personId, ...(grantId ? { grantId } : {}) } });
  return id;
}

/** A role that begins once a second person gives it: until then its last day lies before its first, and it never holds. */
export async function askToGive(
  tx: Tx,
  personId: string,
  { organisation, role }: Post,
  { startsOn, endsOn }: { readonly startsOn: PlainDate; readonly endsOn?: PlainDate },
  knownAs?: string,
): Promise<void> {
  const grantId = newId();
  await tx.change(
    'insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on, known_as, given_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      ...[grantId, personId, role, organisation.id, startsOn, addDays(startsOn, -1)],
      knownAs === undefined ? null : await sealedKnownAs(tx, grantId, knownAs),
      tx.actor.personId,
    ],
  );
  await askForPower(tx, { what: 'give', personId, grantId, startsOn, endsOn: endsOn ?? null });
}

/** Whether what is done with this grant takes two. */
export const isPower = ({ role }: Pick<GrantHere, 'role'>): boolean => takesTwo([role]);

/**
 * The second person does what was asked for. A letter comes with it where the person has none yet; it is answered this once. Power is given only
 * to whom nobody else alone could be. Refuses: `not-found`, `not-before`, `second-person`, `letter-gives-no-power`, `grant-over`,
 * `last-administrator`, `changed-meanwhile`.
 */
export async function confirmPower(tx: Tx, id: string): Promise<StaffLetter | null> {
  await oneAtATime(tx);
  const request = await powerWaiting(tx, id);
  const { personId, askedBy, what, name } = request;
  if (!request.isOpen) throw new Refused('not-before', { from: request.opensAt });
  const empowers = what === 'give' || what === 'move' || what === 'letter' || (what === 'lastDay' && (await isLonger(tx, request)));
  if (personId === tx.actor.personId) throw new Refused('second-person', { why: 'same-person' });
  await demandSecond(tx, { first: askedBy, gains: empowers ? [personId] : [], opens: true });
  const done = await tx.change(
    'update power_request set done_by = $2, done_at = clock_timestamp() where id = $1 and done_at is null and stopped_at is null',
    [id, tx.actor.personId],
  );
  if (done !== 1) throw new Refused('changed-meanwhile');
  const fresh = (what === 'give' || what === 'letter') && (await comesByThis(tx, personId));
  if (fresh) await voidInvitations(tx, personId);
  if (empowers && !(await isOwnHand(tx, personId))) throw new Refused('letter-gives-no-power');
  await doings[what](tx, request);
  await tx.tell({ name: 'power-done', caseId: null, facts: { requestId: id, what, personId, askedBy } });
  return fresh ? { name, ...(await letterByTwo(tx, personId, askedBy)) } : null;
}

/** The letter belongs to it: the person has no role today, or never signed in. */
async function comesByThis(tx: Tx, personId: string): Promise<boolean> {
  const held = await grantsOfPerson(tx, personId);
  return held.every((grant) => tenseOf(grant, tx.today) === 'over') || isNew(tx, personId);
}

const doings: Readonly<Record<PowerWhat, (tx: Tx, request: PowerRequest) => Promise<void>>> = {
  give: async (tx, { personId, grantId, role, organisationId, startsOn, endsOn }) => {
    const first = startsOn! < tx.today ? tx.today : startsOn!;
    if (endsOn !== null && endsOn < first) throw new Refused('grant-over');
    await tx.change('update role_grant set starts_on = $2, ends_on = $3, given_by = $4, given_at = clock_timestamp() where id = $1', [
      grantId,
      first,
      endsOn,
      tx.actor.personId,
    ]);
    await tx.tell({ name: 'role-granted', caseId: null, facts: { grantId, personId, role, organisationId, startsOn: first, endsOn } });
  },
  lastDay: async (tx, { grantId, endsOn }) => {
    const grant = await held(tx, grantId!);
    if (lasts(grant, endsOn)) return prolongGrant(tx, grant.id, endsOn);
    if (endsOn === null) return;
    const lastDay = endsOn < tx.today ? atOnce(tx.today) : endsOn;
    await administratorStays(tx, [grant], lastDay);
    await endGrant(tx, grant.id, lastDay);
  },
  end: async (tx, { grantId }) => {
    const grant = await held(tx, grantId!);
    await administratorStays(tx, [grant], atOnce(tx.today));
    await endGrant(tx, grant.id, atOnce(tx.today));
  },
  move: async (tx, { personId, grantId, role, organisationId, startsOn }) => {
    const grant = await held(tx, grantId!);
    const on = startsOn! < tx.today ? tx.today : startsOn!;
    const before = addDays(on, -1);
    const lastDay = grant.endsOn !== null && grant.endsOn < before ? grant.endsOn : before;
    await administratorStays(tx, [grant], lastDay);
    await endGrant(tx, grant.id, lastDay);
    const next = await grantRole(tx, {
      personId,
      role: role as Post['role'],
      organisationId,
      startsOn: on,
      ...(grant.knownAs ? { knownAs: grant.knownAs } : {}),
    });
    await tx.tell({ name: 'person-transferred', caseId: null, facts: { personId, fromGrantId: grant.id, toGrantId: next, on } });
  },
  letter: async () => undefined,
};

/** The role would last longer than it does now. */
const isLonger = async (tx: Tx, { grantId, endsOn }: PowerRequest): Promise<boolean> => lasts(await held(tx, grantId!), endsOn);
const lasts = (grant: GrantHere, endsOn: PlainDate | null): boolean => grant.endsOn !== null && (endsOn === null || endsOn > grant.endsOn);

async function held(tx: Tx, grantId: string): Promise<GrantHere> {
  const grant = await grantInReach(tx, grantId);
  if (tenseOf(grant, tx.today) === 'over') throw new Refused('grant-over');
  return grant;
}
