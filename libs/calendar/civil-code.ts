import { type PlainDate } from '#lib/kernel';
import { addDays, endOfMonthAfter, sameDayAfterMonths } from './arithmetic.js';

/** How a period of months or years ends: on the day before the corresponding day, or at the end of a month that has no such day. */
export interface Expiry {
  readonly on: PlainDate;
  /** The day of the last month that corresponds to the first counted day; null where that month has none. */
  readonly corresponding: PlainDate | null;
}

/** The first counted day of a period that runs from something that happened during `day`: the next day. Civil Code 140. */
export const firstCounted = (day: PlainDate): PlainDate => addDays(day, 1);

/**
 * Decides the last day of a period of months, counted by the calendar from `start`, itself the first counted day.
 * Civil Code 141 (ends with the end of the day), 143(2) and its proviso.
 */
export function expiryOfMonths(start: PlainDate, months: number): Expiry {
  const corresponding = sameDayAfterMonths(start, months);
  return { corresponding, on: corresponding ? addDays(corresponding, -1) : endOfMonthAfter(start, months) };
}

/** As `expiryOfMonths`, for a period of years. */
export const expiryOfYears = (start: PlainDate, years: number): Expiry => expiryOfMonths(start, years * 12);

/** The last day of a period of `days` days, `start` being the first counted day. Civil Code 141. */
export const expiryOfDays = (start: PlainDate, days: number): PlainDate => addDays(start, days - 1);
