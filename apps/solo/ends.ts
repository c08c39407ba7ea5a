/** Somebody asked to stop while things were still being started. */
export class StopAsked extends Error {}

/**
 * What was begun, to be ended in the opposite order: the apps first, then the mail catcher, PostgreSQL last, then the
 * lock. Starting looks here between its steps, so that a stop in the middle leaves nothing behind.
 */
export class Ends {
  private readonly ends: (() => unknown)[] = [];
  private stopping: Promise<void> | undefined;
  private tellAsked: (why: Error) => void;
  /** Rejects with StopAsked once a stop is asked for. */
  readonly asked = new Promise<never>((_, no) => (this.tellAsked = no));
  private wasAsked = false;

  constructor() {
    this.asked.catch(() => undefined);
  }

  add(end: () => unknown): void {
    this.ends.push(end);
  }

  /** True only the first time. */
  ask(): boolean {
    const first = !this.wasAsked;
    this.wasAsked = true;
    this.tellAsked(new StopAsked());
    return first;
  }

  throwIfAsked(): void {
    if (this.wasAsked) throw new StopAsked();
  }

  stop(): Promise<void> {
    return (this.stopping ??= this.all());
  }

  private async all(): Promise<void> {
    for (let end = this.ends.pop(); end; end = this.ends.pop()) await end();
  }
}
