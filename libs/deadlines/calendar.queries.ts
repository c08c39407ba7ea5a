import { type Calendar, calendarOf } from '#lib/calendar';
import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';

const ofTransaction = new WeakMap<Tx, Promise<Calendar>>();
let kept: { readonly stamp: string; readonly calendar: Calendar } | null = null;

/** The calendar of a transaction: looked at once, the same to its end. */
export function calendarIn(tx: Tx): Promise<Calendar> {
  const calendar = ofTransaction.get(tx) ?? currentCalendar(tx);
  ofTransaction.set(tx, calendar);
  return calendar;
}

/**
 * The calendar as the holiday table has it now. The table is read again only when it has changed: its rows are counted and their
 * fingerprint is compared, so that no process goes on with holidays of yesterday.
 */
async function currentCalendar(tx: Tx): Promise<Calendar> {
  const [now] = await tx.query<{ stamp: string }>(
    `select concat(count(*), '/', max(version), '/', sum(hashtext(concat(day, source))::bigint)) as stamp from holiday`,
  );
  const stamp = now?.stamp ?? '';
  if (kept?.stamp === stamp) return kept.calendar;
  const rows = await tx.query<{ day: PlainDate; name: string; source: string; version: string }>(
    'select day::text, name, source, version from holiday order by day',
  );
  const version = rows.reduce((latest, row) => (row.version > latest ? row.version : latest), 'none');
  const calendar = calendarOf(
    version,
    rows.map(({ day, name, source }) => ({ on: day, name, source: source === 'computed' ? 'computed' : 'gazetted' })),
  );
  kept = { stamp, calendar };
  return calendar;
}
