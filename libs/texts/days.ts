import { web } from './ja/web.js';
import { say } from './say.js';

const eras = [
  { from: '2019-05-01', first: 2019, name: web.eras.reiwa },
  { from: '1989-01-08', first: 1989, name: web.eras.heisei },
  { from: '1926-12-25', first: 1926, name: web.eras.showa },
] as const;

const parts = (on: string) => {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  const era = eras.find(({ from }) => on >= from);
  const count = era ? year - era.first + 1 : year;
  return { era: era?.name ?? '', year: era && count === 1 ? web.firstYear : count, month, day };
};

/** A calendar day (YYYY-MM-DD) in the Japanese calendar: 令和8年2月1日. The first year of an era is 元年. */
export const wareki = (on: string): string => say(web.date, parts(on));

/** A month (YYYY-MM) in the Japanese calendar, by its first day. */
export const warekiMonth = (month: string): string => say(web.monthOnly, parts(`${month}-01`));

/** Both calendars, as administration writes them: 令和8年2月1日（2026-02-01）. */
export const bothCalendars = (on: string): string => `${wareki(on)}（${on}）`;
