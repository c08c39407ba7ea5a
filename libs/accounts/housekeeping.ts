import type { Tx } from '#lib/database';

/** Removes attempts and counts that no longer count, sessions and steps that have ended, browsers not seen for a year; for the worker, once a day is enough. */
export async function forgetWhatEnded(tx: Tx): Promise<void> {
  await tx.change(`delete from sign_in_attempt where at < clock_timestamp() - interval '1 day'`);
  await tx.change(`delete from session where ends_at < clock_timestamp() or last_seen_at < clock_timestamp() - interval '12 hours'`);
  await tx.change('delete from sign_in_step where ends_at < clock_timestamp()');
  await tx.change('delete from oidc_request where ends_at < clock_timestamp()');
  await tx.change(`delete from device where last_seen_at < clock_timestamp() - interval '1 year'`);
  await tx.change(`delete from refusal_count where hour < clock_timestamp() - interval '90 days'`);
  await tx.change(`delete from request_count where minute_at < clock_timestamp() - interval '10 minutes'`);
}
