import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { convert, type Mode } from './convert.js';
import { type Field, type FormClass, fieldsOf } from './field.js';
import { tokyoMoment } from './values.js';
import { harmless } from './visible.js';

export interface FieldError {
  readonly field: string;
  readonly code: string;
}
/** A name nobody asked for: said again only where it is one and not a text of somebody's. */
export const unknownField = (name: string): FieldError => ({ field: /^[\w-]{1,60}$/.test(name) ? name : '', code: 'unknown-field' });
/** What was typed, by field, to fill the form again. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;
export type Read<T> =
  | { readonly value: T; readonly errors?: undefined; readonly filled?: undefined }
  | { readonly value?: undefined; readonly errors: readonly FieldError[]; readonly filled: Filled };

/** Carried beside every form; read by the controller, not by the form. */
const envelope: readonly string[] = ['idempotencyKey', 'version'];

function typed(raw: unknown): string | readonly string[] | undefined {
  if (Array.isArray(raw))
    return raw
      .filter((one) => typeof one === 'string')
      .slice(0, 500)
      .map(harmless);
  if (typeof raw === 'string') return harmless(raw);
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;
}

function filledFrom(fields: readonly Field[], body: Readonly<Record<string, unknown>>): Filled {
  const filled: Record<string, string | readonly string[]> = {};
  for (const { name } of fields) {
    const value = Object.hasOwn(body, name) ? typed(body[name]) : undefined;
    if (value !== undefined) filled[name] = value;
  }
  return filled;
}

/**
 * Reads an untrusted body as a form. Never throws for anything a client can send.
 * `page` bodies are texts by name, unknown names are ignored; `api` bodies are JSON, unknown names are errors.
 * Texts come back trimmed, kana whole, names as they were written; an empty optional answer is absent; errors come in the order of the fields, one for each field.
 */
export function readForm<T extends object>(form: FormClass<T>, body: unknown, mode: Mode = 'page'): Read<T> {
  const fields = fieldsOf(form);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const given = (isObject ? body : {}) as Readonly<Record<string, unknown>>;
  if (mode === 'api' && !isObject) return { errors: [{ field: '', code: 'not-an-object' }], filled: {} };

  const wrong = new Map<string, string>();
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const { value, code } = convert(field, Object.hasOwn(given, field.name) ? given[field.name] : undefined, mode);
    if (code !== undefined) wrong.set(field.name, code);
    else if (value !== undefined) values[field.name] = value;
  }
  const value = plainToInstance(form, values, { exposeUnsetFields: false });
  for (const { property, constraints } of validateSync(value, { whitelist: true, forbidUnknownValues: false })) {
    const codes = Object.values(constraints ?? {});
    if (!wrong.has(property) && codes.length) wrong.set(property, codes.find((code) => code === 'too-long') ?? codes[0]!);
  }
  const errors: FieldError[] = fields.flatMap(({ name }) => (wrong.has(name) ? [{ field: name, code: wrong.get(name)! }] : []));
  if (mode === 'api') {
    const known = new Set([...envelope, ...fields.map(({ name }) => name)]);
    const strangers = Object.keys(given).filter((name) => !known.has(name));
    errors.push(...strangers.slice(0, 20).map(unknownField));
  }
  return errors.length ? { errors, filled: filledFrom(fields, given) } : { value };
}

/** A stored value as the texts its form shows, for a form that starts filled. */
export function fillForm<T extends object>(form: FormClass<T>, value: Partial<T>): Filled {
  const shown = Object.entries(value).map(([name, held]): [string, unknown] => {
    if (held instanceof Date) return [name, tokyoMoment(held)];
    return [name, held === true ? 'yes' : held === false ? '' : held];
  });
  return filledFrom(fieldsOf(form), Object.fromEntries(shown));
}
