import type { JobsOptions, Queue } from 'bullmq';
import type { Opened } from './backend.js';
import { type QueueSettings, type Report, attempts } from './settings.js';

/** A job asked for. Asking twice under one key is asking once, as long as the queue remembers the first. */
export interface Ask {
  readonly key: string;
  readonly job: string;
  readonly id: string;
}

/** The way into the queue. Nothing but an id goes in, and finished jobs are soon forgotten. */
export class JobQueue {
  private constructor(
    private readonly opened: Opened<Queue>,
    private readonly options: JobsOptions,
  ) {}

  static async open(settings: QueueSettings, report: Report): Promise<JobQueue> {
    // Loaded here only: the apps name jobs, but it is the worker alone that carries the weight of the queue.
    const { openQueue } = await import('./backend.js');
    return new JobQueue(openQueue(settings, report), {
      attempts,
      backoff: { type: 'exponential', delay: settings.retryAfter ?? 1_000, jitter: 0.2 },
      removeOnComplete: { age: 3_600, count: 1_000 },
      removeOnFail: { age: 86_400, count: 1_000 },
      stackTraceLimit: 0,
    });
  }

  async add(asks: readonly Ask[]): Promise<void> {
    if (asks.length === 0) return;
    await this.opened.reach();
    await this.opened.it.addBulk(asks.map(({ key, job, id }) => ({ name: job, data: { id }, opts: { ...this.options, jobId: key } })));
  }

  /** Jobs that are not finished yet. */
  async unfinished(): Promise<number> {
    const counts = await this.opened.it.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  async close(): Promise<void> {
    await this.opened.close();
  }
}
