import { type ListFilter, isCursor, isState, seesOutlineOnly, sorts } from '#lib/cases';
import { unknownField } from '#lib/forms';
import { type Actor, Refused, isOfCommittee } from '#lib/kernel';

export type ListQuery = Readonly<Record<string, unknown>>;

type Known = Readonly<Record<string, (text: string) => boolean>>;
const outline: Known = {
  state: isState,
  caseNo: (text) => /^[\w-]{1,20}$/.test(text),
  sort: (text) => text === 'reported',
  limit: (text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200,
};
const whole: Known = {
  ...outline,
  late: (text) => text === 'true' || text === 'false',
  sort: (text) => (sorts as readonly string[]).includes(text),
};

/**
 * The filter of a list from its query. Refuses `bad-input`, naming what is unknown, repeated or out of bounds. Readers of the outline
 * learn no dates, and the committee not those of JSC, which may be the next: their lists are not sorted or filtered by them.
 */
export function filterOf(query: ListQuery, actor: Actor): ListFilter {
  const known = seesOutlineOnly(actor) || isOfCommittee(actor.role) ? outline : whole;
  const sort = known === outline || query['sort'] === 'reported' ? 'reported' : 'due';
  const fits: Known = { ...known, after: (text) => isCursor(sort, text) };
  const errors = Object.entries(query).flatMap(([field, value]) => {
    if (!Object.hasOwn(fits, field)) return [unknownField(field)];
    return typeof value === 'string' && fits[field]!(value) ? [] : [{ field, code: Array.isArray(value) ? 'repeated' : 'not-a-choice' }];
  });
  if (errors.length > 0) throw new Refused('bad-input', { errors: errors.slice(0, 20) });
  const { late, limit, ...rest } = query as Record<string, string>;
  return { ...rest, sort, late: late === 'true', limit: limit === undefined ? undefined : Number(limit) };
}
