import { type PlainDate, Refused, isPlainDate } from '#lib/kernel';
import {
  type Calendar,
  type PlainMonth,
  addDays,
  addMonths,
  correspondingDay,
  dayIn,
  expiryOfMonths,
  firstCounted,
  isPlainMonth,
  lookAt,
  monthOf,
  nextMonth,
} from '#lib/calendar';
import { type HolidaysKnown, openDayFrom } from './open-day.js';
import type { Rule } from './rule.js';
import { type RuleId, isRuleId, ruleInForce, rules } from './rules.js';
import type { WorkingLine } from './working.js';

/** What the counting starts from: a day, or for benefits counted by month a month. */
export interface Start {
  readonly on?: unknown;
  readonly month?: unknown;
}

/** Days that lengthen a period, both in days: a prolongation that was told, and days that are not counted (correction of a request). */
export interface Longer {
  readonly extendedDays?: number;
  readonly daysNotCounted?: number;
}

export interface Limit {
  readonly rule: RuleId;
  readonly countedFrom: PlainDate | PlainMonth;
  /** First counted day (起算日); null where nothing is counted. */
  readonly firstCountedOn: PlainDate | null;
  /** The result of the calendar; only this decides whether the limit has passed. */
  readonly strict: PlainDate;
  /** The last open day on or before `strict`; reminders are set from here. */
  readonly safe: PlainDate;
  /** The first open day on or after `strict`: information only, not confirmed (Civil Code 142). */
  readonly ext142: PlainDate;
  /** How surely the closed days are known that `safe` and `ext142` passed over. */
  readonly holidays: HolidaysKnown;
  readonly working: readonly WorkingLine[];
  readonly calendarVersion: string;
}

/**
 * Decides the dates of a rule, with the working written out.
 * @param start `on` or `month`, whichever the rule takes (Asia/Tokyo). For D-JSC-DIS a day is accepted and its month used.
 * Refuses `unknown-rule`, `limit-needs-day`, `limit-needs-month`, `limit-day-and-month`, `limit-day-out-of-range`, `limit-not-extendable`.
 * Sources: Civil Code 140–143; JSC Act 32 and JSC's explanation of its procedure; the rule's own basis.
 */
export function limitOf(id: string, start: Start, calendar: Calendar, longer: Longer = {}): Limit {
  if (!isRuleId(id)) throw new Refused('unknown-rule');
  const from = readStart(id, start);
  const rule = ruleInForce(id, from.day);
  const counted = count(rule, from.day, from.month, longer);
  const working: WorkingLine[] = [...counted.working];
  if (isPlainDate(start.on) && from.month)
    working.unshift({ code: 'month-used', source: 'jsc-procedure', facts: { on: start.on, month: from.month } });
  const { strict } = counted;
  const [before, after] = [openDayFrom(calendar, strict, -1), openDayFrom(calendar, strict, 1)];
  if (rule.threeDates) working.push(...before.working, ...after.working);
  else if (lookAt(calendar, strict).closed) working.push({ code: 'never-slides', source: 'design', facts: { strict } });
  if (rule.uncertain) working.push({ code: 'not-confirmed', source: 'not-confirmed', facts: { uncertain: rule.uncertain } });
  return {
    rule: id,
    countedFrom: from.month ?? from.day,
    firstCountedOn: counted.first,
    strict,
    safe: rule.threeDates ? before.day : strict,
    ext142: rule.threeDates ? after.day : strict,
    holidays: rule.threeDates ? worst(before.known, after.known) : 'gazetted',
    working,
    calendarVersion: calendar.version,
  };
}

interface Counted {
  readonly first: PlainDate | null;
  readonly strict: PlainDate;
  readonly working: readonly WorkingLine[];
}

function count(rule: Rule, on: PlainDate, month: PlainMonth | null, longer: Longer): Counted {
  const more = checked(rule, longer);
  switch (rule.count.how) {
    case 'days': {
      const { days } = rule.count;
      const first = days === 0 ? on : firstCounted(on);
      const strict = addDays(on, days + more);
      const working: WorkingLine[] =
        days === 0
          ? [{ code: 'same-day', source: main(rule), facts: { strict: on } }]
          : [
              { code: 'first-next-day', source: 'civil-code-140', facts: { on, first } },
              { code: 'days-later', source: main(rule), facts: { on, days, strict: addDays(on, days) } },
            ];
      if (more > 0) working.push({ code: 'days-longer', source: 'appi-83', facts: { days: more, strict } });
      return { first, strict, working };
    }
    case 'sameDayNextMonth': {
      const strict = addMonths(on, 1);
      return { first: firstCounted(on), strict, working: [{ code: 'same-day-next-month', source: main(rule), facts: { on, strict } }] };
    }
    case 'asEntered':
      return { first: null, strict: on, working: [{ code: 'as-entered', source: main(rule), facts: { strict: on } }] };
    case 'tenthOfNextMonth': {
      const strict = dayIn(nextMonth(month ?? monthOf(on)), 10);
      return {
        first: null,
        strict,
        working: [{ code: 'tenth-of-next-month', source: main(rule), facts: { month: month ?? monthOf(on), strict } }],
      };
    }
    case 'period':
      return period(rule, rule.count, on, month);
  }
}

