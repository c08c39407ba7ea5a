import { isId, Refused } from '#lib/kernel';

/** What a form carries beside its answers. */
export interface Envelope {
  /** Sent twice, done once. */
  readonly idempotencyKey?: string;
  /** The version of the record the sender has seen. */
  readonly version?: number;
}

const has = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Reads idempotency key and version from an untrusted body; refuses with `bad-input` what is there but is none. */
export function readEnvelope(body: unknown): Envelope {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const idempotencyKey = Object.hasOwn(given, 'idempotencyKey') ? given['idempotencyKey'] : undefined;
  const version = Object.hasOwn(given, 'version') ? given['version'] : undefined;
  if (has(idempotencyKey) && !isId(idempotencyKey))
    throw new Refused('bad-input', { errors: [{ field: 'idempotencyKey', code: 'not-an-id' }] });
  const isCount = (typeof version === 'number' || typeof version === 'string') && /^\d{1,9}$/.test(String(version));
  if (has(version) && !isCount) throw new Refused('bad-input', { errors: [{ field: 'version', code: 'not-a-number' }] });
  return { ...(isId(idempotencyKey) ? { idempotencyKey } : {}), ...(isCount ? { version: Number(version) } : {}) };
}
