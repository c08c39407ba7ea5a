/**
 * Reduces an error to a short code for logs and for the queue, which keeps why a job failed. Messages are dropped: a mail
 * server, for one, quotes the address of the person.
 * @param error anything thrown
 * @returns letters, digits, dots and hyphens, at most 60 of them; `unknown` where the error has nothing of the kind
 */
export function failureCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name } = error as { code?: unknown; name?: unknown };
  const candidates = [code, name].filter((part): part is string => typeof part === 'string' && /^[\w.-]{1,60}$/.test(part));
  return candidates[0] ?? 'unknown';
}
