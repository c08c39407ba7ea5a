import { endGrant, grantRole, prolongGrant, registerPerson, sealedKnownAs, setName } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused } from '#lib/kernel';
import { administratorStays } from './administrator-stays.js';
import { atOnce, notForOneself, tenseOf, transferDays } from './domain/grants.js';
import { type Asked, askForLetter } from './letters/letters.service.js';
import { askForPower, askToGive, isPower } from './powers/powers.service.js';
import type { AddGrants, AddPerson, TransferGrant } from './forms.js';
import { findByAddress } from './people.queries.js';
import { type Post, postNamed, posts, wrong } from './places.js';
import { type GrantHere, grantInReach, grantsOfPerson, hasGrantsElsewhere, oneAtATime } from './reach.queries.js';

/**
 * Somebody new, with up to three roles: a person of this house. Whether anybody signs in with the address elsewhere is not looked at, so that nobody
 * learns it and nothing of theirs changes. Power waits for a second person, and the letter with it.
 * Refuses: `bad-input` (a post, a day, an address that is in the list already), `self-grant`.
 */
export async function addPerson(tx: Tx, form: AddPerson): Promise<{ readonly personId: string } & Asked> {
  await oneAtATime(tx);
  const wanted = await wantedPosts(tx, form);
  if ((await findByAddress(tx, form.email)) !== null) throw wrong('email', 'already-here');
  const personId = await registerPerson(tx, { name: form.personName, email: form.email });
  await give(tx, personId, wanted, form);
  return { personId, ...(await askForLetter(tx, personId)) };
}

/**
 * More roles for somebody in reach. Whoever comes back after having left gets a letter as somebody new does; null for everyone else. Power
 * waits for a second person. Refuses: `not-found`, `self-grant`, `bad-input` (a post, a day, a role that is held in these days).
 */
export async function addGrants(tx: Tx, personId: string, form: AddGrants): Promise<Asked | null> {
  await oneAtATime(tx);
  const held = await grantsOfPerson(tx, personId);
  notForOneself(tx.actor, personId);
  const wanted = await wantedPosts(tx, form);
  for (const [at, post] of wanted.entries())
    if (held.some((grant) => isFor(grant, post) && overlap(grant, form))) throw wrong(fields[at]!, 'already-granted');
  const isBack = held.every((grant) => tenseOf(grant, tx.today) === 'over');
  await give(tx, personId, wanted, form, held.find(({ knownAs }) => knownAs !== null)?.knownAs ?? undefined);
  if (wanted.some(isPower)) return { waits: true };
  return isBack ? askForLetter(tx, personId) : null;
}

type Days = Pick<AddGrants, 'startsOn' | 'endsOn'>;
const fields = ['post', 'postTwo', 'postThree'] as const;

async function wantedPosts(tx: Tx, form: AddGrants): Promise<readonly Post[]> {
  if (form.startsOn < tx.today) throw wrong('startsOn', 'before-today');
  if (form.endsOn !== undefined && form.endsOn < form.startsOn) throw wrong('endsOn', 'ends-before-start');
  const all = await posts(tx);
  const given = fields.flatMap((field) => (form[field] === undefined ? [] : [{ field, post: postNamed(all, form[field], field) }]));
  const twice = given.find(({ post }, at) => given.findIndex((one) => one.post === post) < at);
  if (twice) throw wrong(twice.field, 'already-granted');
  return given.map(({ post }) => post);
}

const isFor = (grant: GrantHere, { organisation, role }: Post): boolean => grant.organisationId === organisation.id && grant.role === role;
const overlap = (held: Pick<GrantHere, 'startsOn' | 'endsOn'>, { startsOn, endsOn }: Days): boolean =>
  (held.endsOn === null || (held.endsOn >= startsOn && held.endsOn >= held.startsOn)) && (endsOn === undefined || held.startsOn <= endsOn);

async function give(tx: Tx, personId: string, wanted: readonly Post[], { startsOn, endsOn }: Days, knownAs?: string): Promise<void> {
  notForOneself(tx.actor, personId);
  for (const post of wanted.filter(isPower)) await askToGive(tx, personId, post, { startsOn, ...(endsOn ? { endsOn } : {}) }, knownAs);
  for (const { organisation, role } of wanted.filter((post) => !isPower(post)))
    await grantRole(tx, {
      personId,
      role,
      organisationId: organisation.id,
      startsOn,
      ...(endsOn ? { endsOn } : {}),
      ...(knownAs ? { knownAs } : {}),
    });
}

/**
 * Sets the last day of a grant, or (null) lets it hold without an end. Refuses: `not-found`, `grant-over`, `bad-input` (a day that has
 * passed or lies before the first), `self-grant` for holding longer, `last-administrator`.
 */
