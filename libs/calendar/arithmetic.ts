import { type PlainDate, plainDate } from '#lib/kernel';

const dayMs = 86_400_000;
const asUtc = (day: PlainDate): number => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (ms: number): PlainDate => plainDate(new Date(ms).toISOString().slice(0, 10));
const two = (n: number): string => String(n).padStart(2, '0');

export const yearOf = (day: PlainDate): number => Number(day.slice(0, 4));
export const monthNumberOf = (day: PlainDate): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: PlainDate): number => Number(day.slice(8, 10));

/** The day `days` days later; earlier where `days` is negative. */
export const addDays = (day: PlainDate, days: number): PlainDate => fromUtc(asUtc(day) + days * dayMs);

/** How many days `to` is after `from`; negative where it is before. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => (asUtc(to) - asUtc(from)) / dayMs;

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: PlainDate): number => new Date(asUtc(day)).getUTCDay();

/** The last day of a month, `month` counted from 1. */
export const lastDayOfMonth = (year: number, month: number): PlainDate => fromUtc(Date.UTC(year, month, 0));

/** The same day `months` months later, or null where that month has no such day. */
export function sameDayAfterMonths(day: PlainDate, months: number): PlainDate | null {
  const { year, month } = monthAfter(day, months);
  const last = lastDayOfMonth(year, month);
  return dayOfMonth(day) > dayOfMonth(last) ? null : plainDate(`${last.slice(0, 8)}${two(dayOfMonth(day))}`);
}

/** The last day of the month that lies `months` months after the month of `day`. */
export function endOfMonthAfter(day: PlainDate, months: number): PlainDate {
  const { year, month } = monthAfter(day, months);
  return lastDayOfMonth(year, month);
}

/** The same day `months` months later; the last day of the month where that month has no such day. */
export const addMonths = (day: PlainDate, months: number): PlainDate => sameDayAfterMonths(day, months) ?? endOfMonthAfter(day, months);

/** The same day `years` years later; 28 February for 29 February where the year is none of 366 days. */
export const addYears = (day: PlainDate, years: number): PlainDate => addMonths(day, years * 12);

/** The Japanese fiscal and school year a day belongs to: 1 April to 31 March. */
export const fiscalYear = (day: PlainDate): number => (monthNumberOf(day) < 4 ? yearOf(day) - 1 : yearOf(day));

function monthAfter(day: PlainDate, months: number): { year: number; month: number } {
  const index = yearOf(day) * 12 + monthNumberOf(day) - 1 + months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}
