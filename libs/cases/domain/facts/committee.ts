import type { PlainDate } from '#lib/kernel';
import { standings } from '../conflicts.js';
import type { History } from '../history.js';
import { sitting } from '../members.js';

/** What the guards ask of the committee (G6). Before somebody decided to move there is none: who was appointed earlier does not count. */
export function committeeFacts(history: History, today: PlainDate) {
  const decided = history.sinceFirst('moveToDetailed', 'resumeDecision');
  const sit = sitting(history, today);
  const members = sit.filter((one) => decided.entries.includes(one));
  return {
    outsideExpert: members.some((m) => m.data.outside === 'yes'),
    nominatingBodies: members.length > 0 && members.every((m) => Boolean(m.data.nominatingBody)),
    partiesNamed: history.has('nameParty'),
    conflictsCleared: sit.length > 0 && standings(history, today).every(({ owes }) => owes === 'nothing'),
    terms: history.sinceLast('setUpCommittee').has('recordTerms'),
    objectionsAnswered: history.unanswered('recordObjection', 'answerObjection').length === 0,
  };
}
