import { actNames, actOf } from '../acts.js';
import { type Topic, topics } from '../facts.js';
import type { History } from '../history.js';
import type { StepName } from '../steps.js';
import { covers } from './covers.js';

/** Topics that must be told again after the step named here, because what they are about is new. */
const newAfter: Partial<Record<Topic, readonly StepName[]>> = {
  draft: ['showDraft'],
  result: ['submitReport'],
  notMoved: ['resumeBasicSurvey'],
  supplementDeclined: ['takeUpSupplement'],
  reinvestigation: ['startReinvestigation'],
  publication: ['decidePublication'],
};

/** Topics explained to every relative who can be reached; to every relative where nobody can. */
export function explainedTopics(history: History, relatives: readonly string[], reachable: readonly string[]): ReadonlySet<Topic> {
  const who = reachable.length > 0 ? reachable : relatives;
  return new Set(
    topics.filter((topic) => {
      const tellers = actNames.filter((name) => actOf(name).explains === topic);
      return covers(history.since(...(newAfter[topic] ?? [])).acts(...tellers), who);
    }),
  );
}
