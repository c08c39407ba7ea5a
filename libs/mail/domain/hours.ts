import { type PlainDate, tokyoDate } from '#lib/kernel';

/** Who reads: people in offices, or a bereaved family. */
export type Audience = 'office' | 'family';

/** Hours in Asia/Tokyo within which a mail may arrive: from the first, up to and not including the second. */
export const hours = { office: [7, 20], family: [9, 18] } as const satisfies Record<Audience, readonly [number, number]>;

const hour = 3_600_000;
const tokyoAhead = 9 * hour;
const startOfDay = (at: Date): number => Math.floor((at.getTime() + tokyoAhead) / (24 * hour)) * 24 * hour - tokyoAhead;

/**
 * Decides whether a day is the day of death or an anniversary of it. For a death on 29 February, both 28 February and 1 March
 * are kept in years without that day.
 * @param day calendar day in Asia/Tokyo
 * @param dateOfDeath calendar day in Asia/Tokyo
 * Source: domain.md §7 [design].
 */
export function isQuietDay(day: PlainDate, dateOfDeath: PlainDate): boolean {
  if (day < dateOfDeath) return false;
  const [of, today] = [dateOfDeath.slice(5), day.slice(5)];
  if (of !== '02-29') return of === today;
  const leap = new Date(Date.UTC(Number(day.slice(0, 4)), 1, 29)).getUTCMonth() === 1;
  return leap ? today === '02-29' : today === '02-28' || today === '03-01';
}

/**
 * Finds the first moment from `at` on when a mail may arrive. Nobody is written to at night; a family is not written to on the
 * day of death or its anniversaries. Months of waiting never happen: at most two days in a row are closed.
 * @param at earliest moment
 * @param audience who reads
 * @param dateOfDeath of the case the mail is about; null where it is about none
 * @returns `at` itself where it lies within the hours
 * Source: domain.md §7 [design].
 */
export function allowedFrom(at: Date, audience: Audience, dateOfDeath: PlainDate | null): Date {
  const [opens, closes] = hours[audience];
  for (let midnight = startOfDay(at); ; midnight += 24 * hour) {
    const closed = audience === 'family' && dateOfDeath !== null && isQuietDay(tokyoDate(new Date(midnight)), dateOfDeath);
    const earliest = Math.max(at.getTime(), midnight + opens * hour);
    if (!closed && earliest < midnight + closes * hour) return new Date(earliest);
  }
}
