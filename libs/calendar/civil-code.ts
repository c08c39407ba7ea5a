import { type PlainDate } from '#lib/kernel';
import { addDays, endOfMonthAfter, sameDayAfterMonths } from './arithmetic.js';

/** The first counted day of a period that runs from something that happened during `day`: the next day. Civil Code 140. */
export const firstCounted = (day: PlainDate): PlainDate => addDays(day, 1);

/** The day that corresponds to the first counted day `start` so many months later; null where that month has no such day. Civil Code 143(2). */
export const correspondingDay = (start: PlainDate, months: number): PlainDate | null => sameDayAfterMonths(start, months);

/**
 * Decides the last day of a period of months, counted by the calendar from `start`, itself the first counted day:
 * the day before the corresponding day, or the end of the month that has no such day.
 * Civil Code 141 (ends with the end of the day), 143(2) and its proviso.
 */
export function expiryOfMonths(start: PlainDate, months: number): PlainDate {
  const corresponding = correspondingDay(start, months);
  return corresponding ? addDays(corresponding, -1) : endOfMonthAfter(start, months);
}

/** As `expiryOfMonths`, for a period of years. */
export const expiryOfYears = (start: PlainDate, years: number): PlainDate => expiryOfMonths(start, years * 12);

/** The last day of a period of `days` days, `start` being the first counted day. Civil Code 141. */
export const expiryOfDays = (start: PlainDate, days: number): PlainDate => addDays(start, days - 1);
