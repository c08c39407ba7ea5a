import { addYears } from '#lib/calendar';
import type { PlainDate } from '#lib/kernel';

export interface TokenTimes {
  readonly takenAt: Date | null;
  readonly revokedAt: Date | null;
  readonly endsOn: PlainDate | null;
  /** Nobody took it over in the days it waits (libs/accounts). */
  readonly lapsed: boolean;
  /** The grant it belongs to is over. */
  readonly grantOver: boolean;
}
export type TokenState = 'open' | 'waiting' | 'lapsed' | 'expired' | 'revoked';

/** What a token is today; what ended it first in the order of who did it: a person, the calendar, nobody. */
export function tokenState({ takenAt, revokedAt, endsOn, lapsed, grantOver }: TokenTimes, today: PlainDate): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (grantOver || (endsOn !== null && endsOn < today)) return 'expired';
  if (takenAt !== null) return 'open';
  return lapsed ? 'lapsed' : 'waiting';
}

/** A token has an end, at most a year ahead. `problem`: the code of what is wrong with the day, null where nothing is. */
export function problemWithEnd(endsOn: PlainDate, today: PlainDate): 'before-today' | 'more-than-a-year' | null {
  if (endsOn < today) return 'before-today';
  return endsOn > addYears(today, 1) ? 'more-than-a-year' : null;
}
