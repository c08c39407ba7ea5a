import { isPlainDate } from '#lib/kernel';

/** A month written YYYY-MM, years 1900 to 2999. */
export const isMonth = (text: unknown): text is string => typeof text === 'string' && isPlainDate(`${text}-01`);

/** Digits in groups, as people write telephone numbers here or abroad. */
export const isPhone = (text: unknown): boolean =>
  typeof text === 'string' && /^\+?[0-9][0-9() -]*$/.test(text) && /^\d{9,15}$/.test(text.replace(/\D/g, ''));

/** Wide on the left of the @ (some carriers gave out addresses with dots the standard forbids), but nothing that means something in a mail header. */
export const isEmail = (text: unknown): boolean =>
  typeof text === 'string' &&
  text.length <= 254 &&
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}$/.test(text);

/** An instant from an hour on a wall clock in Tokyo (`YYYY-MM-DDTHH:mm`) or from ISO 8601 with a zone; undefined where it is neither, or no day of ours in Tokyo. */
export function momentFrom(text: string, zone: 'tokyo' | 'written'): Date | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(text);
  if (!parts || !isPlainDate(parts[1])) return undefined;
  if ((parts[5] !== undefined) !== (zone === 'written')) return undefined;
  const at = new Date(parts[5] ? text : `${text}+09:00`);
  return isPlainDate(tokyoMoment(at).slice(0, 10)) ? at : undefined;
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });

/** The hour on a wall clock in Tokyo, as a page field writes it. */
export const tokyoMoment = (at: Date): string => clock.format(at).replace(' ', 'T');
