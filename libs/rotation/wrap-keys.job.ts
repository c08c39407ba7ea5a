import type { UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { type Handler, Handles, type WaitingRow, type WaitingWork, defineJob, waitingFrom } from '#lib/queue';
import { KeyRingProblem, type Vault, wrapSome } from '#lib/vault';

const wrapKeys = defineJob('wrap-keys');

const batch = 100;
/** Batches of one job; what is left is the next one's, so that a worker that ends does not wait long for the job in hand. */
const batches = 20;

/**
 * Wraps data keys with the newest master key, each batch in a transaction of its own. Killed anywhere, the next one goes on where it was;
 * several share the work.
 */
@Handles(wrapKeys)
export class WrapKeys implements Handler {
  constructor(
    private readonly work: UnitOfWork,
    private readonly vault: Vault,
  ) {}

  async handle(id: string): Promise<void> {
    for (let round = 0; round < batches; round++) if ((await this.batch(id)) === 'over') return;
    await this.work.run(systemActor('worker'), (tx) => tx.enqueue(wrapKeys, id));
  }

  /** Over: nothing is left, or others have what is left in hand. */
  private batch(id: string): Promise<'over' | 'more'> {
    return this.work
      .run(systemActor('worker'), async (tx) => {
        const { now, left, ended } = await wrapSome(tx, this.vault, batch);
        if (left > 0) return now > 0 ? 'more' : 'over';
        if (ended) await tx.tell({ name: 'keys-wrapped', caseId: null, facts: { keyRenewalId: id } });
        return 'over';
      })
      .catch((error: unknown) => {
        throw error instanceof KeyRingProblem ? Object.assign(new Error(error.message), { code: `key-ring-${error.code}` }) : error;
      });
  }
}

/** The renewal to the newest master key, while data keys are left that others wrap. */
export const waitingKeys: WaitingWork = {
  job: wrapKeys,
  find: (tx, after) =>
    tx.query<WaitingRow>(
      `select id, not_before::text as since from key_renewal
       where what = 'wrap' and key = newest_master() and not_before <= clock_timestamp() and (ended_at is null or keys_left() > 0)
         and (not_before, id) > ($1::timestamptz, $2::uuid)`,
      waitingFrom(after),
    ),
};
