import type { Calendar } from '#lib/calendar';
import type { Tx, UnitOfWork } from '#lib/database';
import { type PlainDate, systemActor } from '#lib/kernel';
import { calendarIn } from './calendar.queries.js';
import { type Due, type Rung, reminderDue } from './domain/ladder.js';
import { rules } from './domain/rules.js';
import { startOfSending } from './sending-hour.js';

/** What the reminder is kept under: a deadline that was moved climbs its ladder anew, to another day. */
export const leadKey = (lead: string, safe: PlainDate): string => `${lead}/${safe}`;

interface Claimed {
  readonly id: string;
  readonly rule: string;
  readonly safe: PlainDate;
  readonly strict: PlainDate;
  readonly last: string | null;
}

/** Closing a deadline empties `next_reminder_at`, so what is claimed is open. */
const claim = `
  select id, rule, safe_on as safe, strict_on as strict, last_lead as last from deadline
  where next_reminder_at <= $1 order by next_reminder_at, id limit $2 for update skip locked`;

/** One statement for the whole batch: the deadline moves on, the reminder is a row, and its job is asked for, or none of it. */
const write = `
  with claimed as (
    select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::date[]) as c (id, reached, next_at, lead, due_on)
  ), made as (
    insert into reminder (id, deadline_id, lead, due_on, made_at)
    select gen_random_uuid(), id, lead, due_on, $6 from claimed where lead is not null on conflict (deadline_id, lead) do nothing returning id
  ), asked as (
    insert into outbox (id, job, subject_id) select gen_random_uuid(), 'send-reminder', id from made returning 1
  ), moved as (
    update deadline d set last_lead = coalesce(c.reached, d.last_lead), next_reminder_at = c.next_at from claimed c where d.id = c.id
  )
  select count(*)::int as made from asked`;

/**
 * Makes the reminders that are due, in batches of one transaction each; answers how many. Several sweeps at once share the work and
 * never make the same reminder twice. Nothing is lost where one is killed: what was not committed is due still.
 */
export async function sweep(work: UnitOfWork, batch = 1_000): Promise<number> {
  let made = 0;
  for (;;) {
    const done = await work.run(systemActor('worker'), (tx) => sweepOnce(tx, batch));
    made += done.made;
    if (done.claimed < batch) return made;
  }
}

async function sweepOnce(tx: Tx, batch: number): Promise<{ claimed: number; made: number }> {
  const claimed = await tx.query<Claimed>(claim, [tx.now, batch]);
  if (claimed.length === 0) return { claimed: 0, made: 0 };
  const decide = decisions(tx.today, await calendarIn(tx));
  const columns: [string[], (string | null)[], (Date | null)[], (string | null)[], (string | null)[]] = [[], [], [], [], []];
  for (const row of claimed) {
    const { due, next } = decide(row);
    const values = [row.id, due?.reached ?? null, next && startOfSending(next.madeOn), due && leadKey(due.lead, row.safe), due?.on ?? null] as const;
    values.forEach((value, at) => (columns[at] as unknown[]).push(value));
  }
  const [row] = await tx.query<{ made: number }>(write, [...columns, tx.now]);
  if (row && row.made > 0) await tx.query('notify outbox');
  return { claimed: claimed.length, made: row?.made ?? 0 };
}

interface Decision {
  readonly due: Due | null;
  readonly next: Rung | null;
}

const ladderOf = new Map(rules.map((rule) => [rule.id as string, rule.ladder]));

/** Deadlines that fall due together mostly end on the same days: each such group is decided once. */
function decisions(today: PlainDate, calendar: Calendar): (row: Claimed) => Decision {
  const known = new Map<string, Decision>();
  return ({ rule, safe, strict, last }) => {
    const ladder = ladderOf.get(rule) ?? 'none';
    const key = `${ladder}/${safe}/${strict}/${last}`;
    const decision = known.get(key) ?? reminderDue(ladder, { safe, strict }, last, today, calendar);
    known.set(key, decision);
    return decision;
  };
}
