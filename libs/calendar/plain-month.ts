import { type PlainDate, isPlainDate, plainDate } from '#lib/kernel';
import { addMonths } from './arithmetic.js';

declare const plain: unique symbol;
/** A calendar month written YYYY-MM; months compare as text. */
export type PlainMonth = string & { readonly [plain]: true };

export const isPlainMonth = (text: unknown): text is PlainMonth => typeof text === 'string' && isPlainDate(`${text}-01`);

/** The text as a month; throws a RangeError where it is none. For literals and database values, not for input of people. */
export function plainMonth(text: string): PlainMonth {
  if (!isPlainMonth(text)) throw new RangeError(`not a calendar month: ${text}`);
  return text;
}

export const monthOf = (day: PlainDate): PlainMonth => plainMonth(day.slice(0, 7));

/** A day of a month; `day` is one every month has, 1 to 28. */
export const dayIn = (month: PlainMonth, day: number): PlainDate => plainDate(`${month}-${String(day).padStart(2, '0')}`);

export const nextMonth = (month: PlainMonth): PlainMonth => monthOf(addMonths(dayIn(month, 1), 1));
