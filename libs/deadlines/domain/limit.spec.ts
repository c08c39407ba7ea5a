import { holidays } from '@holiday-jp/holiday_jp';
import { Refused, plainDate } from '#lib/kernel';
import { addYears, calendarOf, weekday } from '#lib/calendar';
import { deadlines as texts } from '#lib/texts';
import { workingTexts } from '../working-text.js';
import { limitOf } from './limit.js';
import type { Rule } from './rule.js';
import { ruleIds, ruleInForce, rules } from './rules.js';

const calendar = calendarOf(
  'holiday_jp',
  Object.entries(holidays).map(([on, { name }]) => ({ on: plainDate(on), name, source: on < '2028' ? 'gazetted' : 'computed' })),
);
const noTable = calendarOf('none', []);
const dates = (rule: string, start: object) => {
  const { firstCountedOn, strict, safe, ext142 } = limitOf(rule, start, calendar);
  return [firstCountedOn, strict, safe, ext142];
};
const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (e) {
    if (e instanceof Refused) return e.code;
    throw e;
  }
  return 'nothing was refused';
};
const sentences = (rule: string, start: object) =>
  workingTexts(limitOf(rule, start, calendar).working)
    .map((line) => line.text)
    .join('\n');
const sun = 0,
  mon = 1,
  tue = 2,
  wed = 3,
  thu = 4,
  fri = 5,
  sat = 6;

describe('the limit of the death benefit (domain reference 4.3)', () => {
  it.each([
    ['2020-04-15', '2020-04-16', '2022-04-15', fri, 'same', 'same'],
    ['2024-04-10', '2024-04-11', '2026-04-10', fri, 'same', 'same'],
    ['2024-02-28', '2024-02-29', '2026-02-28', sat, '2026-02-27', '2026-03-02'],
    ['2024-02-29', '2024-03-01', '2026-02-28', sat, '2026-02-27', '2026-03-02'],
    ['2022-02-28', '2022-03-01', '2024-02-29', thu, 'same', 'same'],
    ['2026-02-28', '2026-03-01', '2028-02-29', tue, 'same', 'same'],
    ['2026-02-01', '2026-02-02', '2028-02-01', tue, 'same', 'same'],
    ['2024-03-01', '2024-03-02', '2026-03-01', sun, '2026-02-27', '2026-03-02'],
    ['2024-05-03', '2024-05-04', '2026-05-03', sun, '2026-05-01', '2026-05-07'],
    ['2025-09-19', '2025-09-20', '2027-09-19', sun, '2027-09-17', '2027-09-21'],
    ['2024-01-01', '2024-01-02', '2026-01-01', thu, '2025-12-26', '2026-01-05'],
    ['2023-12-31', '2024-01-01', '2025-12-31', wed, '2025-12-26', '2026-01-05'],
    ['2024-11-23', '2024-11-24', '2026-11-23', mon, '2026-11-20', '2026-11-24'],
    ['2026-03-31', '2026-04-01', '2028-03-31', fri, 'same', 'same'],
  ])('for a death on %s is counted from %s and ends on %s', (on, first, strict, day, safe, ext142) => {
    const same = (d: string) => (d === 'same' ? strict : d);
    expect(dates('D-JSC-DEATH', { on })).toEqual([first, strict, same(safe), same(ext142)]);
    expect(weekday(plainDate(strict))).toBe(day);
  });

  it('is not the same day two years later at the end of February', () => {
    expect(addYears(plainDate('2022-02-28'), 2)).toBe('2024-02-28');
    expect(limitOf('D-JSC-DEATH', { on: '2022-02-28' }, calendar).strict).toBe('2024-02-29');
  });
});

