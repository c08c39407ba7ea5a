import type { Write } from '#lib/cases';
import { unknownField } from '#lib/forms';
import { Refused } from '#lib/kernel';

type Body = Readonly<Record<string, unknown>>;
const bad = (field: string, code: string) => new Refused('bad-input', { errors: [{ field, code }] });
const has = (value: unknown): boolean => value !== undefined && value !== null;
const isObject = (body: unknown): body is Body => typeof body === 'object' && body !== null && !Array.isArray(body);
const own = (body: unknown, name: string): unknown => (isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined);

/**
 * What comes with a write beside the form: `version` in the body, and a key in the header `Idempotency-Key` or as `idempotencyKey` in
 * the body. Refuses `bad-input` for what is there but is none.
 */
export function writeOf(body: unknown, header: string | undefined): Write {
  const [version, inBody] = [own(body, 'version'), own(body, 'idempotencyKey')];
  if (has(version) && !(Number.isSafeInteger(version) && Number(version) > 0)) throw bad('version', 'not-a-number');
  if (header !== undefined && !isKey(header)) throw bad('Idempotency-Key', 'not-text');
  if (has(inBody) && !isKey(inBody)) throw bad('idempotencyKey', 'not-text');
  if (header !== undefined && has(inBody) && inBody !== header) throw bad('idempotencyKey', 'repeated');
  return { version: has(version) ? Number(version) : undefined, key: header ?? (has(inBody) ? String(inBody) : undefined) };
}

const isKey = (text: unknown): text is string => typeof text === 'string' && /^[\x21-\x7e]{1,200}$/.test(text);

/** A step has no form: it comes without a body, or with what comes with every write. Refuses `bad-input`, so that a misspelt version protects nobody. */
export function checkStepBody(body: unknown): void {
  if (!has(body)) return;
  if (!isObject(body)) throw bad('', 'not-an-object');
  const strangers = Object.keys(body).filter((name) => name !== 'version' && name !== 'idempotencyKey');
  if (strangers.length > 0) throw new Refused('bad-input', { errors: strangers.slice(0, 20).map(unknownField) });
}
