import type { PlainDate } from '#lib/kernel';
import { type Calendar, addDays, addMonths, daysBetween, lookAt } from '#lib/calendar';
import type { LadderName, Recipient } from './rule.js';

interface Ladder {
  /** Leads before the end, relative to `safe`, farthest first. */
  readonly before: readonly string[];
  /** How often a notice follows once `strict` has passed and nobody has settled it; null: none. */
  readonly after: { readonly every: number; readonly unit: 'm' | 'd' } | null;
  /** How a closed day moves a reminder inside offices: see `internalDay`. */
  readonly closedDays: 'nearest' | 'before';
}

/** The reminder ladders. Only that of the three JSC limits has a model (domain reference §4.6); all are [design]. */
// prettier-ignore
export const ladders: Readonly<Record<LadderName, Ladder>> = {
  jsc: { before: ['-18m', '-12m', '-9m', '-6m', '-3m', '-2m', '-1m', '-21d', '-14d', '-7d', '-3d', '-1d'], after: { every: 1, unit: 'm' }, closedDays: 'nearest' },
  target: { before: ['-1d', '0d'], after: { every: 7, unit: 'd' }, closedDays: 'before' },
  internal: { before: ['-7d', '-1d', '0d'], after: { every: 7, unit: 'd' }, closedDays: 'before' },
  legal: { before: ['-30d', '-14d', '-7d', '-3d', '-1d', '0d'], after: { every: 7, unit: 'd' }, closedDays: 'nearest' },
  recurring: { before: ['-3d', '0d'], after: { every: 7, unit: 'd' }, closedDays: 'before' },
  extend: { before: ['-14d', '-7d', '-1d'], after: { every: 7, unit: 'd' }, closedDays: 'before' },
  notice: { before: ['-30d', '-14d', '-7d', '-3d', '-1d'], after: null, closedDays: 'nearest' },
  keep: { before: ['-6m', '0d'], after: null, closedDays: 'before' },
  end: { before: ['-6m', '-1m'], after: null, closedDays: 'before' },
  none: { before: [], after: null, closedDays: 'before' },
};

export interface Rung {
  /** '-18m', '-21d', '0d', 'passed', 'passed+2m', 'passed+14d' */
  readonly lead: string;
  /** The day by the calendar; the family hears on this day, if mail may reach it then. */
  readonly on: PlainDate;
  /** The day people in offices hear: an open day. */
  readonly internalOn: PlainDate;
  /** The earlier of the two: the day the reminder is made. */
  readonly madeOn: PlainDate;
}

export interface Due extends Rung {
  /** How far the ladder is climbed with it: what is remembered as the last lead. Later than `lead` where `passed` itself came late. */
  readonly reached: string;
}

export interface Ends {
  readonly safe: PlainDate;
  readonly strict: PlainDate;
}

/**
 * Decides which reminder is due, and which follows.
 * Late ones collapse into the single most urgent; the first after the end is always `passed`, whenever it is sent.
 * @param last how far the ladder was climbed (`reached`), null if not at all @param today the day in Asia/Tokyo
 * `due` is null when nothing is to be sent today; `next` (always later than today) is null at the end of a ladder that ends.
 */
export function reminderDue(
  name: LadderName,
  ends: Ends,
  last: string | null,
  today: PlainDate,
  calendar: Calendar,
): { due: Due | null; next: Rung | null } {
  const passedAt = ladders[name].before.length;
  const lastAt = last === null ? -1 : indexOf(name, last);
  let due: Due | null = null;
  for (let at = lastAt + 1; ; at += 1) {
    const rung = rungAt(name, ends, at, calendar);
    if (!rung || rung.madeOn > today) return { due, next: rung };
    const says: Rung = due !== null && at > passedAt && lastAt < passedAt ? due : rung;
    due = { ...says, reached: rung.lead };
  }
}

/** Who a lead of a ladder goes to: founder's head from three months before a JSC limit on, and when a legal limit has passed. */
export function recipientsOfLead(name: LadderName, remind: readonly Recipient[], lead: string): readonly Recipient[] {
  const headHears = name === 'jsc' ? indexOf(name, lead) >= indexOf(name, '-3m') : name === 'legal' && lead.startsWith('passed');
  // After the first notice that the limit has passed the family is left in peace; the offices go on hearing of it.
  const familyHears = !lead.startsWith('passed+');
  return [...remind.filter((who) => who !== 'family' || familyHears), ...(headHears ? (['founderHead'] as const) : [])];
}

/** The rung of a lead that was made before; null where the ladder does not know it any more. */
export function rungOf(name: LadderName, ends: Ends, lead: string, calendar: Calendar): Rung | null {
  const at = indexOf(name, lead);
  return at < 0 ? null : rungAt(name, ends, at, calendar);
}

/** Whether somebody has to settle the deadline. Where not, its passing makes nothing late. */
export const isSettled = (name: LadderName): boolean => ladders[name].after !== null;

/** Position of a lead on its ladder; −1 for one the ladder does not know (it was changed since): then it starts anew. */
export function indexOf(name: LadderName, lead: string): number {
  const { before, after } = ladders[name];
  if (!lead.startsWith('passed')) return before.indexOf(lead);
  return before.length + (after && lead !== 'passed' ? Number.parseInt(lead.slice('passed+'.length), 10) / after.every : 0);
}

function rungAt(name: LadderName, ends: Ends, at: number, calendar: Calendar): Rung | null {
  const { before, after, closedDays } = ladders[name];
  const lead = before[at];
  if (lead !== undefined) {
    const on = shifted(ends.safe, lead);
    const internalOn = internalDay(on, ends.safe, closedDays, calendar);
    return { lead, on, internalOn, madeOn: on < internalOn ? on : internalOn };
  }
  if (!after) return null;
  const count = (at - before.length) * after.every;
  const passed = addDays(ends.strict, 1);
  const on = shifted(passed, `${count}${after.unit}`);
  return { lead: count === 0 ? 'passed' : `passed+${count}${after.unit}`, on, madeOn: on, internalOn: openDay(on, 1, calendar) };
}

/**
 * The one rule for closed days [design]: a reminder that falls on an ordinary weekend goes out on the next open day; one that
 * falls into a longer closed run (Golden Week, turn of the year), or that would reach the end itself, goes out on the last open day before.
 * Nobody comes back from the holidays to a reminder that is already old. Short ladders (`before`) always go before.
 */
function internalDay(on: PlainDate, safe: PlainDate, closedDays: 'nearest' | 'before', calendar: Calendar): PlainDate {
  const [earlier, later] = [openDay(on, -1, calendar), openDay(on, 1, calendar)];
  const runOfClosedDays = daysBetween(earlier, later) - 1;
  return closedDays === 'nearest' && runOfClosedDays <= 2 && later < safe ? later : earlier;
}

/** Reminders do not wait for a holiday table: where it lacks a year, weekends and the turn of the year are passed over only. */
const openDay = (day: PlainDate, direction: -1 | 1, calendar: Calendar): PlainDate =>
  lookAt(calendar, day).closed ? openDay(addDays(day, direction), direction, calendar) : day;

function shifted(day: PlainDate, lead: string): PlainDate {
  const n = Number.parseInt(lead, 10);
  return lead.endsWith('m') ? addMonths(day, n) : addDays(day, n);
}
