import { isId, isPlainDate, type PlainDate } from '#lib/kernel';
import { type Filter, type Office, offices } from '#lib/journal';

/** How the pages of a journal are narrowed, as the address says it. What cannot be read is as if it were not there. */
export interface JournalQuery {
  readonly kind?: unknown;
  readonly office?: unknown;
  readonly since?: unknown;
  readonly until?: unknown;
  readonly before?: unknown;
  readonly size?: unknown;
}

const usual = 50;
/** As many as are shown at once for printing. */
export const atOnce = 1_000;

const day = (text: unknown): PlainDate | undefined => (isPlainDate(text) ? text : undefined);

export function journalFilter(query: JournalQuery): Filter & { readonly size: number; readonly before?: number } {
  const { kind, office, before } = query;
  return {
    size: query.size === 'all' ? atOnce : usual,
    ...(typeof before === 'string' && /^\d{1,13}$/.test(before) ? { before: Number(before) } : {}),
    ...(kind === 'reads' || kind === 'acts' ? { kind } : {}),
    ...(typeof office === 'string' && (offices as readonly string[]).includes(office) ? { office: office as Office } : {}),
    ...(isId(office) ? { personId: office } : {}),
    since: day(query.since),
    until: day(query.until),
  };
}
