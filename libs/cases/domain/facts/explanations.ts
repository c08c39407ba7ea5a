import type { PlainDate } from '#lib/kernel';
import { actNames, actOf } from '../acts.js';
import { type Topic, topics } from '../facts.js';
import type { History, Thing } from '../history.js';
import { sitting } from '../members.js';
import { covers } from './covers.js';

interface Told {
  readonly history: History;
  readonly relatives: readonly string[];
  readonly reachable: readonly string[];
  readonly today: PlainDate;
  /** Last day of the ordinary limit of JSC. */
  readonly jscLimit: PlainDate;
}

const always = (history: History): History => history;
const after =
  (...things: readonly Thing[]) =>
  (history: History): History =>
    history.sinceLast(...things);

/** Where in a case a topic can be told: only what was entered after the thing it is about was there counts. A topic that says nothing does not compile. */
const tellable: Record<Topic, (history: History, told: Told) => History> = {
  surveySystem: always,
  jsc: always,
  desks: always,
  basicResult: after('reportBasicSurvey'),
  notMoved: after('decideTransition'),
  // The names of all who sit, also of those who came later.
  names: (history, { today }) => {
    const last = sitting(history, today).at(-1);
    return last ? history.after(last) : history.sinceLast('appointMember');
  },
  plan: after('setUpCommittee'),
  draft: after('showDraft'),
  result: after('submitReport'),
  supplementDeclined: after('decideSupplement'),
  reinvestigation: after('recordReinvestigationResult'),
  publication: after('decidePublication', 'recordPublicationDecision'),
  limitPassed: always,
};

/** Topics explained to every relative who can be reached; to every relative where nobody can. */
export function explainedTopics(told: Told): ReadonlySet<Topic> {
  const { history, relatives, reachable, jscLimit } = told;
  const who = reachable.length > 0 ? reachable : relatives;
  return new Set(
    topics.filter((topic) => {
      const tellers = actNames.filter((name) => actOf(name).explains === topic);
      const acts = tellable[topic](history, told).acts(...tellers);
      return covers(topic === 'limitPassed' ? acts.filter(({ occurredOn }) => occurredOn > jscLimit) : acts, who);
    }),
  );
}
