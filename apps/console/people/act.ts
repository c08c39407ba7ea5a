import { type Tx, type UnitOfWork, once } from '#lib/database';
import { type FieldError, type FormClass, readEnvelope, readForm } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { typed } from '../words.js';
import type { Shown } from './form.page.js';

/** Refusals after which the form comes back as it was filled. */
const again = ['bad-input', 'idempotency-key-reused', 'self-grant', 'last-administrator', 'grant-over', 'power-waits', 'power-takes-two'];

export type Tried<T> = { readonly done: T; readonly shown?: undefined } | { readonly done?: undefined; readonly shown: Shown };

/**
 * Does what a posted form asks for, once for its key; a form with mistakes comes back filled. `doing` answers what may be kept with the key:
 * never a password or token.
 */
export async function tryForm<Form extends object, T>(
  work: UnitOfWork,
  actor: Actor,
  of: FormClass<Form>,
  body: unknown,
  what: readonly unknown[],
  doing: (tx: Tx, form: Form) => Promise<T>,
): Promise<Tried<T>> {
  const { idempotencyKey: key } = readEnvelope(body);
  const { value, errors } = readForm(of, body);
  if (errors) return { shown: { filled: typed(of, body), errors, key } };
  try {
    return { done: await work.run(actor, (tx) => once(tx, key, [...what, value], () => doing(tx, value))) };
  } catch (refused) {
    if (!(refused instanceof Refused) || !again.includes(refused.code)) throw refused;
    const errors = (refused.facts['errors'] ?? []) as readonly FieldError[];
    // A refusal has kept nothing under the key, so it still stands for this one act; a key that has done its act is replaced.
    const kept = refused.code === 'idempotency-key-reused' ? undefined : key;
    return { shown: { filled: typed(of, body), errors, key: kept, ...(refused.code === 'bad-input' ? {} : { problem: refused.code }) } };
  }
}

/** The key of a form that is one button. */
export const keyOf = (body: unknown): string | undefined => readEnvelope(body).idempotencyKey;
