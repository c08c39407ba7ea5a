import { Refused } from '#lib/kernel';
import type { History } from './history.js';
import { Words } from './own-word.js';

/** Tries that are demanded before a relative counts as not reachable. [design] */
export const triesNeeded = { tries: 3, days: 3, ways: 2 } as const;

export interface Tries {
  readonly tries: number;
  readonly days: number;
  readonly ways: number;
}

/** How often contact with this relative was tried since it was last restored: tries, different days, different ways. */
export function triesOf(history: History, relativeId: string): Tries {
  const { stateOf } = Words.in(history);
  const restored = history
    .acts('restoreContact')
    .filter((a) => a.data.relative === relativeId && stateOf(a) !== 'fell')
    .at(-1);
  const tries = (restored ? history.after(restored) : history).acts('tryContact').filter((a) => a.data.relative === relativeId);
  return { tries: tries.length, days: new Set(tries.map((t) => t.occurredOn)).size, ways: new Set(tries.map((t) => t.data.way)).size };
}

/**
 * Whether contact is recorded as not possible or not wanted, that counts, and it was not restored since: nothing is owed to her meanwhile.
 * So it is with whoever was taken out of the case. That she wrote so leaves her in peace as soon as an office notes it; she is left out once she, or a second person with her paper, confirms it.
 */
export function withoutContact(history: History, relativeId: string): boolean {
  const words = Words.in(history);
  const said = words.said('contact', relativeId);
  return words.withdrawn(relativeId) !== undefined || (said?.act.name === 'recordNoContact' && said.sure);
}

/**
 * Decides whether a relative may be recorded as not reachable. A written wish for no contact is enough by itself.
 * @param history acts and steps so far
 * @param relativeId the relative
 * @param kind 'unreachable', or 'declined' where the relative wrote that contact is not wanted
 * @throws Refused `tries-missing` with what was tried and what is needed: three tries, on different days, by two ways
 * Source: [design], so that silence never counts as a wish.
 */
export function checkNoContact(history: History, relativeId: string, kind: string): void {
  if (kind === 'declined') return;
  const done = triesOf(history, relativeId);
  if (done.tries < triesNeeded.tries || done.days < triesNeeded.days || done.ways < triesNeeded.ways)
    throw new Refused('tries-missing', { ...done, needed: triesNeeded });
}
