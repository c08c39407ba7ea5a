import type { Tx, UnitOfWork } from '#lib/database';
import { type PlainDate, systemActor } from '#lib/kernel';
import { calendarIn } from './calendar.queries.js';
import { reminderDue } from './domain/ladder.js';
import { rules } from './domain/rules.js';
import { startOfSending } from './sending-hour.js';

/** What the reminder is kept under: a deadline that was moved climbs its ladder anew, to another day. */
export const leadKey = (lead: string, safe: PlainDate): string => `${lead}/${safe}`;

/** Deadlines of which the same is to be said: of a rule, ending on the same days, reminded equally far. */
interface Group {
  readonly rule: string;
  readonly safe: PlainDate;
  readonly strict: PlainDate;
  readonly last: string | null;
}

/** Closing a deadline empties `next_reminder_at`, so what is due is open. */
const groupsDue = `
  select rule, safe_on as safe, strict_on as strict, last_lead as last from deadline
  where next_reminder_at <= $1 group by rule, safe_on, strict_on, last_lead`;

/**
 * One statement for a batch: the deadline moves on, the reminder is a row, and its job is asked for, or none of it. The deadlines are
 * locked, so nobody else makes their reminders meanwhile. Rows another sweep
 * holds are passed over; a row that changed since the groups were read is left to the next sweep. Jobs are written here and not by
 * `tx.enqueue`, one by one, because ten thousand of them come together.
 */
const climb = `
  with decided as (
    select * from unnest($3::text[], $4::date[], $5::date[], $6::text[], $7::text[], $8::date[], $9::text[], $10::timestamptz[])
      as d (rule, safe_on, strict_on, last_lead, lead, due_on, reached, next_at)
  ), claimed as (
    select id, rule, safe_on, strict_on, coalesce(last_lead, '') as last_lead from deadline
    where next_reminder_at <= $1 order by next_reminder_at, id limit $2 for update skip locked
  ), moved as (
    update deadline d set last_lead = coalesce(k.reached, d.last_lead), next_reminder_at = k.next_at
    from (select c.id, x.reached, x.next_at, x.lead, x.due_on from claimed c join decided x using (rule, safe_on, strict_on, last_lead)) k
    where d.id = k.id returning d.id, k.lead, k.due_on
  ), made as (
    insert into reminder (id, deadline_id, lead, due_on, made_at)
    select gen_random_uuid(), id, lead, due_on, $1 from moved m
    where lead is not null and not exists (select from reminder r where r.deadline_id = m.id and r.lead = m.lead) returning id
  ), asked as (
    insert into outbox (id, job, subject_id) select gen_random_uuid(), 'send-reminder', id from made returning 1
  )
  select (select count(*)::int from moved) as moved, (select count(*)::int from asked) as made`;

/**
 * Makes the reminders that are due, in batches of one transaction each; answers how many. Several sweeps at once share the work and
 * never make the same reminder twice. Nothing is lost where one is killed: what was not committed is due still.
 * `lanes`: connections it works on at the same time; the database is what takes the time.
 */
export async function sweep(work: UnitOfWork, batch = 1_000, lanes = 2): Promise<number> {
  const decisions = await work.run(systemActor('worker'), decide);
  if (decisions === null) return 0;
  const lane = async (): Promise<number> => {
    for (let total = 0; ;) {
      const { moved, made } = await work.run(systemActor('worker'), (tx) => climbOnce(tx, decisions, batch));
      total += made;
      if (moved < batch) return total;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane)); // No lane goes on after the sweep has failed.
  return ended.reduce((sum, end) => {
    if (end.status === 'rejected') throw end.reason;
    return sum + end.value;
  }, 0);
}

interface Decisions {
  readonly at: Date;
  /** For `climb`: rule, safe, strict, last, lead, day of the reminder, how far it climbs, when it speaks next. */
  readonly columns: readonly (readonly (string | Date | null)[])[];
}

const ladderOf = new Map(rules.map((rule) => [rule.id as string, rule.ladder]));

/** Deadlines that fall due together mostly end on the same days: each such group is decided once. */
async function decide(tx: Tx): Promise<Decisions | null> {
  const groups = await tx.query<Group>(groupsDue, [tx.now]);
  if (groups.length === 0) return null;
  const calendar = await calendarIn(tx);
  const rows = groups.map(({ rule, safe, strict, last }) => {
    const { due, next } = reminderDue(ladderOf.get(rule) ?? 'none', { safe, strict }, last, tx.today, calendar);
    return [
      rule,
      safe,
      strict,
      last ?? '',
      due && leadKey(due.lead, safe),
      due?.on ?? null,
      due?.reached ?? null,
      next && startOfSending(next.madeOn),
    ];
  });
  return { at: tx.now, columns: Array.from({ length: 8 }, (_, at) => rows.map((row) => row[at] ?? null)) };
}

async function climbOnce(tx: Tx, { at, columns }: Decisions, batch: number): Promise<{ moved: number; made: number }> {
  const [row] = await tx.query<{ moved: number; made: number }>(climb, [at, batch, ...columns]);
  if (row && row.made > 0) await tx.query('notify outbox');
  return row ?? { moved: 0, made: 0 };
}
