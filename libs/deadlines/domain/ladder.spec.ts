import { holidays } from '@holiday-jp/holiday_jp';
import fc from 'fast-check';
import { type PlainDate, plainDate } from '#lib/kernel';
import { addDays, addMonths, calendarOf, isClosed } from '#lib/calendar';
import { type Ends, indexOf, ladders, recipientsOfLead, reminderDue, rungOf } from './ladder.js';
import { limitOf } from './limit.js';
import type { LadderName } from './rule.js';

const calendar = calendarOf(
  'holiday_jp',
  Object.entries(holidays).map(([on, { name }]) => ({ on: plainDate(on), name, source: 'gazetted' })),
);
const ends = (safe: string, strict = safe): Ends => ({ safe: plainDate(safe), strict: plainDate(strict) });

/** Sweeps on the days given, as the worker would; answers what was sent. */
function sweeps(
  name: LadderName,
  to: Ends,
  days: readonly PlainDate[],
): { on: PlainDate; lead: string; internalOn: PlainDate; calendarDay: PlainDate }[] {
  const sent = [];
  let last: string | null = null;
  for (const today of days) {
    const { due } = reminderDue(name, to, last, today, calendar);
    if (!due) continue;
    sent.push({ on: today, lead: due.lead, internalOn: due.internalOn, calendarDay: due.on });
    last = due.reached;
  }
  return sent;
}
const everyDay = (from: string, to: string): PlainDate[] => {
  const days = [];
  for (let d = plainDate(from); d <= to; d = addDays(d, 1)) days.push(d);
  return days;
};

describe('the ladder of a JSC limit', () => {
  const limit = limitOf('D-JSC-DEATH', { on: '2026-02-01' }, calendar);
  const sent = sweeps('jsc', limit, everyDay('2026-02-01', '2028-04-10'));

  it.each([
    ['-12m', '2027-02-01', '2027-02-01'],
    ['-6m', '2027-08-01', '2027-08-02'],
    ['-3m', '2027-11-01', '2027-11-01'],
    ['-1m', '2028-01-01', '2027-12-28'],
    ['-14d', '2028-01-18', '2028-01-18'],
    ['-7d', '2028-01-25', '2028-01-25'],
    ['-1d', '2028-01-31', '2028-01-31'],
  ])('sends %s as in the worked example: %s, in offices %s', (lead, on, internalOn) =>
    expect(sent.find((s) => s.lead === lead)).toMatchObject({ calendarDay: on, internalOn }),
  );

  it('climbs every rung once, in order, and then says monthly that the limit has passed', () => {
    expect(sent.map((s) => s.lead)).toEqual([...ladders.jsc.before, 'passed', 'passed+1m', 'passed+2m']);
    expect(sent.at(-3)).toMatchObject({ on: '2028-02-02', lead: 'passed' });
  });

  it('collapses what was missed into the single most urgent reminder', () => {
    expect(sweeps('jsc', limit, [plainDate('2027-07-01'), plainDate('2028-01-20')]).map((s) => s.lead)).toEqual(['-9m', '-14d']);
    expect(sweeps('jsc', limit, everyDay('2028-01-20', '2028-01-25')).map((s) => s.lead)).toEqual(['-14d', '-7d']);
  });

  it('says first that the limit has passed, however late, and then goes on monthly', () => {
    expect(sweeps('jsc', limit, everyDay('2028-07-10', '2028-09-05')).map((s) => [s.on, s.lead])).toEqual([
      ['2028-07-10', 'passed'],
      ['2028-08-02', 'passed+6m'],
      ['2028-09-02', 'passed+7m'],
    ]);
  });

  it('finds the rung of a reminder again when it is sent', () => {
    for (const { lead, calendarDay, internalOn } of sent)
      expect(rungOf('jsc', limit, lead, calendar)).toMatchObject({ on: calendarDay, internalOn });
    expect(rungOf('jsc', limit, '-99d', calendar)).toBeNull();
  });

  it('sends nothing again when the clock is set back', () => {
    expect(reminderDue('jsc', limit, '-3m', plainDate('2027-02-01'), calendar)).toMatchObject({ due: null, next: { lead: '-2m' } });
  });

  it("goes to the founder's head from three months before, and leaves the family in peace after the first notice that it has passed", () => {
    const to = (lead: string) => recipientsOfLead('jsc', ['family', 'school', 'founder'], lead);
    expect(to('-6m')).toEqual(['family', 'school', 'founder']);
    expect(to('-3m')).toEqual(['family', 'school', 'founder', 'founderHead']);
    expect(to('passed')).toEqual(['family', 'school', 'founder', 'founderHead']);
    expect(to('passed+1m')).toEqual(['school', 'founder', 'founderHead']);
  });
});

