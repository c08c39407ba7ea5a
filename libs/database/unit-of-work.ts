import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor } from '#lib/kernel';
import { Vault } from '#lib/vault';
import { CaseNotFound, soughtInVain } from './case-not-found.js';
import { Clock } from './clock.js';
import { Listeners } from './listeners.js';
import { Tx, run } from './tx.js';

const serializationFailure = '40001';
const deadlock = '40P01';
const tries = 3;

/** One act = one call = one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly listeners: Listeners,
    @Optional() private readonly vault?: Vault,
  ) {}

  /**
   * Runs `doing` in one transaction (READ COMMITTED) and answers what it answers; anything thrown leaves nothing behind, but that somebody sought a
   * case that is not theirs.
   * A serialization failure or deadlock is tried again, at most twice: `doing` must not touch anything but `tx`.
   */
  async run<T>(actor: Actor, doing: (tx: Tx) => Promise<T>): Promise<T> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.once(actor, doing);
      } catch (error) {
        if (error instanceof CaseNotFound && actor.role !== 'system') await this.run(actor, soughtInVain);
        if (left === 0 || !mayBeTriedAgain(error)) throw error;
      }
    }
  }

  private once<T>(actor: Actor, doing: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.now({ query: async (sql, params = []) => (await run(manager, sql, params)).records });
      const tx = new Tx(manager, actor, now, this.listeners, this.vault);
      // Not waited for: it goes out together with the first statement of `doing`, and before it.
      const said = sayWhoActs(tx);
      said.catch(() => undefined);
      const answer = await doing(tx);
      await said;
      await tx.end();
      await tx.writeJournal();
      return answer;
    });
  }
}

/** The database learns who acts, for this transaction only: its row security says the scope a second time (docs/decisions/row-security.md). */
const sayWhoActs = (tx: Tx): Promise<unknown> => {
  const { personId, role, organisationId, zone } = tx.actor;
  const settings = tx.query(
    `select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', $2, true), set_config('yorisoi.organisation', $3, true),
       set_config('yorisoi.zone', $4, true), set_config('yorisoi.today', $5, true)`,
    [personId, role, organisationId ?? '', zone, tx.today],
  );
  return entersCommitteeRoom(tx.actor) ? Promise.all([settings, tx.query('set local role yorisoi_committee')]) : settings;
};

/** The api's own account has no right in the committee's room; it enters it only for a member or the secretariat, for one transaction. */
const entersCommitteeRoom = ({ zone, role }: Actor): boolean => zone === 'api' && (role === 'committeeMember' || role === 'secretariat');

function mayBeTriedAgain(error: unknown): boolean {
  const code =
    (error as { code?: unknown; driverError?: { code?: unknown } } | null)?.driverError?.code ?? (error as { code?: unknown } | null)?.code;
  return code === serializationFailure || code === deadlock;
}
