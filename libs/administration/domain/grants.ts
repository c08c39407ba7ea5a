import { addDays } from '#lib/calendar';
import { type PlainDate, Refused, type Role } from '#lib/kernel';

/** A grant as far as it decides here. `endsOn` is the last day it holds, null = open. */
export interface Held {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
}

export type Tense = 'now' | 'later' | 'over';

/** Whether a grant holds on the day, begins later, or is over (also one that was called off before it began). */
export function tenseOf({ startsOn, endsOn }: Pick<Held, 'startsOn' | 'endsOn'>, today: PlainDate): Tense {
  if (endsOn !== null && (endsOn < today || endsOn < startsOn)) return 'over';
  return startsOn > today ? 'later' : 'now';
}

/** The last day that ends a grant at once: it already lies behind. */
export const atOnce = (today: PlainDate): PlainDate => addDays(today, -1);

/**
 * Days of a transfer: the old grant's last day and the new one's first. A grant that would have ended before keeps its own end.
 * Refuses: `grant-over`, `transfer-too-early` (before today, or on the first day of the old grant or before).
 */
export function transferDays(from: Held, on: PlainDate, today: PlainDate): { readonly lastDay: PlainDate; readonly startsOn: PlainDate } {
  if (tenseOf(from, today) === 'over') throw new Refused('grant-over');
  if (on < today || on <= from.startsOn) throw new Refused('transfer-too-early');
  const before = addDays(on, -1);
  return { lastDay: from.endsOn !== null && from.endsOn < before ? from.endsOn : before, startsOn: on };
}

/** Nobody gives a role to themselves or keeps one longer: that takes a second administrator. Refuses: `self-grant`. */
export function notForOneself(actor: { readonly personId: string }, personId: string): void {
  if (actor.personId === personId) throw new Refused('self-grant');
}

const staysAfter =
  (lastDay: PlainDate) =>
  ({ startsOn, endsOn }: Held): boolean =>
    endsOn === null && startsOn <= addDays(lastDay, 1);

/**
 * An organisation that has administrators keeps one: without an end, and there on the day after. `held`: all grants of its administrators;
 * `ending`: those that are to end with `lastDay`. Refuses: `last-administrator`.
 */
export function keepsAnAdministrator(held: readonly Held[], ending: readonly string[], lastDay: PlainDate): void {
  const administrators = held.filter(({ role }) => role === 'administrator');
  const organisations = new Set(administrators.filter(({ id }) => ending.includes(id)).map(({ organisationId }) => organisationId));
  for (const organisation of organisations) {
    const rest = administrators.filter(({ id, organisationId }) => organisationId === organisation && !ending.includes(id));
    if (!rest.some(staysAfter(lastDay))) throw new Refused('last-administrator');
  }
}