describe('the limit of medical expenses, per month of care (4.4)', () => {
  it.each([
    ['2020-04', '2020-05-11', '2022-05-10', tue, 'same', 'same'],
    ['2020-05', '2020-06-11', '2022-06-10', fri, 'same', 'same'],
    ['2023-12', '2024-01-11', '2026-01-10', sat, '2026-01-09', '2026-01-13'],
    ['2024-01', '2024-02-11', '2026-02-10', tue, 'same', 'same'],
    ['2024-04', '2024-05-11', '2026-05-10', sun, '2026-05-08', '2026-05-11'],
    ['2024-12', '2025-01-11', '2027-01-10', sun, '2027-01-08', '2027-01-12'],
    ['2025-03', '2025-04-11', '2027-04-10', sat, '2027-04-09', '2027-04-12'],
    ['2026-02', '2026-03-11', '2028-03-10', fri, 'same', 'same'],
  ])('for %s is counted from %s and ends on %s', (month, first, strict, day, safe, ext142) => {
    const same = (d: string) => (d === 'same' ? strict : d);
    expect(dates('D-JSC-MED', { month })).toEqual([first, strict, same(safe), same(ext142)]);
    expect(weekday(plainDate(strict))).toBe(day);
  });
});

describe('the limit of the disability benefit (4.5)', () => {
  it.each([
    ['2020-04-15', '2020-04', '2022-05-10', tue, 'same'],
    ['2024-04-30', '2024-04', '2026-05-10', sun, '2026-05-08'],
    ['2024-12-31', '2024-12', '2027-01-10', sun, '2027-01-08'],
    ['2024-02-29', '2024-02', '2026-03-10', tue, 'same'],
    ['2025-03-01', '2025-03', '2027-04-10', sat, '2027-04-09'],
    ['2023-12-10', '2023-12', '2026-01-10', sat, '2026-01-09'],
  ])('for a cure on %s uses %s and ends on %s', (on, month, strict, day, safe) => {
    const limit = limitOf('D-JSC-DIS', { on }, calendar);
    expect([limit.countedFrom, limit.strict, limit.safe]).toEqual([month, strict, safe === 'same' ? strict : safe]);
    expect(weekday(limit.strict)).toBe(day);
    const { working: _day, ...byDay } = limit;
    const { working: _month, ...byMonth } = limitOf('D-JSC-DIS', { month }, calendar);
    expect(byMonth).toEqual(byDay);
  });

  it('is not shown while the day of cure is unknown', () => {
    expect(refusalOf(() => limitOf('D-JSC-DIS', {}, calendar))).toBe('limit-needs-day');
    expect(texts.askForCure).toContain('主治医');
  });
});

describe('targets of the guideline (4.7)', () => {
  it.each([
    ['2026-02-06', '2026-02-09', '2026-02-13'],
    ['2026-04-28', '2026-05-01', '2026-05-05'],
    ['2026-08-31', '2026-09-03', '2026-09-07'],
    ['2026-12-27', '2026-12-30', '2027-01-03'],
  ])('never slide: awareness on %s', (on, staff, family) => {
    expect(dates('D-STAFF-3', { on }).slice(1)).toEqual([staff, staff, staff]);
    expect(dates('D-FAM-7', { on }).slice(1)).toEqual([family, family, family]);
    expect(dates('D-BASIC-START', { on })).toEqual([on, on, on, on]);
  });

  it('warn where the target is a closed day', () => {
    expect(sentences('D-FAM-7', { on: '2026-04-28' })).toContain(texts.working['never-slides'].slice(9, 20));
    expect(limitOf('D-FAM-7', { on: '2026-02-06' }, calendar).working.map((w) => w.code)).not.toContain('never-slides');
  });
});

