import type { Tx } from '#lib/database';
import { type PlainDate, isId, isPlainDate } from '#lib/kernel';
import { gradeOf } from './case.view.js';
import { scopeOf } from './case.scope.js';
import type { Edition } from './domain/edition.js';
import { type State, isState } from './domain/states.js';

export const sorts = ['due', 'reported'] as const;
type Sort = (typeof sorts)[number];
export interface ListFilter {
  readonly state?: string | undefined;
  readonly late?: boolean | undefined;
  readonly caseNo?: string | undefined;
  readonly sort?: string | undefined;
  /** Where the page before ended, as handed out in `next`. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}
export interface ListedCase {
  readonly id: string;
  readonly caseNo: string;
  readonly edition: Edition;
  readonly state: State;
  readonly stateSince: PlainDate;
  readonly nextDueOn: PlainDate | null;
  readonly late: boolean;
  readonly school: string;
  readonly founder: string;
  readonly reportedAt: Date;
}
export interface CaseList {
  readonly items: readonly ListedCase[];
  readonly next: string | null;
}

const columns = `c.id, c.case_no as "caseNo", c.edition, c.state, c.state_since::text as "stateSince",
  c.next_due_on::text as "nextDueOn", c.reported_at as "reportedAt", s.name as school, f.name as founder`;
const source = `survey_case c join organisation s on s.id = c.school_id join organisation f on f.id = c.founder_id`;

/**
 * Cases within the actor's scope, a page at a time; the page costs the same wherever it lies. A list that was shown is a reading:
 * `tx.readList` says so, or `tx.read` for each.
 */
export async function listCases(tx: Tx, filter: ListFilter): Promise<CaseList> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const sort = filter.sort === 'reported' ? 'reported' : 'due';
  const rows = await (sort === 'due' ? byDue(tx, filter, limit + 1) : byReported(tx, filter, limit + 1));
  const items = rows.slice(0, limit).map((row) => ({ ...row, late: row.nextDueOn !== null && row.nextDueOn < tx.today }));
  tx.found(items.map(({ id }) => id));
  const last = items.at(-1);
  const next = rows.length > limit && last ? (sort === 'due' ? `${last.nextDueOn ?? 'none'}_${last.id}` : last.id) : null;
  return { items, next };
}

/** The grades of the pupils of listed cases, by the ids of the cases. For lists that show them: each is opened with the key of its case. */
export async function gradesOf(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; grade: string }>('select id, grade from survey_case where id = any($1) and grade is not null', [
    caseIds,
  ]);
  const boxes = await tx.vault.ofCases(rows.map(({ id }) => id));
  return new Map(rows.map(({ id, grade }) => [id, boxes.get(id)!.shown(gradeOf(id), grade)]));
}

type Row = Omit<ListedCase, 'late'>;

/** Earliest deadline first; cases without one come last, as a second query, so that both run along the index. */
async function byDue(tx: Tx, filter: ListFilter, limit: number): Promise<Row[]> {
  const [due, id] = cursor(filter.after);
  const dated =
    due === 'none'
      ? []
      : await select(
          tx,
          filter,
          limit,
          (p) => (due ? `(c.next_due_on, c.id) > (${p(due)}::date, ${p(id)}::uuid)` : 'c.next_due_on is not null'),
          'c.next_due_on, c.id',
        );
  if (dated.length >= limit || filter.late) return dated;
  const rest = await select(
    tx,
    filter,
    limit - dated.length,
    (p) => `c.next_due_on is null${due === 'none' ? ` and c.id > ${p(id)}::uuid` : ''}`,
    'c.id',
  );
  return [...dated, ...rest];
}

/** The place of the last case is looked up and not handed out: when a case was reported is not told to everybody who finds it. */
async function byReported(tx: Tx, filter: ListFilter, limit: number): Promise<Row[]> {
  const last = isCursor('reported', filter.after ?? '') ? filter.after : undefined;
  return select(
    tx,
    filter,
    limit,
    (p) => {
      if (last === undefined) return 'true';
      const id = p(last);
      return `(c.reported_at, c.id) < ((select r.reported_at from survey_case r where r.id = ${id}::uuid), ${id}::uuid)`;
    },
    'c.reported_at desc, c.id desc',
  );
}

function select(
  tx: Tx,
  filter: ListFilter,
  limit: number,
  page: (param: (value: unknown) => string) => string,
  order: string,
): Promise<Row[]> {
  const scope = scopeOf(tx.actor, tx.today);
  const params = [...scope.params];
  const param = (value: unknown) => `$${params.push(value)}`;
  const where = [scope.sql, page(param)];
  if (filter.state && isState(filter.state)) where.push(`c.state = ${param(filter.state)}`);
  if (filter.late) where.push(`c.next_due_on < ${param(tx.today)}`);
  if (filter.caseNo) {
    const caseNo = filter.caseNo.trim().toUpperCase();
    where.push(/^[\dA-Z-]+$/.test(caseNo) ? `c.case_no = ${param(caseNo)}` : 'false');
  }
  return tx.query<Row>(
    `select ${columns} from ${source} where ${where.map((w) => `(${w})`).join(' and ')} order by ${order} limit ${param(limit)}`,
    params,
  );
}

/** A cursor that is none begins at the first page: it says nothing about what exists. */
function cursor(after: string | undefined): [string, string] | [undefined, undefined] {
  const [key, id, ...more] = after?.split('_') ?? [];
  const fits = key === 'none' || isPlainDate(key);
  return key !== undefined && fits && isId(id) && more.length === 0 ? [key, id] : [undefined, undefined];
}

/** Whether the text was handed out as `next` of a list sorted like this. */
export const isCursor = (sort: Sort, text: string): boolean => (sort === 'due' ? cursor(text)[0] !== undefined : isId(text));
