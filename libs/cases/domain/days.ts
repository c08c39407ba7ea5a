import { addYears } from '#lib/calendar';
import { type PlainDate, Refused } from '#lib/kernel';
import { type ActName, actOf } from './acts.js';
import type { History } from './history.js';

/** Years before the death beyond which no day or month of a case lies: longer than a pupil lived. [design] */
const yearsBefore = 25;

/** The first day the school knew of the death, as it was entered first or corrected since; the day of death where nothing says so. */
export const awareOn = (history: History, dateOfDeath: PlainDate): PlainDate =>
  history
    .acts('recordAwareness')
    .map(({ occurredOn }) => occurredOn)
    .sort()[0] ?? dateOfDeath;

/** The first day this act can have happened on, by its kind: since the school knew, since the death, or within the life before it. */
export function firstDayOf(name: ActName, history: History, dateOfDeath: PlainDate): PlainDate {
  const since = actOf(name).since ?? 'awareness';
  if (since === 'before') return addYears(dateOfDeath, -yearsBefore);
  return since === 'death' ? dateOfDeath : awareOn(history, dateOfDeath);
}

/**
 * Decides whether the days and months of an act can be: none happened before what it follows.
 * @param dates names of its fields that hold a day or a month, besides the day it happened
 * @throws Refused `bad-input` with `before-awareness` or `before-death` on `occurredOn`, `too-early` on the field
 * Source: [design]; a day typed wrong would move guards and limits that count from it.
 */
export function checkDays(
  name: ActName,
  data: Readonly<Record<string, unknown>> & { readonly occurredOn: PlainDate },
  dates: readonly string[],
  { history, dateOfDeath }: { readonly history: History; readonly dateOfDeath: PlainDate },
): void {
  const code = actOf(name).since === 'before' ? 'too-early' : data.occurredOn < dateOfDeath ? 'before-death' : 'before-awareness';
  const floor = addYears(dateOfDeath, -yearsBefore);
  const errors = [
    ...(data.occurredOn < firstDayOf(name, history, dateOfDeath) ? [{ field: 'occurredOn', code }] : []),
    ...dates
      .filter((field) => data[field] !== undefined && String(data[field]) < floor.slice(0, String(data[field]).length))
      .map((field) => ({ field, code: 'too-early' })),
  ];
  if (errors.length > 0) throw new Refused('bad-input', { errors });
}

/** Days after which an entry is marked as made long after what it tells of. [design] */
export const longAfter = 30;
