import type { Calendar } from '#lib/calendar';
import type { Tx } from '#lib/database';
import { type PlainDate, isOfCommittee } from '#lib/kernel';
import { deadlines as texts } from '#lib/texts';
import { calendarIn } from './calendar.queries.js';
import type { HolidaysKnown } from './domain/open-day.js';
import { type Limit, type Start, limitOf } from './domain/limit.js';
import type { Kind } from './domain/rule.js';
import { type RuleId, isOfJsc, rules } from './domain/rules.js';
import { isSettled } from './domain/ladder.js';
import { startFrom } from './deadlines.service.js';
import { type WorkingText, workingTexts } from './working-text.js';

export type DeadlineState = 'open' | 'late' | 'met' | 'cancelled' | 'declined';

/** A deadline of a case as pages and the API show it. */
export interface DeadlineView {
  readonly id: string;
  readonly rule: RuleId;
  readonly name: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly countedFrom: string;
  readonly firstCountedOn: PlainDate | null;
  readonly strict: PlainDate;
  readonly safe: PlainDate;
  readonly ext142: PlainDate;
  /** Whether safe and ext142 say something of their own (the limits of JSC). */
  readonly threeDates: boolean;
  readonly state: DeadlineState;
  readonly metOn: PlainDate | null;
  readonly metLate: boolean;
  readonly holidays: HolidaysKnown;
  /** The holidays or the rule have changed since the dates were set: the working leads to other dates than those shown. */
  readonly outdated: boolean;
  readonly working: readonly WorkingText[];
}

interface Row {
  readonly id: string;
  readonly rule: RuleId;
  readonly subject: string;
  readonly countedFrom: string;
  readonly firstCountedOn: PlainDate | null;
  readonly strict: PlainDate;
  readonly safe: PlainDate;
  readonly ext142: PlainDate;
  readonly closedAs: 'met' | 'cancelled' | 'declined' | null;
  readonly metOn: PlainDate | null;
}

/**
 * The deadlines of a case: open ones first, nearest first; for the committee without those of JSC (domain.md §2, access matrix). The case
 * itself must have been found within the actor's scope before.
 */
export async function deadlinesOf(tx: Tx, caseId: string): Promise<readonly DeadlineView[]> {
  const [rows, calendar] = await Promise.all([
    tx.query<Row>(
      `select id, rule, subject, counted_from as "countedFrom", first_counted_on as "firstCountedOn", strict_on as strict, safe_on as safe,
         ext142_on as ext142, closed_as as "closedAs", met_on as "metOn"
       from deadline where case_id = $1 order by closed_at is not null, safe_on, rule, subject`,
      [caseId],
    ),
    calendarIn(tx),
  ]);
  const seen = isOfCommittee(tx.actor.role) ? rows.filter(({ rule }) => !isOfJsc(rule)) : rows;
  return seen.map((row) => view(row, tx.today, calendar));
}

export type LimitView = Omit<Limit, 'working' | 'calendarVersion' | 'countedFrom'> & { readonly working: readonly WorkingText[] };

/** A limit worked out for anyone who asks, without a case. Refuses as `limitOf`. */
export async function previewLimit(tx: Tx, rule: string, start: Start): Promise<LimitView> {
  const { working, calendarVersion: _version, countedFrom: _start, ...dates } = limitOf(rule, start, await calendarIn(tx));
  return { ...dates, working: workingTexts(working) };
}

function view(row: Row, today: PlainDate, calendar: Calendar): DeadlineView {
  const { closedAs, ...dates } = row;
  const limit = limitOf(row.rule, startFrom(row.countedFrom), calendar);
  const rule = rules.find(({ id }) => id === row.rule)!;
  return {
    ...dates,
    name: texts.rules[row.rule],
    kind: rule.kind,
    threeDates: rule.threeDates,
    state: closedAs ?? (row.strict < today && isSettled(rule.ladder) ? 'late' : 'open'),
    metLate: row.metOn !== null && row.metOn > row.strict,
    holidays: limit.holidays,
    outdated: limit.strict !== row.strict || limit.safe !== row.safe || limit.ext142 !== row.ext142,
    working: workingTexts(limit.working),
  };
}
