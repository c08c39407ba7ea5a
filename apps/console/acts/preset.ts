import { type ActName, type CaseView, actForms } from '#lib/cases';
import { type Filled, fieldsOf } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';

/** What a link may say beforehand; anything else, and what is not of this case, is left out. A wish or a decision is never chosen beforehand. */
const presettable = ['to', 'member', 'mandate', 'relative', 'relatives', 'document'] as const;
export type ActQuery = Readonly<Record<string, unknown>>;

/** The answers an empty form starts with: today, and what the link that led here knows. */
export function presetOf(act: ActName, query: ActQuery, { relatives, history }: CaseView, today: PlainDate): Filled {
  const known = new Set([...relatives.map(({ id }) => id), ...history.entries.flatMap((entry) => (entry.kind === 'act' ? entry.id : []))]);
  const filled: Record<string, string> = { occurredOn: today };
  for (const { name, values } of fieldsOf(actForms[act])) {
    const value = query[name === 'relatives' ? 'relative' : name];
    if (!presettable.some((allowed) => allowed === name) || typeof value !== 'string') continue;
    if (values ? values.includes(value) : known.has(value)) filled[name] = value;
  }
  return filled;
}
