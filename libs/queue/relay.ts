import { systemActor } from '#lib/kernel';
import type { UnitOfWork } from '#lib/database';
import type { JobQueue } from './job-queue.js';

const batch = 200;

interface Row {
  readonly id: string;
  readonly job: string;
  readonly subjectId: string;
}

/**
 * Carries jobs from the outbox to the queue. The row stays locked until the queue has the job, so several relays share the work;
 * a crash in between brings the same job under the same id a second time, which the queue ignores.
 */
export class Relay {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queue: JobQueue,
  ) {}

  /** Relays everything that waits; answers how many jobs. */
  async once(): Promise<number> {
    let count = 0;
    for (;;) {
      const relayed = await this.work.run(systemActor('worker'), async (tx) => {
        const rows = await tx.query<Row>(
          `select id, job, subject_id as "subjectId" from outbox where relayed_at is null order by created_at, id limit ${batch} for update skip locked`,
        );
        await this.queue.add(rows.map(({ id, job, subjectId }) => ({ key: id, job, id: subjectId })));
        return tx.change('update outbox set relayed_at = clock_timestamp() where id = any($1::uuid[])', [rows.map((row) => row.id)]);
      });
      count += relayed;
      if (relayed < batch) return count;
    }
  }

  /** Forgets what was relayed more than a week ago; answers how many rows. */
  tidy(): Promise<number> {
    return this.work.run(systemActor('worker'), (tx) =>
      tx.change(`delete from outbox where relayed_at < clock_timestamp() - interval '7 days'`),
    );
  }
}
