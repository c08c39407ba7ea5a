import type { Worker } from 'bullmq';
import type { Opened } from './backend.js';
import { failureCode } from './domain/failure-code.js';
import type { Handler } from './handles.js';
import type { QueueSettings, Report } from './settings.js';

/** Takes jobs from the queue and has them done. */
export class Hands {
  private opened: Opened<Worker> | undefined;

  constructor(
    private readonly settings: QueueSettings,
    private readonly handlers: ReadonlyMap<string, Handler>,
    private readonly report: Report,
  ) {}

  async start(): Promise<void> {
    const { openWorker } = await import('./backend.js');
    this.opened = openWorker(this.settings, ({ name, data }) => this.work(name, (data as { id: string }).id), this.report);
    await this.opened.it.waitUntilReady();
    this.opened.it.run().catch((error: unknown) => this.report('queue-error', { code: failureCode(error) }));
  }

  /** Lets jobs in hand finish, takes no new ones. */
  async stop(): Promise<void> {
    await this.opened?.close();
  }

  /** The queue keeps the message of a failure, so it is thrown again as its code alone. */
  private async work(job: string, id: string): Promise<void> {
    const handler = this.handlers.get(job);
    if (!handler) throw new Error('no-handler');
    try {
      await handler.handle(id);
    } catch (error) {
      const code = failureCode(error);
      this.report('job-failed', { job, id, code });
      throw new Error(code);
    }
  }
}
