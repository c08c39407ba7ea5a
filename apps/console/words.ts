import { daysBetween } from '#lib/calendar';
import { type ActName, type NeedName, actOf } from '#lib/cases';
import { fillForm } from '#lib/forms';
import { type Actor, type PlainDate, type Role, countsAs, tokyoDate } from '#lib/kernel';
import { accounts, bothCalendars, procedure, say } from '#lib/texts';

/** The sentence of a missing fact; a code without one stays as it is, so that a gap is seen. */
export const describeNeed = (need: string): string =>
  Object.hasOwn(procedure.needs, need) ? procedure.needs[need as NeedName].missing : need;

/** Roles as people call them; the head of the founder is not named beside the founder. */
export const rolesInWords = (roles: readonly Role[]): string => [...new Set(roles.map((role) => accounts.roles[role]))].join('・');

export const roleName = (role: string): string => (Object.hasOwn(accounts.roles, role) ? accounts.roles[role as Role] : role);

export const mayEnter = ({ role }: Actor, act: ActName): boolean => countsAs(role, actOf(act).by);

const hours = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'short' });

/** An instant in Tokyo, in both calendars. */
export const momentInWords = (at: Date): string => `${bothCalendars(tokyoDate(at))} ${hours.format(at)}`;

interface Distance {
  readonly late: string;
  readonly today: string;
  readonly left: string;
}

/** How far a day is: over, today, or how many days are left. */
export function distance(words: Distance, on: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, on);
  if (days === 0) return words.today;
  return say(days < 0 ? words.late : words.left, { days: Math.abs(days) });
}

/** What was typed into a posted form, to fill it again. */
export const typed = (form: Parameters<typeof fillForm>[0], body: unknown) =>
  fillForm(form, (typeof body === 'object' && body !== null ? body : {}) as object);