function period(
  rule: Rule,
  { length, unit, from }: Extract<Rule['count'], { how: 'period' }>,
  on: PlainDate,
  month: PlainMonth | null,
): Counted {
  const working: WorkingLine[] = [];
  let first: PlainDate;
  if (from === 'eleventhOfNextMonth') {
    const used = month ?? monthOf(on);
    first = dayIn(nextMonth(used), 11);
    working.push({ code: 'first-eleventh', source: 'jsc-procedure', facts: { month: used, tenth: addDays(first, -1), first } });
  } else if (from === 'nextDay') {
    first = firstCounted(on);
    working.push({ code: 'first-next-day', source: 'civil-code-140', facts: { on, first } });
  } else {
    first = on;
    working.push({ code: 'first-same-day', source: main(rule), facts: { first } });
  }
  working.push({ code: unit === 'years' ? 'years-long' : 'months-long', source: main(rule), facts: { length, first } });
  const inMonths = unit === 'years' ? length * 12 : length;
  const [strict, corresponding] = [expiryOfMonths(first, inMonths), correspondingDay(first, inMonths)];
  if (!corresponding)
    working.push({ code: 'no-corresponding-day', source: 'civil-code-143-2-proviso', facts: { first, month: monthOf(strict), strict } });
  else if (first.endsWith(unit === 'years' ? '-01-01' : '-01'))
    working.push({ code: 'from-the-beginning', source: 'civil-code-143', facts: { first, strict } });
  else
    working.push(
      { code: 'corresponding-day', source: 'civil-code-143-2', facts: { corresponding } },
      { code: 'day-before', source: 'civil-code-143-2', facts: { corresponding, strict } },
    );
  working.push({ code: 'ends-with-the-day', source: 'civil-code-141', facts: { strict } });
  return { first, strict, working };
}

/** Beyond these years the calendar of the law is not ours to guess; also keeps the arithmetic inside the range of a PlainDate. */
const [earliest, latest] = ['1950-01-01', '2199-12-31'];

function readStart(id: RuleId, start: Start): { day: PlainDate; month: PlainMonth | null } {
  // All wordings of a rule take the same kind of start: it is read before we know which wording applies.
  const takes = rules.find((rule) => rule.id === id)?.takes ?? 'day';
  const [hasDay, hasMonth] = [given(start.on), given(start.month)];
  if (hasDay && hasMonth) throw new Refused('limit-day-and-month', { rule: id });
  const refused = (code: string): Refused => new Refused(code, { rule: id });
  let day: PlainDate;
  if (takes === 'day' || (takes === 'dayOrMonth' && !hasMonth)) {
    if (!isPlainDate(start.on)) throw refused('limit-needs-day');
    day = start.on;
  } else {
    if (!isPlainMonth(start.month)) throw refused('limit-needs-month');
    day = dayIn(start.month, 1);
  }
  if (day < earliest || day > latest) throw refused('limit-day-out-of-range');
  return { day, month: takes === 'day' ? null : monthOf(day) };
}

const given = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const main = (rule: Rule): string => rule.basis[0]?.source ?? 'design';
const worst = (a: HolidaysKnown, b: HolidaysKnown): HolidaysKnown =>
  a === 'unknown' || b === 'unknown' ? 'unknown' : a === 'computed' ? a : b;

function checked(rule: Rule, { extendedDays = 0, daysNotCounted = 0 }: Longer): number {
  const more = extendedDays + daysNotCounted;
  if (more === 0) return 0;
  const fits =
    rule.id === 'D-DISC-30' &&
    Number.isInteger(extendedDays) &&
    extendedDays >= 0 &&
    extendedDays <= 30 &&
    Number.isInteger(daysNotCounted) &&
    daysNotCounted >= 0 &&
    daysNotCounted <= 3650;
  if (!fits) throw new Refused('limit-not-extendable', { rule: rule.id });
  return more;
}
