import type { History } from '../history.js';
import { Words } from '../own-word.js';
import { covers, onceTold } from './covers.js';

/** Refusals of what JSC pays that count. */
const refusals = (history: History) => history.acts('declineJsc').filter(Words.in(history).counts);

/** Every relative has said in writing that nothing is claimed. */
export const allDeclined = (history: History, named: readonly string[]): boolean =>
  covers(refusals(history), Words.in(history).counted(named));

/** Closed by a decision of JSC on the death benefit, by a written no of every relative who was told of it, or where there is no contract with JSC. */
export function jscClosed(history: History, relatives: readonly string[]): boolean {
  const tellers = history.acts('explainJsc');
  return (
    decidedOnClaim(history) ||
    history.last('recordJscContract')?.data.contract === 'no' ||
    covers(
      refusals(history).filter((no) => relatives.some((id) => onceTold(history, [no], tellers, id).length > 0)),
      relatives,
    )
  );
}

/** JSC decided on a death benefit that was claimed before. */
const decidedOnClaim = (history: History): boolean =>
  history
    .acts('recordJscDecision')
    .some(
      (decision) =>
        decision.data.benefit === 'death' &&
        history.acts('recordJscClaim').some((claim) => claim.data.benefit === 'death' && history.isBefore(claim, decision)),
    );
