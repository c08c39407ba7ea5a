import { isState, sorts, type ListFilter } from '#lib/cases';
import { Refused } from '#lib/kernel';

export type ListQuery = Readonly<Record<string, unknown>>;

const known: Readonly<Record<string, (text: string) => boolean>> = {
  state: isState,
  late: (text) => text === 'true' || text === 'false',
  caseNo: (text) => text.length <= 20,
  sort: (text) => (sorts as readonly string[]).includes(text),
  after: (text) => text.length <= 100,
  limit: (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200,
};

/** The filter of a list from its query. Refuses `bad-input`, naming what is unknown, repeated or out of bounds. */
export function filterOf(query: ListQuery): ListFilter {
  const errors = Object.entries(query).flatMap(([field, value]) => {
    if (!Object.hasOwn(known, field)) return [{ field: field.slice(0, 60), code: 'unknown-field' }];
    return typeof value === 'string' && known[field]!(value) ? [] : [{ field, code: 'not-a-choice' }];
  });
  if (errors.length > 0) throw new Refused('bad-input', { errors });
  const { late, limit, ...rest } = query as Record<string, string>;
  return { ...rest, late: late === 'true', limit: limit === undefined ? undefined : Number(limit) };
}
