import { type ListFilter, isState } from '#lib/cases';

export type ListQuery = Readonly<Record<string, unknown>>;
const text = (value: unknown, max: number): string | undefined => (typeof value === 'string' && value.trim() !== '' && value.length <= max ? value.trim() : undefined);

/** The filter of the list from its address. What cannot be read is left out: the page then shows that no such filter is set. */
export function filterFrom({ state, late, caseNo, sort, after }: ListQuery): ListFilter {
  const named = text(state, 40);
  return {
    state: named && isState(named) ? named : undefined,
    late: late === 'yes',
    caseNo: text(caseNo, 20)?.normalize('NFKC'),
    sort: sort === 'reported' ? 'reported' : 'due',
    after: text(after, 100),
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
