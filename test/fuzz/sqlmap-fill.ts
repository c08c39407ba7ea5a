import { randomUUID } from 'node:crypto';
import { bodyFor } from '../support/sample-body.js';
import type { FoundForm } from './html.js';
import type { Chance } from './random.js';
import type { Account } from './sqlmap-house.js';

const days = ['2026-11-20', '2026-06-01', '2025-06-01', '2025-04-30'];
const envelope = ['version', 'idempotencyKey', 'formToken'];

/** Answers a form means to be given, each time a little otherwise; without what it carries, so that none is taken for a repetition. */
export function fitting({ controls }: FoundForm, account: Account | undefined, chance: Chance): URLSearchParams {
  const body = new URLSearchParams();
  for (const { name, kind, values } of controls) {
    if (envelope.includes(name)) continue;
    const chosen = values.filter(Boolean);
    if (kind === 'hidden') body.append(name, values[0]!);
    else if (kind === 'radio' || kind === 'select') body.append(name, chosen.length > 0 ? chance.of(chosen) : '');
    else if (kind === 'checkbox') for (const value of values.filter((_, at) => at === 0 || chance.in(0.4))) body.append(name, value);
    else body.append(name, typed(name, kind, account, chance));
  }
  return body;
}

function typed(name: string, kind: string, account: Account | undefined, chance: Chance): string {
  if (kind === 'password') return /new|again|repeat/i.test(name) ? 'tsubame-no-ie-no-niwa-2026' : (account?.password ?? 'x');
  if (kind === 'date') return chance.of(days);
  if (kind === 'datetime-local') return `${chance.of(days)}T09:30`;
  if (kind === 'month') return '2026-06';
  if (kind === 'email') return account?.role === '' ? account.email : `t${randomUUID().slice(0, 8)}@mihon.example`;
  if (kind === 'tel') return '0300-00-0000';
  return /count|number|days|size|times/i.test(name) ? '3' : 'kiroku';
}

type Schema = Parameters<typeof bodyFor>[0];

/** A body with all a schema allows, or with what it demands; ids are of this house. */
export function filledBody(schema: Schema, ids: readonly string[], chance: Chance): string {
  const share = chance.of([1, 1, 0.5, 0]);
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) => !envelope.includes(name) && (schema.required?.includes(name) || chance.in(share)),
  );
  const body = bodyFor({ ...schema, required: names });
  for (const name of names) {
    const { format, enum: choices, items } = schema.properties![name]!;
    if (format === 'uuid') body[name] = chance.of(ids);
    else if (items?.format === 'uuid') body[name] = [chance.of(ids)];
    else if (choices) body[name] = chance.of(choices);
    else if (format === 'date') body[name] = chance.of(days);
  }
  return JSON.stringify(body);
}
