import type { Tx } from '#lib/database';
import { Refused, newId } from '#lib/kernel';
import { demandSecond } from '#lib/two-persons';
import { daysToConfirm, daysToStop, whyNotYet } from '../domain/recovery.js';
import type { WebApp } from '../domain/doors.js';
import { invite } from '../invitations/invitations.js';
import { namesOf } from '../people.queries.js';
import { endWhatTheAccountBegan } from './had-the-account.js';
import { holdsOn } from '../visitor.js';

/** Somebody an administrator may give a fresh start. */
export interface Concerned {
  readonly personId: string;
  readonly name: string;
  readonly organisationName: string;
}
export interface OpenRecovery extends Concerned {
  readonly id: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly opensAt: Date;
  readonly endsAt: Date;
}

/** The organisation acted for, and below a founder its schools and committees. */
const ours = `(select o.id from organisation o where o.id = $1 or (o.parent_id = $1 and o.kind in ('school', 'committee')))`;
/**
 * Current grants in reach of the actor, of people whose account is ours alone: whoever has or had it from elsewhere too, relatives among them,
 * is left to who runs the system. Otherwise adding an address one knows would be a way into a stranger's account.
 */
const inReach = `g.organisation_id in ${ours} and ${holdsOn('$2')}
  and exists (select 1 from person p where p.id = g.person_id and not p.program)
  and not exists (select 1 from role_grant e where e.person_id = g.person_id
    and (e.known_as is not null or ((e.ends_on is null or e.ends_on >= $2) and not coalesce(e.organisation_id in ${ours}, false))))`;
const waits = `r.confirmed_at is null and r.stopped_at is null and r.ends_at > clock_timestamp()`;
const inJapanese = new Intl.Collator('ja-JP');

/** People with a current grant in reach, by name; the actor is not among them. */
export async function peopleToRecover(tx: Tx): Promise<readonly Concerned[]> {
  const rows = await tx.query<{ personId: string; organisationName: string }>(
    `select g.person_id as "personId", min(o.name) as "organisationName" from role_grant g join organisation o on o.id = g.organisation_id
      where ${inReach} and g.person_id <> $3 group by g.person_id`,
    [tx.actor.organisationId, tx.today, tx.actor.personId],
  );
  const names = await namesOf(
    tx,
    rows.map(({ personId }) => personId),
  );
  const people = rows.map((row) => ({ ...row, name: names.get(row.personId) ?? '' }));
  return people.sort((a, b) => inJapanese.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
}

/** Recoveries in reach that wait for a second person, the oldest first. */
export async function openRecoveries(tx: Tx): Promise<readonly OpenRecovery[]> {
  const rows = await tx.query<Omit<OpenRecovery, 'name' | 'startedByName'>>(
    `select r.id, r.person_id as "personId", r.started_by as "startedBy", r.started_at as "startedAt", r.opens_at as "opensAt", r.ends_at as "endsAt",
        o.name as "organisationName" from recovery r join organisation o on o.id = r.organisation_id
      where ${waits} and exists (select 1 from role_grant g where g.person_id = r.person_id and ${inReach}) order by r.started_at, r.id`,
    [tx.actor.organisationId, tx.today],
  );
  const names = await namesOf(
    tx,
    rows.flatMap(({ personId, startedBy }) => [personId, startedBy]),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? '', startedByName: names.get(row.startedBy) ?? '' }));
}

/**
 * Begins the recovery of somebody in reach: nothing ends yet, and the person is told. One that waits already is not begun twice.
 * Refuses: `not-found`, `recovery-own`, `recovery-waits`.
 */
export async function startRecovery(tx: Tx, personId: string): Promise<string> {
  if (personId === tx.actor.personId) throw new Refused('recovery-own');
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`recovery ${personId}`]);
  const [grant] = await tx.query<{ organisationId: string }>(
    `select g.organisation_id as "organisationId" from role_grant g where g.person_id = $3 and ${inReach} order by g.starts_on, g.id limit 1`,
    [tx.actor.organisationId, tx.today, personId],
  );
  if (!grant) throw new Refused('not-found');
  if ((await tx.query(`select 1 from recovery r where r.person_id = $1 and ${waits}`, [personId])).length > 0)
    throw new Refused('recovery-waits');
  const id = newId();
  await tx.change(
    `insert into recovery (id, person_id, organisation_id, started_by, started_at, opens_at, ends_at)
     values ($1, $2, $3, $4, now(), now() + make_interval(days => $5), now() + make_interval(days => $6))`,
    [id, personId, grant.organisationId, tx.actor.personId, daysToStop, daysToStop + daysToConfirm],
  );
  await tx.tell({ name: 'recovery-started', caseId: null, facts: { recoveryId: id, personId, organisationId: tx.actor.organisationId } });
  return id;
}

/** One that waits, in reach. Refuses: `not-found`. */
export async function recoveryInReach(tx: Tx, id: string): Promise<OpenRecovery> {
  const found = (await openRecoveries(tx)).find((one) => one.id === id);
  if (!found) throw new Refused('not-found');
  return found;
}

/**
 * The second person confirms, with a reason: every session and way to sign in of the person ends, letters they made lead nowhere, and a code for a fresh start is made.
 * It is answered this once, to be handed over in person. Refuses: `not-found`, `recovery-own`, `not-before`, `second-person`,
 * `changed-meanwhile`.
 */
export async function confirmRecovery(
  tx: Tx,
  id: string,
  reason: string,
): Promise<{ readonly name: string; readonly code: string; readonly endsAt: Date }> {
  const recovery = await recoveryInReach(tx, id);
  const [{ now }] = (await tx.query<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }];
  const why = whyNotYet(recovery, tx.actor.personId, now);
  if (why) throw new Refused(why, why === 'not-before' ? { from: recovery.opensAt } : {});
  await demandSecond(tx, { first: recovery.startedBy, gains: [], opens: true });
  const sealed = (await tx.vault.ofPeople()).seal(`recovery.reason:${id}`, reason);
  const confirmed = await tx.change(
    'update recovery set confirmed_by = $2, confirmed_at = clock_timestamp(), reason = $3 where id = $1 and confirmed_at is null and stopped_at is null',
    [id, tx.actor.personId, sealed],
  );
  if (confirmed !== 1) throw new Refused('changed-meanwhile');
  const { personId, startedBy, name } = recovery;
  await endWhatTheAccountBegan(tx, personId);
  const { code, endsAt } = await invite(tx, personId, await appOf(tx, personId), 'recovery', { together: startedBy });
  await tx.tell({ name: 'recovery-confirmed', caseId: null, facts: { recoveryId: id, personId, startedBy } });
  return { name, code, endsAt };
}

/** Where the person comes back in: the room of the committee for those who have no other post in reach. */
async function appOf(tx: Tx, personId: string): Promise<WebApp> {
  const grants = await tx.query<{ role: string }>(`select g.role from role_grant g where g.person_id = $3 and ${inReach}`, [
    tx.actor.organisationId,
    tx.today,
    personId,
  ]);
  return grants.every(({ role }) => role === 'committeeMember' || role === 'secretariat') ? 'committee' : 'console';
}
