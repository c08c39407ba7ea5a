import type { Wish } from '../facts.js';
import type { History } from '../history.js';

/** The latest wish of each relative; null where one who can be reached has not answered. */
export function wishesOf(history: History, relatives: readonly string[], reachable: readonly string[]): readonly (Wish | null)[] {
  const latest = (id: string) =>
    history
      .acts('recordIntention')
      .filter((a) => a.data.relative === id)
      .at(-1)?.data.wish as Wish | undefined;
  return relatives.filter((id) => reachable.includes(id) || latest(id) !== undefined).map((id) => latest(id) ?? null);
}

/** The head set the wish aside after the latest wish (G5). */
export function overridden(history: History): boolean {
  const override = history.last('overrideWish');
  return override !== undefined && !history.after(override).has('recordIntention');
}
