import { holidays } from '@holiday-jp/holiday_jp';
import fc from 'fast-check';
import { plainDate } from '#lib/kernel';
import { addDays, calendarOf, correspondingDay, firstCounted, isClosed, lastDayOfMonth, monthOf } from '#lib/calendar';
import { limitOf } from './limit.js';
import { ruleIds } from './rules.js';

const calendar = calendarOf(
  'holiday_jp',
  Object.entries(holidays).map(([on, { name }]) => ({ on: plainDate(on), name, source: 'gazetted' })),
);

describe('whatever the start', () => {
  const starts = fc.integer({ min: 0, max: 365 * 34 }).map((n) => addDays(plainDate('2010-01-01'), n));
  const claims = ['D-JSC-DEATH', 'D-JSC-MED', 'D-JSC-DIS'];
  const startOf = (rule: string, on: string) => (rule === 'D-JSC-MED' ? { month: on.slice(0, 7) } : { on });

  it('safe is not after strict and ext142 not before it, both are open, and nothing open lies between', () => {
    fc.assert(
      fc.property(starts, fc.constantFrom(...claims), (on, rule) => {
        const { safe, strict, ext142 } = limitOf(rule, startOf(rule, on), calendar);
        expect(safe <= strict && strict <= ext142).toBe(true);
        expect([isClosed(calendar, safe), isClosed(calendar, ext142)]).toEqual([false, false]);
        for (let d = addDays(safe, 1); d < ext142; d = addDays(d, 1)) expect(isClosed(calendar, d)).toBe(true);
      }),
    );
  });

  it('strict is the day before the corresponding day, or the end of a month without one', () => {
    fc.assert(
      fc.property(starts, (on) => {
        const { strict } = limitOf('D-JSC-DEATH', { on }, calendar);
        const corresponding = correspondingDay(firstCounted(on), 24);
        expect(strict).toBe(corresponding ? addDays(corresponding, -1) : lastDayOfMonth(Number(strict.slice(0, 4)), 2));
      }),
    );
  });

  it('a later start never gives an earlier date', () => {
    fc.assert(
      fc.property(starts, fc.nat(800), fc.constantFrom(...ruleIds), (on, more, rule) => {
        const start = (d: string) => (['D-JSC-MED', 'D-JSC-FILE'].includes(rule) ? { month: d.slice(0, 7) } : { on: d });
        const [a, b] = [limitOf(rule, start(on), calendar), limitOf(rule, start(addDays(on, more)), calendar)];
        expect(a.strict <= b.strict && a.safe <= b.safe && a.ext142 <= b.ext142).toBe(true);
      }),
    );
  });

  it('medical and disability limits always end on a tenth', () => {
    fc.assert(
      fc.property(starts, (on) => {
        expect(limitOf('D-JSC-MED', { month: monthOf(on) }, calendar).strict.slice(8)).toBe('10');
        expect(limitOf('D-JSC-DIS', { on }, calendar).strict.slice(8)).toBe('10');
      }),
    );
  });
});
