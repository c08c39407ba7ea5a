import type { Asks } from '#lib/journal';
import { type ActSaid, isSealedText, sealOfAct } from './act-proof.js';
import type { Step } from './reseal.js';
import type { VaultOfTx } from './vault.js';

const most = 100;
/** Ids, days, months and moments: views, letters and deadlines find acts by them. */
const isFoundBy = (text: string): boolean => /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d(-\d\d(T[\d:.]+Z)?)?)$/.test(text);
/** What an app made of an act by itself. */
const made: readonly string[] = ['fingerprint', 'waits', 'of'];

/** A choice or a tick, which stands in the clear in acts from before they were sealed. */
const isChosen = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'string' && !isFoundBy(value) && !isSealedText(value)) ||
  (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && !isFoundBy(one)));

/** Seals up to a hundred acts from before, after this id: what was chosen in them, and the print of the whole. */
export async function sealActs(asks: Asks, vault: VaultOfTx, after: string): Promise<Step> {
  await asks.query(`select set_config('yorisoi.resealing', 'on', true)`);
  const rows = await asks.query<ActSaid & { caseId: string; data: Readonly<Record<string, unknown>> }>(
    `select id, case_id as "caseId", at_version as "atVersion", name, occurred_on::text as "occurredOn", entered_at as "enteredAt",
       person_id as "personId", role, organisation_id as "organisationId", data
     from act where not data ? 'proof' and id > $1 order by id limit ${most} for update`,
    [after],
  );
  for (const act of rows) {
    const box = await vault.ofCase(act.caseId);
    const data = Object.fromEntries(
      Object.entries(act.data).map(([field, value]) => [
        field,
        isChosen(value) && !made.includes(field) ? box.seal(`act.data.${field}:${act.id}`, JSON.stringify(value)) : value,
      ]),
    );
    await asks.query('update act set data = $2 where id = $1', [act.id, JSON.stringify({ ...data, proof: sealOfAct(box, act, data) })]);
  }
  return { done: rows.length, broken: [], last: rows.length < most ? null : rows.at(-1)!.id };
}
