export {
  addDays,
  addMonths,
  addYears,
  dayOfMonth,
  daysBetween,
  fiscalYear,
  lastDayOfMonth,
  monthNumberOf,
  weekday,
  yearOf,
} from './arithmetic.js';
export { type PlainMonth, dayIn, isPlainMonth, monthOf, nextMonth, plainMonth } from './plain-month.js';
export { correspondingDay, expiryOfDays, expiryOfMonths, expiryOfYears, firstCounted } from './civil-code.js';
export {
  type Calendar,
  type Certainty,
  type ClosedBecause,
  type DayLook,
  type Holiday,
  type HolidaySource,
  calendarOf,
  firstOpenOnOrAfter,
  isClosed,
  lastOpenOnOrBefore,
  lookAt,
} from './closed-days.js';
