import { type Event } from '#lib/kernel';
import { type Tx } from './tx.js';

export type Listener = (tx: Tx, event: Event) => Promise<void>;

/** Who listens to which event, inside the transaction that tells it. Listeners run one after the other, in the order they were named. */
export class Listeners {
  private readonly byName = new Map<string, Listener[]>();

  on(eventName: string, listener: Listener): void {
    this.byName.set(eventName, [...this.to(eventName), listener]);
  }

  to(eventName: string): readonly Listener[] {
    return this.byName.get(eventName) ?? [];
  }
}
