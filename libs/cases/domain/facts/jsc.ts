import type { History } from '../history.js';
import { covers } from './covers.js';

/** Closed by a decision of JSC on the death benefit, by a written no of every relative, or where there is no contract with JSC. */
export function jscClosed(history: History, relatives: readonly string[]): boolean {
  return (
    history.acts('recordJscDecision').some((a) => a.data.benefit === 'death') ||
    history.last('recordJscContract')?.data.contract === 'no' ||
    covers(history.acts('declineJsc'), relatives)
  );
}
