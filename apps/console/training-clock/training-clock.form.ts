import { addDays, addMonths } from '#lib/calendar';
import { Moment, fieldsOf, fillForm, readForm } from '#lib/forms';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { consoleWords, fieldErrors, say } from '#lib/texts';

class SetClock {
  @Moment() to!: Date;
}

export const leaps = ['day', 'week', 'month'] as const;
type Leap = (typeof leaps)[number];
const isLeap = (text: unknown): text is Leap => leaps.some((leap) => leap === text);

const days: Readonly<Record<Leap, (today: PlainDate) => PlainDate>> = {
  day: (today) => addDays(today, 1),
  week: (today) => addDays(today, 7),
  month: (today) => addMonths(today, 1),
};

/** The same hour of a later day in Tokyo. */
export function after(leap: Leap, now: Date): Date {
  const today = tokyoDate(now);
  const midnight = new Date(`${today}T00:00:00+09:00`).getTime();
  return new Date(new Date(`${days[leap](today)}T00:00:00+09:00`).getTime() + (now.getTime() - midnight));
}

interface Setting {
  readonly to?: Date;
  readonly typed: string;
  readonly wrong?: string;
}

/** Where the clock is to be set: by a button that leaps, or to the day and hour typed. */
export function readSetting(body: unknown, now: Date): Setting {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  if (isLeap(given['ahead'])) return { to: after(given['ahead'], now), typed: '' };
  const { value, errors } = readForm(SetClock, body);
  const [field] = fieldsOf(SetClock);
  const shown = fillForm(SetClock, given as object)[field!.name];
  const typed = typeof shown === 'string' ? shown : '';
  if (value) return { to: value.to, typed };
  const code = errors[0]?.code === 'required' ? 'required' : 'not-a-moment';
  return { typed, wrong: say(fieldErrors[code], { label: consoleWords.clock.to }) };
}
