import { type PlainDate, Refused } from '#lib/kernel';
import { addDays, weekday, yearOf } from './arithmetic.js';

/** `gazetted`: published for that year. `computed`: worked out beforehand from the Act; equinoxes and special days may differ. */
export type HolidaySource = 'gazetted' | 'computed';
export interface Holiday {
  readonly on: PlainDate;
  readonly name: string;
  readonly source: HolidaySource;
}

/** How surely the calendar speaks about a day; `unknown` where the table of national holidays lacks the year. */
export type Certainty = HolidaySource | 'always' | 'unknown';
export type ClosedBecause = 'saturday' | 'sunday' | 'yearEnd' | 'holiday';
export interface DayLook {
  readonly closed: ClosedBecause | null;
  readonly holiday: string | null;
  readonly certainty: Certainty;
}

/** Closed days of offices: Saturday, Sunday, national holidays, 29 December to 3 January. */
export interface Calendar {
  readonly version: string;
  /** First and last year with a full table of national holidays; 0 and −1 where there is none. */
  readonly from: number;
  readonly to: number;
  readonly holidays: ReadonlyMap<PlainDate, Holiday>;
  readonly years: ReadonlyMap<number, HolidaySource>;
}

/** The Act on National Holidays has named at least twelve days in every year since 1966. Fewer is a torn table, not a year with few holidays. */
const fewestInAYear = 12;

/** A calendar from the rows of the holiday table. Years with a torn table count as not covered. */
export function calendarOf(version: string, rows: readonly Holiday[]): Calendar {
  const holidays = new Map(rows.map((row) => [row.on, row]));
  const all = [...holidays.values()];
  const years = new Map<number, HolidaySource>();
  for (const year of [...new Set(all.map((row) => yearOf(row.on)))].sort((a, b) => a - b)) {
    const days = all.filter((row) => yearOf(row.on) === year);
    if (days.length >= fewestInAYear) years.set(year, days.every((d) => d.source === 'gazetted') ? 'gazetted' : 'computed');
  }
  const known = [...years.keys()];
  return { version, holidays, years, from: known[0] ?? 0, to: known.at(-1) ?? -1 };
}

/** What the calendar knows about a day, and how surely. Never refuses; `closed: null` with `unknown` is not a promise that it is open. */
export function lookAt(calendar: Calendar, day: PlainDate): DayLook {
  const holiday = calendar.holidays.get(day)?.name ?? null;
  const fixed = isYearEnd(day) ? 'yearEnd' : weekday(day) === 0 ? 'sunday' : weekday(day) === 6 ? 'saturday' : null;
  if (fixed) return { closed: fixed, holiday, certainty: 'always' };
  return { closed: holiday ? 'holiday' : null, holiday, certainty: calendar.years.get(yearOf(day)) ?? 'unknown' };
}

/** Whether offices are closed on a day. Refuses `calendar-does-not-cover` rather than take a missing table for a working day. */
export function isClosed(calendar: Calendar, day: PlainDate): boolean {
  const look = lookAt(calendar, day);
  if (look.certainty === 'unknown' && !look.closed) throw new Refused('calendar-does-not-cover', { year: yearOf(day) });
  return look.closed !== null;
}

/** The day itself where offices are open, otherwise the last open day before it. Refuses as `isClosed`. */
export const lastOpenOnOrBefore = (calendar: Calendar, day: PlainDate): PlainDate =>
  isClosed(calendar, day) ? lastOpenOnOrBefore(calendar, addDays(day, -1)) : day;

/** The day itself where offices are open, otherwise the first open day after it. Refuses as `isClosed`. */
export const firstOpenOnOrAfter = (calendar: Calendar, day: PlainDate): PlainDate =>
  isClosed(calendar, day) ? firstOpenOnOrAfter(calendar, addDays(day, 1)) : day;

const isYearEnd = (day: PlainDate): boolean => day.slice(5) >= '12-29' || day.slice(5) <= '01-03';
