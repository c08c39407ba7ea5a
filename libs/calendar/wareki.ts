import { type PlainDate } from '#lib/kernel';
import { type PlainMonth, dayIn } from './plain-month.js';

const inEra = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'long', timeZone: 'UTC', ...options });
const ofDay = inEra({ day: 'numeric' });
const ofMonth = inEra({});
const utc = (day: PlainDate): Date => new Date(`${day}T00:00:00Z`);

/** 2026-02-01 → 令和8年2月1日; the first year of an era is 元年. */
export const wareki = (day: PlainDate): string => ofDay.format(utc(day));

/** 2026-02-01 → 令和8年2月1日（2026-02-01） */
export const bothCalendars = (day: PlainDate): string => `${wareki(day)}（${day}）`;

/** 2026-02 → 令和8年2月（2026-02）. The era is that of the first day of the month. */
export const monthInBothCalendars = (month: PlainMonth): string => `${ofMonth.format(utc(dayIn(month, 1)))}（${month}）`;