describe('the other rules', () => {
  it('count a request for disclosure, its prolongation and its corrections', () => {
    const of = (longer: object) => limitOf('D-DISC-30', { on: '2026-04-01' }, calendar, longer);
    expect(of({}).strict).toBe('2026-05-01');
    expect([of({ extendedDays: 30 }).strict, of({ extendedDays: 30 }).safe]).toEqual(['2026-05-31', '2026-05-31']);
    expect(of({ extendedDays: 30, daysNotCounted: 5 }).strict).toBe('2026-06-05');
    for (const longer of [{ extendedDays: 31 }, { extendedDays: -1 }, { extendedDays: 0.5 }, { daysNotCounted: -3 }])
      expect(refusalOf(() => of(longer))).toBe('limit-not-extendable');
    expect(refusalOf(() => limitOf('D-JSC-DEATH', { on: '2026-04-01' }, calendar, { extendedDays: 1 }))).toBe('limit-not-extendable');
  });

  it.each([
    ['D-PROGRESS', { on: '2026-01-31' }, '2026-02-28'],
    ['D-PROGRESS', { on: '2026-04-15' }, '2026-05-15'],
    ['D-REVIEW', { on: '2026-01-31' }, '2026-04-30'],
    ['D-REVIEW', { on: '2025-11-29' }, '2026-02-28'],
    ['D-JSC-MED10', { on: '2020-04-15' }, '2030-04-14'],
    ['D-JSC-MED10', { on: '2024-02-29' }, '2034-02-28'],
    ['D-JSC-FILE', { month: '2026-12' }, '2027-01-10'],
    ['D-JSC-FORWARD', { on: '2026-02-25' }, '2026-03-04'],
    ['D-JSC-OBJ', { on: '2026-07-05' }, '2026-07-05'],
    ['D-EXTEND', { on: '2026-09-30' }, '2026-09-30'],
    ['D-SERIOUS', { on: '2026-02-06' }, '2026-02-13'],
    ['D-LEAK', { on: '2026-02-06' }, '2026-02-09'],
    ['D-TORT', { on: '2026-02-01' }, '2031-02-01'],
    ['D-RETAIN', { on: '2026-03-31' }, '2056-03-31'],
    ['D-BASIC-REPORT', { on: '2026-02-01' }, '2026-03-03'],
    ['D-DECIDE', { on: '2026-02-01' }, '2026-02-15'],
    ['D-REASON', { on: '2026-02-01' }, '2026-02-08'],
    ['D-SETUP', { on: '2026-02-01' }, '2026-04-02'],
  ])('%s %j ends on %s and never slides', (rule, start, end) => {
    const { strict, safe, ext142 } = limitOf(rule, start, calendar);
    expect([strict, safe, ext142]).toEqual([end, end, end]);
  });
});

describe('the working', () => {
  it('is written out step by step, with a source on every line', () => {
    const lines = workingTexts(limitOf('D-JSC-DEATH', { on: '2024-05-03' }, calendar).working);
    expect(lines.map((line) => line.text)).toEqual([
      '令和6年5月3日（2024-05-03）の当日は数えず、翌日の令和6年5月4日（2024-05-04）から数え始めます。',
      '期間は令和6年5月4日（2024-05-04）から2年です。',
      '数え始めた日に当たる日は令和8年5月4日（2026-05-04）です。',
      'その前日の令和8年5月3日（2026-05-03）が期限の日です。',
      '期限は令和8年5月3日（2026-05-03）の終わり（24時）です。',
      '令和8年5月3日（2026-05-03）は日曜日のため、窓口は閉じています。',
      '令和8年5月2日（2026-05-02）は土曜日のため、窓口は閉じています。',
      '窓口に出せる最後の日は令和8年5月1日（2026-05-01）です。お知らせはこの日を基準にします。',
      '令和8年5月3日（2026-05-03）は日曜日のため、窓口は閉じています。',
      '令和8年5月4日（2026-05-04）は国民の祝日・休日（みどりの日）のため、窓口は閉じています。',
      '令和8年5月5日（2026-05-05）は国民の祝日・休日（こどもの日）のため、窓口は閉じています。',
      '令和8年5月6日（2026-05-06）は国民の祝日・休日（こどもの日 振替休日）のため、窓口は閉じています。',
      '期限の後、最初に窓口が開く日は令和8年5月7日（2026-05-07）です。この日まで延びるかどうかは確認できていないため、参考として示します。',
      texts.uncertain['jsc-closed-days'],
    ]);
    expect(lines[0]?.source).toContain('民法140条');
    expect(lines[1]?.source).toContain('日本スポーツ振興センター法32条');
  });

  it('names the proviso where the corresponding day is missing, and the beginning of a year where the period begins there', () => {
    expect(sentences('D-JSC-DEATH', { on: '2024-02-28' })).toContain('数え始めた日に当たる日がありません');
    expect(sentences('D-JSC-DEATH', { on: '2023-12-31' })).toContain('期間の初め（令和6年1月1日（2024-01-01））');
  });

  it('has a sentence without gaps and a printed source for every line of every rule', () => {
    for (const { id, takes } of rules) {
      for (const table of [calendar, noTable]) {
        const { working } = limitOf(id, takes === 'month' ? { month: '2024-02' } : { on: '2024-02-28' }, table);
        expect(working.length).toBeGreaterThan(0);
        for (const line of workingTexts(working)) {
          expect(line.text).not.toMatch(/\{|\}|undefined|^$/);
          expect(Object.values(texts.sources)).toContain(line.source);
        }
      }
    }
  });

  it('says when the holidays of a year are not gazetted yet, and still gives the dates', () => {
    const later = limitOf('D-JSC-DEATH', { on: '2026-02-01' }, calendar);
    expect(later.holidays).toBe('computed');
    expect(sentences('D-JSC-DEATH', { on: '2026-02-01' })).toContain('2028年の休日はまだ官報で公示されていません');
    expect(limitOf('D-JSC-DEATH', { on: '2024-04-10' }, calendar).holidays).toBe('gazetted');
  });

  it('never takes a missing holiday table for working days in silence', () => {
    const limit = limitOf('D-JSC-DEATH', { on: '2024-05-03' }, noTable);
    expect([limit.strict, limit.safe, limit.holidays]).toEqual(['2026-05-03', '2026-05-01', 'unknown']);
    expect(limit.working).toContainEqual({ code: 'holidays-unknown', source: 'holidays-act', facts: { year: 2026 } });
  });
});

