import { failureCode } from './domain/failure-code.js';
import type { Report } from './settings.js';

/** Does something again and again: at intervals, at once when woken, never twice at the same time. A failure is reported and not the end. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(
    private readonly name: string,
    private readonly interval: number,
    private readonly doing: () => Promise<unknown>,
    private readonly report: Report,
  ) {}

  start(): void {
    this.stopped = false;
    this.wake();
  }

  wake(): void {
    if (this.stopped) return;
    if (this.round) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.round = this.once().finally(() => {
      this.round = undefined;
      if (this.stopped) return;
      if (this.again) {
        this.again = false;
        this.wake();
      } else this.timer = setTimeout(() => this.wake(), this.interval);
    });
  }

  /** Lets the round in hand finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private async once(): Promise<void> {
    try {
      await this.doing();
    } catch (error) {
      this.report('loop-failed', { loop: this.name, code: failureCode(error) });
    }
  }
}
