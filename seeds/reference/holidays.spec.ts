import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holidays } from './data.js';

const calendar = holidays();
const nameOn = new Map(calendar.holidays.map((day) => [day.date, day.name]));
const inYear = (year: number) => calendar.holidays.filter((day) => day.date.startsWith(String(year)));

describe('national holidays', () => {
  it.each([
    ['2026-05-06', 'こどもの日 振替休日'],
    ['2026-09-22', '休日'],
    ['2027-01-11', '成人の日'],
    ['2027-03-22', '春分の日 振替休日'],
    ['2019-05-01', '休日（祝日扱い）'],
    ['2021-07-23', 'スポーツの日'],
    ['2020-08-10', '山の日'],
  ])('know %s as %s', (day, name) => expect(nameOn.get(day)).toBe(name));

  it('do not know the days that were moved away for one year', () => {
    expect(['2019-12-23', '2020-10-12', '2021-08-11', '2026-05-07', '2027-01-12'].filter((day) => nameOn.has(day))).toEqual([]);
  });

  it('cover every year from 2010 to 2050 with at least fifteen days, in order and none twice', () => {
    const years = Array.from({ length: calendar.to - calendar.from + 1 }, (_, at) => calendar.from + at);
    expect([calendar.from, calendar.to]).toEqual([2010, 2050]);
    expect(years.filter((year) => inYear(year).length < 15)).toEqual([]);
    const days = calendar.holidays.map((day) => day.date);
    expect(days).toEqual([...new Set(days)].sort());
  });

  it('put the substitute on the next day that is no holiday, wherever a holiday is a Sunday', () => {
    const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const sundays = calendar.holidays.filter((day) => new Date(day.date).getUTCDay() === 0);
    expect(sundays.length).toBeGreaterThan(50);
    for (const sunday of sundays) {
      let day = next(sunday.date);
      while (nameOn.has(day) && !nameOn.get(day)?.includes('振替休日')) day = next(day);
      expect([sunday.date, nameOn.get(day)]).toEqual([sunday.date, expect.stringContaining('振替休日')]);
    }
  });

  it('are gazetted up to 2027 and computed after, and their version begins with the day they were made', () => {
    expect(calendar.holidays.filter((day) => (day.source === 'gazetted') !== day.date < '2028')).toEqual([]);
    expect(calendar.version.startsWith(calendar.madeOn)).toBe(true);
  });

  it('are what the installed package gives, byte for byte', () => {
    const again = execFileSync(process.execPath, [join(__dirname, 'make-holidays.mjs'), '--print'], { encoding: 'utf8' });
    expect(readFileSync(join(__dirname, 'holidays.json'), 'utf8')).toBe(again);
  });
});