export async function changeLastDay(tx: Tx, grantId: string, lastDay: PlainDate | null): Promise<DoneOrAsked> {
  await oneAtATime(tx);
  const grant = await grantInReach(tx, grantId);
  if (tenseOf(grant, tx.today) === 'over') throw new Refused('grant-over');
  if (lastDay === grant.endsOn) return { waits: false };
  if (lastDay !== null && lastDay < tx.today) throw wrong('endsOn', 'before-today');
  if (lastDay !== null && lastDay < grant.startsOn) throw wrong('endsOn', 'ends-before-start');
  const longer = lastDay === null || (grant.endsOn !== null && lastDay > grant.endsOn);
  if (longer) notForOneself(tx.actor, grant.personId);
  else await administratorStays(tx, [grant], lastDay);
  if (isPower(grant)) return waits(askForPower(tx, { what: 'lastDay', personId: grant.personId, grantId, endsOn: lastDay }));
  if (longer) await prolongGrant(tx, grantId, lastDay);
  else await endGrant(tx, grantId, lastDay);
  return { waits: false };
}

/** Done, or asked for and waiting for the second person. */
export interface DoneOrAsked {
  readonly waits: boolean;
}
const waits = async (asked: Promise<unknown>): Promise<DoneOrAsked> => {
  await asked;
  return { waits: true };
};

/** Ends a grant at once, with its sessions and tokens; that of an administrator or head takes two. Refuses: `not-found`, `grant-over`, `last-administrator`. */
export async function endAtOnce(tx: Tx, grantId: string): Promise<DoneOrAsked> {
  await oneAtATime(tx);
  const grant = await grantInReach(tx, grantId);
  if (tenseOf(grant, tx.today) === 'over') throw new Refused('grant-over');
  await administratorStays(tx, [grant], atOnce(tx.today));
  if (isPower(grant)) return waits(askForPower(tx, { what: 'end', personId: grant.personId, grantId }));
  await endGrant(tx, grantId, atOnce(tx.today));
  return { waits: false };
}

/**
 * From one post to another on a day, in one act. Refuses: `not-found`, `self-grant`, `last-administrator`, `grant-over`,
 * `bad-input` (a day too early, the same post, a post held in these days).
 */
export async function transfer(tx: Tx, grantId: string, { post: wanted, startsOn: on }: TransferGrant): Promise<DoneOrAsked> {
  await oneAtATime(tx);
  const grant = await grantInReach(tx, grantId);
  notForOneself(tx.actor, grant.personId);
  const post = postNamed(await posts(tx), wanted, 'post');
  if (isFor(grant, post)) throw wrong('post', 'same-place');
  const { lastDay, startsOn } = days(grant, on, tx.today);
  const held = await grantsOfPerson(tx, grant.personId);
  if (held.some((one) => isFor(one, post) && overlap(one, { startsOn }))) throw wrong('post', 'already-granted');
  await administratorStays(tx, [grant], lastDay);
  const { personId, knownAs } = grant;
  if (isPower(grant) || isPower(post)) return waits(askForPower(tx, { what: 'move', personId, grantId, post, startsOn }));
  if (lastDay !== grant.endsOn) await endGrant(tx, grantId, lastDay);
  const next = await grantRole(tx, {
    personId,
    role: post.role,
    organisationId: post.organisation.id,
    startsOn,
    ...(knownAs ? { knownAs } : {}),
  });
  await tx.tell({ name: 'person-transferred', caseId: null, facts: { personId, fromGrantId: grantId, toGrantId: next, on } });
  return { waits: false };
}

function days(grant: GrantHere, on: PlainDate, today: PlainDate) {
  try {
    return transferDays(grant, on, today);
  } catch (refused) {
    if (refused instanceof Refused && refused.code === 'transfer-too-early') throw wrong('startsOn', 'transfer-too-early');
    throw refused;
  }
}

/** A new name. Where the person has an account elsewhere too, it is the name by which this organisation knows them. Refuses: `not-found`. */
export async function renamePerson(tx: Tx, personId: string, name: string): Promise<void> {
  const grants = await grantsOfPerson(tx, personId);
  if (await hasGrantsElsewhere(tx, personId))
    for (const { id } of grants)
      await tx.change('update role_grant set known_as = $2 where id = $1', [id, await sealedKnownAs(tx, id, name)]);
  else {
    await setName(tx, personId, name);
    await tx.change('update role_grant set known_as = null where id = any($1)', [grants.map(({ id }) => id)]);
  }
  await tx.tell({ name: 'person-renamed', caseId: null, facts: { personId } });
}