describe('wrong input', () => {
  it.each([
    ['D-NONE', { on: '2026-02-01' }, 'unknown-rule'],
    ['', { on: '2026-02-01' }, 'unknown-rule'],
    ['D-JSC-DEATH', {}, 'limit-needs-day'],
    ['D-JSC-DEATH', { on: '2026-02-30' }, 'limit-needs-day'],
    ['D-JSC-DEATH', { on: 20260201 }, 'limit-needs-day'],
    ['D-JSC-DEATH', { month: '2026-02' }, 'limit-needs-day'],
    ['D-JSC-MED', { on: '2026-02-01' }, 'limit-needs-month'],
    ['D-JSC-MED', { month: '2026-13' }, 'limit-needs-month'],
    ['D-JSC-DIS', { month: '2026-2' }, 'limit-needs-month'],
    ['D-JSC-DIS', { on: '2026-02-01', month: '2026-02' }, 'limit-day-and-month'],
    ['D-JSC-DEATH', { on: '1949-12-31' }, 'limit-day-out-of-range'],
    ['D-JSC-DEATH', { on: '2200-01-01' }, 'limit-day-out-of-range'],
  ])('%s with %j is refused as %s', (rule, start, code) => expect(refusalOf(() => limitOf(rule, start, calendar))).toBe(code));
});

describe('the table of rules', () => {
  it('has the 22 rules of the domain reference and one of our own, each with a name, a basis and printed sources', () => {
    expect(ruleIds).toHaveLength(23);
    for (const rule of rules as readonly Rule[]) {
      expect(Object.keys(texts.rules)).toContain(rule.id);
      expect(rule.basis.length).toBeGreaterThan(0);
      for (const { source } of rule.basis) expect(Object.keys(texts.sources)).toContain(source);
      if (rule.uncertain) expect(Object.keys(texts.uncertain)).toContain(rule.uncertain);
      expect(Object.keys(texts.countsFrom)).toContain(rule.countsFrom);
    }
    expect(Object.keys(texts.rules)).toEqual([...ruleIds]);
  });

  it('takes the wording that was in force', () => {
    const death = ruleInForce('D-JSC-DEATH', plainDate('2026-02-01'));
    const amended: Rule[] = [
      { ...death, validTo: plainDate('2027-03-31') },
      {
        ...death,
        validFrom: plainDate('2027-04-01'),
        validTo: plainDate('2030-03-31'),
        count: { how: 'period', length: 5, unit: 'years', from: 'nextDay' },
      },
    ];
    expect(ruleInForce('D-JSC-DEATH', plainDate('2027-03-31'), amended)).toBe(amended[0]);
    expect(ruleInForce('D-JSC-DEATH', plainDate('2027-04-01'), amended)).toBe(amended[1]);
    expect(refusalOf(() => ruleInForce('D-JSC-DEATH', plainDate('2031-01-01'), amended))).toBe('rule-not-in-force');
  });

  it('never tells anyone that something is impossible', () =>
    expect(JSON.stringify(texts)).not.toMatch(/できなくなり|請求できません|不可能|時効により消滅/));
});
