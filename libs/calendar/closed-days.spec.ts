import { holidays } from '@holiday-jp/holiday_jp';
import fc from 'fast-check';
import { Refused, plainDate } from '#lib/kernel';
import { type Holiday, addDays, calendarOf, firstOpenOnOrAfter, isClosed, lastOpenOnOrBefore, lookAt } from '#lib/calendar';

const rows: Holiday[] = Object.entries(holidays).map(([on, { name }]) => ({
  on: plainDate(on),
  name,
  source: on < '2028' ? 'gazetted' : 'computed',
}));
const calendar = calendarOf('test', rows);
const refusalOf = (act: () => unknown): Refused => {
  try {
    act();
  } catch (e) {
    if (e instanceof Refused) return e;
    throw e;
  }
  throw new Error('nothing was refused');
};

describe('closed days', () => {
  it.each([
    ['2026-01-01', 'yearEnd'],
    ['2025-12-29', 'yearEnd'],
    ['2026-01-03', 'yearEnd'],
    ['2026-05-06', 'holiday'],
    ['2026-09-22', 'holiday'],
    ['2026-02-28', 'saturday'],
    ['2026-03-01', 'sunday'],
    ['2026-01-05', null],
    ['2025-12-26', null],
  ])('%s is closed because of %s', (on, why) => expect(lookAt(calendar, plainDate(on)).closed).toBe(why));

  it('names the holiday and how surely it is known', () => {
    expect(lookAt(calendar, plainDate('2027-09-20'))).toEqual({ closed: 'holiday', holiday: '敬老の日', certainty: 'gazetted' });
    expect(lookAt(calendar, plainDate('2028-02-29')).certainty).toBe('computed');
  });

  it('passes over the whole of Golden Week in both directions', () => {
    expect(lastOpenOnOrBefore(calendar, plainDate('2026-05-03'))).toBe('2026-05-01');
    expect(firstOpenOnOrAfter(calendar, plainDate('2026-05-03'))).toBe('2026-05-07');
  });

  it('finds open days around any day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 30 }).map((n) => addDays(plainDate('2015-01-01'), n)),
        (day) => {
          const [before, after] = [lastOpenOnOrBefore(calendar, day), firstOpenOnOrAfter(calendar, day)];
          expect(before <= day && day <= after).toBe(true);
          expect([isClosed(calendar, before), isClosed(calendar, after)]).toEqual([false, false]);
          for (let d = addDays(before, 1); d < after; d = addDays(d, 1)) if (d !== day) expect(isClosed(calendar, d)).toBe(true);
        },
      ),
    );
  });
});

describe('a missing holiday table', () => {
  const empty = calendarOf('none', []);

  it('never turns holidays into working days', () => {
    const refused = refusalOf(() => isClosed(empty, plainDate('2026-05-04')));
    expect([refused.code, refused.facts]).toEqual(['calendar-does-not-cover', { year: 2026 }]);
    expect(refusalOf(() => firstOpenOnOrAfter(calendar, plainDate('2051-05-03'))).facts).toEqual({ year: 2051 });
    expect(lookAt(empty, plainDate('2026-05-04'))).toEqual({ closed: null, holiday: null, certainty: 'unknown' });
  });

  it('still knows weekends and the turn of the year', () => {
    expect(isClosed(empty, plainDate('2026-03-01'))).toBe(true);
    expect(isClosed(empty, plainDate('2026-12-30'))).toBe(true);
  });

  it('is noticed when a year is torn', () => {
    const torn = calendarOf(
      'torn',
      rows.filter((row) => row.on.slice(0, 7) <= '2026-05'),
    );
    expect([torn.from, torn.to]).toEqual([1970, 2025]);
    expect(refusalOf(() => isClosed(torn, plainDate('2026-04-10'))).code).toBe('calendar-does-not-cover');
  });

  it('has the span of years in the open', () => {
    expect([calendar.from, calendar.to]).toEqual([1970, 2050]);
    expect([empty.from, empty.to]).toEqual([0, -1]);
  });
});