describe('the ladder of a target', () => {
  it('warns before the holidays where the target falls into them', () => {
    const inGoldenWeek = limitOf('D-FAM-7', { on: '2026-04-28' }, calendar);
    expect(sweeps('target', inGoldenWeek, everyDay('2026-04-28', '2026-05-14')).map((s) => [s.on, s.lead])).toEqual([
      ['2026-05-01', '0d'],
      ['2026-05-06', 'passed'],
      ['2026-05-13', 'passed+7d'],
    ]);
  });

  it('speaks the day before and on the day', () =>
    expect(sweeps('target', ends('2026-02-12'), everyDay('2026-02-05', '2026-02-12')).map((s) => [s.on, s.lead])).toEqual([
      ['2026-02-10', '-1d'],
      ['2026-02-12', '0d'],
    ]));
});

describe('whatever the days the worker runs', () => {
  const names = Object.keys(ladders) as LadderName[];
  const someEnds = fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 9 })).map(([n, slack]) => {
    const strict = addDays(plainDate('2024-06-01'), n);
    const safe = addDays(strict, -slack);
    return { strict, safe };
  });
  const gaps = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 40 });
  const from = (to: Ends, steps: readonly number[]) => {
    let day = addMonths(to.safe, -20);
    return steps.map((step) => (day = addDays(day, step)));
  };

  it('no lead is sent twice, and leads only ever climb', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), someEnds, gaps, (name, to, steps) => {
        const leads = sweeps(name, to, from(to, steps)).map((s) => indexOf(name, s.lead));
        expect(leads).toEqual([...new Set(leads)].sort((a, b) => a - b));
      }),
    );
  });

  it('the end of the ladder is always reached', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names.filter((n) => n !== 'none')), someEnds, gaps, (name, to, steps) => {
        const days = from(to, steps);
        const late = addDays(to.strict > (days.at(-1) ?? to.strict) ? to.strict : (days.at(-1) as PlainDate), 1);
        const leads = sweeps(name, to, [...days, late]).map((s) => s.lead);
        expect(leads).toContain(ladders[name].after ? 'passed' : ladders[name].before.at(-1));
      }),
    );
  });

  it('what is next is always later than today, and comes when swept on that very day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), someEnds, gaps, (name, to, steps) => {
        let last: string | null = null;
        for (const today of from(to, steps)) {
          const { due, next } = reminderDue(name, to, last, today, calendar);
          last = due?.reached ?? last;
          if (!next) continue;
          expect(next.madeOn > today).toBe(true);
          expect(reminderDue(name, to, last, next.madeOn, calendar).due?.lead).toBeDefined();
          expect(reminderDue(name, to, last, addDays(next.madeOn, -1), calendar).due).toBeNull();
        }
      }),
    );
  });

  it('offices hear on open days, before the end until the end, and after it only after it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), someEnds, gaps, (name, to, steps) => {
        for (const { lead, internalOn } of sweeps(name, to, from(to, steps))) {
          expect(isClosed(calendar, internalOn)).toBe(false);
          expect(internalOn > to.strict).toBe(lead.startsWith('passed'));
        }
      }),
    );
  });
});
