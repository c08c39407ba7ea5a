import type { PlainDate } from '#lib/kernel';
import { standings } from '../conflicts.js';
import type { History } from '../history.js';
import { sitting } from '../members.js';

/** What the guards ask of the committee (G6). */
export function committeeFacts(history: History, today: PlainDate) {
  const members = sitting(history, today);
  return {
    outsideExpert: members.some((m) => m.data.outside === 'yes'),
    nominatingBodies: members.length > 0 && members.every((m) => Boolean(m.data.nominatingBody)),
    partiesNamed: history.has('nameParty'),
    conflictsCleared: members.length > 0 && standings(history, today).every(({ owes }) => owes === 'nothing'),
    terms: history.has('recordTerms'),
    objectionsAnswered: history.unanswered('recordObjection', 'answerObjection').length === 0,
  };
}
