import { Refused } from '#lib/kernel';
import { canonical } from '#lib/journal';
import { type Tx } from './tx.js';

/**
 * Does something once for a key of this person. The same key with the same fingerprint answers the stored result without doing again, also
 * when two arrive at the same moment: the second waits for the first to commit. A refusal stores nothing.
 * `fingerprint`: what was asked for. The result must survive JSON. Without a key it just does.
 * Refuses: `idempotency-key-reused` when the key came before with another fingerprint.
 */
export async function once<T>(tx: Tx, key: string | undefined, fingerprint: unknown, doing: () => Promise<T>): Promise<T> {
  if (key === undefined) return doing();
  // Keyed: what was asked holds names, and a plain hash of a name is soon guessed.
  const print = tx.vault.print('once', canonical(fingerprint ?? null));
  const mine = [tx.actor.personId, key];
  const first = await tx.change(
    'insert into idempotency (person_id, key, fingerprint, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [...mine, print, tx.now],
  );
  if (first === 1) {
    const value = await doing();
    await tx.change('update idempotency set result = $3 where person_id = $1 and key = $2', [...mine, JSON.stringify({ value })]);
    return value;
  }
  const [before] = await tx.query<{ fingerprint: string; result: { value: T } }>(
    'select fingerprint, result from idempotency where person_id = $1 and key = $2',
    mine,
  );
  if (before!.fingerprint !== print) throw new Refused('idempotency-key-reused');
  return before!.result.value;
}
