import type { Tx } from '#lib/database';
import { Refused, type Role } from '#lib/kernel';
import { holdsOn } from '../visitor.js';

/** What is done by two with somebody's role, letter or ways to sign in, while it waits. */
export type WaitingWhat = 'recovery' | 'give' | 'lastDay' | 'end' | 'move' | 'letter' | 'familyLetter';
export interface WaitingForMe {
  readonly id: string;
  readonly what: WaitingWhat;
  readonly mine: boolean;
  readonly askedAt: Date;
  readonly opensAt: Date;
  readonly organisationName: string;
  /** The role it is about; null where it is about how somebody signs in. */
  readonly role: Role | null;
  /** The case of a letter to a family that the reader is named for as having seen who asks; null for everything else. */
  readonly confirmsIn: string | null;
}

/** The founder, prefecture or agency an organisation `o` belongs to. */
const houseOf = `case when o.kind in ('school', 'committee') then o.parent_id else o.id end`;

const ofOffices = `
  select r.id, 'recovery' as what, r.person_id, ${houseOf} as house, r.started_at as asked_at, r.opens_at, null as role,
      exists (select from role_grant g where g.person_id = r.person_id and g.role = 'founderHead') as of_head, null::uuid as named, null::uuid as case_id
    from recovery r join organisation o on o.id = r.organisation_id where r.confirmed_at is null and r.stopped_at is null and r.ends_at > clock_timestamp()
  union all
  select q.id, q.what, q.person_id, q.organisation_id, q.asked_at, q.opens_at, coalesce(q.role, g.role),
      coalesce(q.role = 'founderHead', false) or coalesce(g.role = 'founderHead', exists (select from role_grant h where h.person_id = q.person_id and h.role = 'founderHead')), null, null
    from power_request q left join role_grant g on g.id = q.grant_id where q.done_at is null and q.stopped_at is null and q.ends_at > clock_timestamp()`;
const ofFamilies = (named: string): string => `
  select f.id, 'familyLetter' as what, f.person_id, c.founder_id as house, f.asked_at, f.opens_at, null as role, false as of_head, ${named} as named, f.case_id
    from family_letter_request f join survey_case c on c.id = f.case_id where f.done_at is null and f.stopped_at is null and f.ends_at > clock_timestamp()`;

/** Everything that waits, whatever table it stands in, as far as the app has to do with it. */
const waitingIn = ({ actor: { zone } }: Tx): string =>
  zone === 'family'
    ? `(${ofFamilies('null::uuid')})`
    : zone === 'console'
      ? `(${ofOffices} union all ${ofFamilies('case when f.confirmed_at is null then f.identity_by end')})`
      : `(${ofOffices})`;

/**
 * Who is told and may stop it: the person; who is named as having seen who it is; heads of the house, and its administrators, who learn nothing
 * of families; and who chairs a running committee where it is about a head.
 */
const concerns = (
  person: string,
): string => `(w.person_id = ${person} or w.named = ${person} or (w.of_head and ${person} in (select chairs_of(w.house)))
  or exists (select from role_grant g where g.person_id = ${person} and g.organisation_id = w.house and ${holdsOn('$2')}
    and (g.role = 'founderHead' or (g.role = 'administrator' and w.what <> 'familyLetter'))))`;
/** The same in the family's app, which sees what is about the reader alone. */
const concernsMe = ({ actor: { zone } }: Tx): string =>
  zone === 'family' ? '(w.person_id = $1 and $2::date is not null)' : concerns('$1');

/** What waits and concerns the actor, the oldest first; in a session a house vouched for, what waits there. */
export const waitingForMe = (tx: Tx, house: string | null): Promise<WaitingForMe[]> =>
  tx.query<WaitingForMe>(
    `select w.id, w.what, w.person_id = $1 as mine, w.asked_at as "askedAt", w.opens_at as "opensAt", o.name as "organisationName", w.role,
        case when w.named = $1 then w.case_id end as "confirmsIn"
       from ${waitingIn(tx)} w join organisation o on o.id = w.house where ${concernsMe(tx)} and ${there('$3')} order by w.asked_at, w.id`,
    [tx.actor.personId, tx.today, house],
  );

/** SQL: it waits at this house; without a house everywhere. */
const there = (house: string): string => `(${house}::uuid is null or w.house = ${house})`;

/** Those whom what waits concerns, without the actor: they are told at once. */
export async function concernedBy(tx: Tx, id: string): Promise<readonly string[]> {
  const rows = await tx.query<{ personId: string }>(
    `select p.id as "personId" from person p where not p.program and p.id <> $1
       and exists (select from ${waitingIn(tx)} w where w.id = $3 and ${concerns('p.id')})`,
    [tx.actor.personId, tx.today, id],
  );
  return rows.map(({ personId }) => personId);
}

const tableOf = { recovery: ['recovery', 'confirmed_at'], familyLetter: ['family_letter_request', 'done_at'] } as const;

/** Stops what waits, for good: it can only be asked for anew. Refuses: `not-found`, `changed-meanwhile` where it was done at this moment. */
export async function stopWaiting(tx: Tx, id: string, house: string | null): Promise<void> {
  const [found] = await tx.query<{ what: WaitingWhat; personId: string; caseId: string | null }>(
    `select w.what, w.person_id as "personId", w.case_id as "caseId" from ${waitingIn(tx)} w where w.id = $3 and ${concernsMe(tx)} and ${there('$4')}`,
    [tx.actor.personId, tx.today, id, house],
  );
  if (!found) throw new Refused('not-found');
  const [table, done] = tableOf[found.what as keyof typeof tableOf] ?? ['power_request', 'done_at'];
  const stopped = await tx.change(
    `update ${table} set stopped_by = $2, stopped_at = clock_timestamp() where id = $1 and ${done} is null and stopped_at is null`,
    [id, tx.actor.personId],
  );
  if (stopped !== 1) throw new Refused('changed-meanwhile');
  const { what, personId, caseId } = found;
  const name = what === 'familyLetter' ? 'family-letter-stopped' : 'two-persons-stopped';
  await tx.tell({ name, caseId, facts: { requestId: id, what, personId } });
}

/** What this person asked for and waits for a second one is given up: whoever had the account may have asked. */
export async function stopWhatTheyAsked(tx: Tx, personId: string): Promise<void> {
  const asked = [
    ['recovery', 'started_by', 'confirmed_at', `'recovery'`],
    ['power_request', 'asked_by', 'done_at', 'what'],
  ] as const;
  for (const [table, by, done, what] of asked) {
    const ended = await tx.query<{ requestId: string; what: string; personId: string }>(
      `update ${table} set stopped_by = $2, stopped_at = clock_timestamp() where ${by} = $1 and ${done} is null and stopped_at is null
         and ends_at > clock_timestamp() returning id as "requestId", ${what} as what, person_id as "personId"`,
      [personId, tx.actor.personId],
    );
    for (const facts of ended) await tx.tell({ name: 'two-persons-stopped', caseId: null, facts });
  }
}
