declare const plain: unique symbol;
/** A calendar day without time or zone, written YYYY-MM-DD. Legal days are days in Asia/Tokyo and compare as text. */
export type PlainDate = string & { readonly [plain]: true };

/** Whether the text is a day that exists in the calendar, written YYYY-MM-DD, years 1900 to 2999. */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The text as a day; throws a RangeError where it is none. For literals and database values, not for input of people. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

const tokyo = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Asia/Tokyo at an instant. */
export const tokyoDate = (at: Date): PlainDate => plainDate(tokyo.format(at));
