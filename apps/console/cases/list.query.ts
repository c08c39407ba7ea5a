import { type ListFilter, isState, seesOutlineOnly } from '#lib/cases';
import type { Actor } from '#lib/kernel';

export type ListQuery = Readonly<Record<string, unknown>>;

/** One line a person may have typed; control characters never reach the database. */
const line = (value: unknown, max: number): string | undefined => {
  const text = typeof value === 'string' ? value.normalize('NFKC').replace(/\p{C}/gu, '').trim().slice(0, max) : '';
  return text === '' ? undefined : text;
};

/** A number of a case or its beginning. Whatever else somebody typed, a name perhaps, is not carried on in addresses. */
const code = (value: unknown): string | undefined => {
  const text = line(value, 20);
  return text && /^[\w-]+$/.test(text) ? text : undefined;
};

/**
 * The filter of the list from its address. What cannot be read is left out: the page then shows that no such filter is set.
 * Readers of the outline learn no dates, so their list is not sorted or filtered by them.
 */
export function filterFrom({ state, late, caseNo, sort, after }: ListQuery, actor: Actor): ListFilter {
  const outline = seesOutlineOnly(actor);
  return {
    state: typeof state === 'string' && isState(state) ? state : undefined,
    late: !outline && late === 'yes',
    caseNo: code(caseNo),
    sort: outline || sort === 'reported' ? 'reported' : 'due',
    after: line(after, 100),
  };
}

/** The address of the list with these filters. */
export function addressOf({ state, late, caseNo, sort, after }: ListFilter): string {
  const query = new URLSearchParams();
  if (state) query.set('state', state);
  if (late) query.set('late', 'yes');
  if (caseNo) query.set('caseNo', caseNo);
  if (sort === 'reported') query.set('sort', sort);
  if (after) query.set('after', after);
  return query.size ? `/cases?${query.toString()}` : '/cases';
}
