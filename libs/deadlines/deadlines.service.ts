import type { Tx } from '#lib/database';
import { type PlainDate, newId } from '#lib/kernel';
import { isPlainMonth } from '#lib/calendar';
import { calendarIn } from './calendar.queries.js';
import { isSettled, reminderDue } from './domain/ladder.js';
import { type Limit, type Start, limitOf } from './domain/limit.js';
import { type RuleId, ruleIds, rules } from './domain/rules.js';
import { startOfSending } from './sending-hour.js';

export interface Opening {
  readonly caseId: string;
  readonly rule: RuleId;
  /** What tells several deadlines of one rule in a case apart; empty where there is one. */
  readonly subject?: string;
  readonly start: Start;
}
interface Known {
  readonly id: string;
  readonly countedFrom: string;
  readonly closedAs: 'met' | 'cancelled' | 'declined' | null;
}

/**
 * Opens a deadline of a case. Opened again it stays as it is; with another start it moves; one that was cancelled runs again.
 * Refuses as `limitOf`.
 */
export async function openDeadline(tx: Tx, { caseId, rule, subject = '', start }: Opening): Promise<void> {
  const limit = limitOf(rule, start, await calendarIn(tx));
  const id = newId();
  const inserted = await tx.change(
    `insert into deadline (id, case_id, rule, subject, counted_from, first_counted_on, strict_on, safe_on, ext142_on, opened_at, next_reminder_at, calendar_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (case_id, rule, subject) do nothing`,
    [id, caseId, rule, subject, ...datesOf(limit), tx.now, await firstReminderAt(tx, limit), limit.calendarVersion],
  );
  if (inserted === 0) return openAgain(tx, caseId, limit, subject);
  await tell(tx, 'deadline-opened', caseId, { deadlineId: id, rule, strict: limit.strict, safe: limit.safe });
  await keepNextDue(tx, caseId);
}

/** The start of a deadline was entered anew: its dates follow, and its reminders begin again. A closed one stays closed. */
export async function moveDeadline(tx: Tx, { caseId, rule, subject = '', start }: Opening): Promise<void> {
  const known = await find(tx, caseId, rule, subject);
  const limit = limitOf(rule, start, await calendarIn(tx));
  if (!known || known.countedFrom === limit.countedFrom) return;
  await setDates(tx, known.id, limit, known.closedAs === null);
  await tell(tx, 'deadline-moved', caseId, { deadlineId: known.id, rule, from: known.countedFrom, strict: limit.strict, safe: limit.safe });
  await keepNextDue(tx, caseId);
}

/** Closes open deadlines of a rule as met on a day; all of them where no subject is named. */
export const meetDeadlines = (tx: Tx, caseId: string, rule: RuleId, metOn: PlainDate, subject?: string): Promise<void> =>
  close(tx, caseId, [rule], 'met', metOn, subject);

/** Closes open deadlines that nobody has to meet any more. */
export const cancelDeadlines = (tx: Tx, caseId: string, of: readonly RuleId[], subject?: string): Promise<void> =>
  close(tx, caseId, of, 'cancelled', null, subject);

/** What the open deadlines of a rule in a case are about. */
export const openSubjects = async (tx: Tx, caseId: string, rule: RuleId): Promise<readonly string[]> =>
  (
    await tx.query<{ subject: string }>(
      'select subject from deadline where case_id = $1 and rule = $2 and closed_at is null order by subject',
      [caseId, rule],
    )
  ).map(({ subject }) => subject);

/** Closes open deadlines because every relative has declined in writing. */
export const declineDeadlines = (tx: Tx, caseId: string, of: readonly RuleId[]): Promise<void> => close(tx, caseId, of, 'declined', null);

/** Lets deadlines run again that were cancelled or declined; their reminders go on where they are now. */
export async function reopenDeadlines(tx: Tx, caseId: string, of: readonly RuleId[], closedAs: 'cancelled' | 'declined'): Promise<void> {
  const closed = await tx.query<{ rule: RuleId; subject: string; countedFrom: string }>(
    `select rule, subject, counted_from as "countedFrom" from deadline where case_id = $1 and rule = any($2) and closed_as = $3 for update`,
    [caseId, of, closedAs],
  );
  for (const { rule, subject, countedFrom } of closed) {
    const known = await find(tx, caseId, rule, subject);
    if (known) await runAgain(tx, caseId, known.id, limitOf(rule, startFrom(countedFrom), await calendarIn(tx)));
  }
}

