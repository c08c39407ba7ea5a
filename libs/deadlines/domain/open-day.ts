import type { PlainDate } from '#lib/kernel';
import { type Calendar, addDays, lookAt, yearOf } from '#lib/calendar';
import type { WorkingLine } from './working.js';

/** `gazetted`: sure. `computed`: from holidays not yet gazetted. `unknown`: only weekends and the turn of the year were known. */
export type HolidaysKnown = 'gazetted' | 'computed' | 'unknown';

export interface OpenDay {
  readonly day: PlainDate;
  readonly known: HolidaysKnown;
  readonly working: readonly WorkingLine[];
}

/**
 * The open day at or next to `strict`, backwards (−1) or forwards (1), naming every closed day passed over.
 * Never refuses: a limit must be shown even for years whose holidays we do not know; then `known` and the working say so.
 */
export function openDayFrom(calendar: Calendar, strict: PlainDate, direction: -1 | 1): OpenDay {
  const source = direction < 0 ? 'design' : 'civil-code-142';
  const working: WorkingLine[] = [];
  const computed = new Set<number>();
  const unknown = new Set<number>();
  let day = strict;
  for (;;) {
    const { closed, holiday, certainty } = lookAt(calendar, day);
    if (certainty === 'computed') computed.add(yearOf(day));
    if (certainty === 'unknown') unknown.add(yearOf(day));
    if (!closed) break;
    working.push({
      code: 'closed-day',
      source: closed === 'holiday' ? 'holidays-act' : 'office-closed-days',
      facts: { on: day, because: closed, holiday },
    });
    day = addDays(day, direction);
  }
  const same = day === strict;
  working.push(
    direction < 0 ? { code: 'safe-is', source, facts: { safe: day, same } } : { code: 'ext142-is', source, facts: { ext142: day, same } },
  );
  for (const year of computed) working.push({ code: 'holidays-computed', source: 'holidays-act', facts: { year } });
  for (const year of unknown) working.push({ code: 'holidays-unknown', source: 'holidays-act', facts: { year } });
  return { day, working, known: unknown.size > 0 ? 'unknown' : computed.size > 0 ? 'computed' : 'gazetted' };
}
