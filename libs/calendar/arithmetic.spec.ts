import fc from 'fast-check';
import { plainDate } from '#lib/kernel';
import {
  addDays,
  addMonths,
  addYears,
  correspondingDay,
  daysBetween,
  expiryOfDays,
  expiryOfMonths,
  expiryOfYears,
  firstCounted,
  fiscalYear,
  isPlainMonth,
  lastDayOfMonth,
  monthOf,
  nextMonth,
  plainMonth,
  weekday,
} from '#lib/calendar';

const day = plainDate;
const anyDay = fc.integer({ min: 0, max: 54_000 }).map((n) => addDays(day('1950-01-01'), n));

describe('arithmetic of days', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-10', -1, '2025-12-10'],
    ['2026-01-10', -13, '2024-12-10'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to));

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2026-02-01', 2, '2028-02-01'],
  ])('%s and %i years is %s', (from, years, to) => expect(addYears(day(from), years)).toBe(to));

  it('knows weekdays, ends of months and school years', () => {
    expect(weekday(day('2026-02-01'))).toBe(0);
    expect(lastDayOfMonth(2028, 2)).toBe('2028-02-29');
    expect(lastDayOfMonth(2026, 12)).toBe('2026-12-31');
    expect([fiscalYear(day('2026-03-31')), fiscalYear(day('2026-04-01'))]).toEqual([2025, 2026]);
  });

  it('counts the same forwards and backwards, and orders as text does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, n) => {
        const to = addDays(from, n);
        expect(daysBetween(from, to)).toBe(n);
        expect(addDays(to, -n)).toBe(from);
        expect(to > from).toBe(n > 0);
      }),
    );
  });

  it('never asks the time zone of the machine', () => {
    const local = (['getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getTimezoneOffset'] as const).map((name) =>
      jest.spyOn(Date.prototype, name),
    );
    addMonths(day('2026-03-08'), 1);
    weekday(addDays(day('2026-03-08'), 1));
    lastDayOfMonth(2026, 3);
    for (const spy of local) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});

describe('months', () => {
  it.each(['2026-02', '1999-12'])('%s is a month', (text) => expect(isPlainMonth(text)).toBe(true));
  it.each(['2026-13', '2026-2', '2026-02-01', '', null, 202602])('%s is none', (text) => expect(isPlainMonth(text)).toBe(false));
  it('follow each other over the year', () => {
    expect(nextMonth(plainMonth('2026-12'))).toBe('2027-01');
    expect(monthOf(day('2026-02-28'))).toBe('2026-02');
  });
});

describe('counting after the Civil Code', () => {
  it.each([
    ['2024-02-29', 2, '2026-02-28', null],
    ['2022-03-01', 2, '2024-02-29', '2024-03-01'],
    ['2024-01-01', 2, '2025-12-31', '2026-01-01'],
    ['2024-03-01', 2, '2026-02-28', '2026-03-01'],
  ])('two years from %s (%i) end on %s', (start, years, on, corresponding) =>
    expect([expiryOfYears(day(start), years), correspondingDay(day(start), years * 12)]).toEqual([on, corresponding]),
  );

  it('ends a month without the corresponding day at its end', () => expect(expiryOfMonths(day('2026-01-31'), 1)).toBe('2026-02-28'));

  it('counts the first day of days', () => expect(expiryOfDays(firstCounted(day('2026-04-01')), 30)).toBe('2026-05-01'));

  it('differs from "the same day two years later" only around the end of February', () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        const naive = addYears(d, 2);
        const right = expiryOfYears(firstCounted(d), 2);
        if (right !== naive) expect([d.slice(5), right.slice(5)]).toEqual(['02-28', '02-29']);
      }),
    );
    expect(expiryOfYears(firstCounted(day('2022-02-28')), 2)).not.toBe(addYears(day('2022-02-28'), 2));
  });

  it('ends on the day before the corresponding day, or at the end of the month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 360 }), (start, months) => {
        const [on, corresponding] = [expiryOfMonths(start, months), correspondingDay(start, months)];
        if (corresponding) expect([addDays(on, 1), corresponding.slice(8)]).toEqual([corresponding, start.slice(8)]);
        else expect(addDays(on, 1).slice(8)).toBe('01');
      }),
    );
  });
});
