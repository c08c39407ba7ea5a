import { type ActName, isAct } from './acts.js';
import type { ActDone, History } from './history.js';
import { Words } from './own-word.js';

/** What a field refers to that points at a relative's word of whatever act. */
export const statement = 'statement';

/** The earlier acts a field may point at: those of one name, or the words entered for relatives that nobody confirmed yet. */
export function referable(history: History, to: string | undefined): readonly ActDone[] {
  if (to === statement) return Words.in(history).unconfirmed;
  return to !== undefined && isAct(to) ? history.acts(to satisfies ActName) : [];
}
