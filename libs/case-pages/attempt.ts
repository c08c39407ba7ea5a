import type { Done, Write } from '#lib/cases';
import { type FieldError, type Filled, type FormClass, fieldsOf, fillForm, readEnvelope } from '#lib/forms';
import { Refused } from '#lib/kernel';

/** A form that comes back: what was typed, and what stands in the way. */
export interface Again {
  readonly values: Filled;
  readonly errors: readonly FieldError[];
  /** Nothing is wrong with the answers, but the case went on meanwhile, or this form was sent before with other answers. */
  readonly problem?: string;
}
export type Attempt = { readonly done: Done; readonly again?: undefined } | { readonly done?: undefined; readonly again: Again };

const kept = ['changed-meanwhile', 'act-not-open', 'tries-missing', 'idempotency-key-reused'];

/** What was typed into a posted form, to fill it again. */
export const typedInto = (form: FormClass, body: unknown): Filled => fillForm(form, typeof body === 'object' && body !== null ? body : {});

/** The answers of a posted form without anything that is not asked for, nor what the page knows by itself. */
export function onlyFields(form: FormClass, body: unknown, without: readonly string[] = []): Record<string, unknown> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const names = fieldsOf(form)
    .map(({ name }) => name)
    .filter((name) => !without.includes(name) && Object.hasOwn(given, name));
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

/** Version and key that came with a posted form. Refuses `bad-input` what is there but is none. */
export function writeOf(body: unknown): Write {
  const { version, idempotencyKey } = readEnvelope(body);
  return { version, key: idempotencyKey };
}

/** Tries to do what a form asks for; the refusals a person can do something about in the form itself become values. */
export async function attempt(form: FormClass, body: unknown, doing: () => Promise<Done>): Promise<Attempt> {
  try {
    return { done: await doing() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const values = typedInto(form, body);
    const { errors = [] } = error.facts as { errors?: readonly FieldError[] };
    const known = fieldsOf(form).map(({ name }) => name);
    if (error.code === 'bad-input' && errors.length > 0 && errors.every(({ field }) => known.includes(field)))
      return { again: { values, errors } };
    if (kept.includes(error.code)) return { again: { values, errors: [], problem: error.code } };
    throw error;
  }
}