/** The start as it is kept with the deadline: a day or a month. */
export const startFrom = (countedFrom: string): Start => (isPlainMonth(countedFrom) ? { month: countedFrom } : { on: countedFrom });

async function openAgain(tx: Tx, caseId: string, limit: Limit, subject: string): Promise<void> {
  const known = await find(tx, caseId, limit.rule, subject);
  if (known?.closedAs === 'cancelled') return runAgain(tx, caseId, known.id, limit);
  const { countedFrom } = limit;
  await moveDeadline(tx, { caseId, rule: limit.rule, subject, start: startFrom(countedFrom) });
}

async function runAgain(tx: Tx, caseId: string, id: string, limit: Limit): Promise<void> {
  await tx.change('update deadline set closed_at = null, closed_as = null, met_on = null where id = $1', [id]);
  await setDates(tx, id, limit, true);
  await tell(tx, 'deadline-reopened', caseId, { deadlineId: id, rule: limit.rule, strict: limit.strict, safe: limit.safe });
  await keepNextDue(tx, caseId);
}

async function setDates(tx: Tx, id: string, limit: Limit, open: boolean): Promise<void> {
  await tx.change(
    `update deadline set counted_from = $2, first_counted_on = $3, strict_on = $4, safe_on = $5, ext142_on = $6, calendar_version = $7,
       last_lead = null, next_reminder_at = $8 where id = $1`,
    [id, ...datesOf(limit), limit.calendarVersion, open ? await firstReminderAt(tx, limit) : null],
  );
}

async function close(tx: Tx, caseId: string, of: readonly RuleId[], as: string, metOn: PlainDate | null, subject?: string): Promise<void> {
  const closed = await tx.query<{ id: string; rule: string }>(
    `update deadline set closed_at = $3, closed_as = $4, met_on = $5, next_reminder_at = null
     where case_id = $1 and rule = any($2) and closed_at is null and ($6::text is null or subject = $6) returning id, rule`,
    [caseId, of, tx.now, as, metOn, subject ?? null],
  );
  for (const { id, rule } of closed) await tell(tx, `deadline-${as}`, caseId, { deadlineId: id, rule, ...(metOn && { metOn }) });
  if (closed.length > 0) await keepNextDue(tx, caseId);
}

async function find(tx: Tx, caseId: string, rule: string, subject: string): Promise<Known | undefined> {
  const [known] = await tx.query<Known>(
    `select id, counted_from as "countedFrom", closed_as as "closedAs" from deadline where case_id = $1 and rule = $2 and subject = $3 for update`,
    [caseId, rule, subject],
  );
  return known;
}

/** A reminder that is due already goes out at the next sweep; otherwise it waits for the morning of its day. */
async function firstReminderAt(tx: Tx, limit: Limit): Promise<Date | null> {
  const ladder = rules.find((rule) => rule.id === limit.rule)?.ladder ?? 'none';
  const { due, next } = reminderDue(ladder, limit, null, tx.today, await calendarIn(tx));
  return due ? tx.now : next && startOfSending(next.madeOn);
}

const datesOf = ({ countedFrom, firstCountedOn, strict, safe, ext142 }: Limit) => [countedFrom, firstCountedOn, strict, safe, ext142];

/** Deadlines whose passing makes nothing late do not count for "what is late". */
const settled = ruleIds.filter((id) => isSettled(rules.find((rule) => rule.id === id)?.ladder ?? 'none'));

const keepNextDue = (tx: Tx, caseId: string): Promise<number> =>
  tx.change(
    `update survey_case set next_due_on = (select min(strict_on) from deadline where case_id = $1 and closed_at is null and rule = any($2)) where id = $1`,
    [caseId, settled],
  );

const tell = (tx: Tx, name: string, caseId: string, facts: Readonly<Record<string, string>>): Promise<void> =>
  tx.tell({ name, caseId, facts });
