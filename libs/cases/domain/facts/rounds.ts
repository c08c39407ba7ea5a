import type { Facts } from '../facts.js';
import type { History } from '../history.js';

/** Where the round for a supplementary survey stands: decisions count for requests of the same round. */
export function supplementOf(history: History): Facts['supplement'] {
  const round = history.since('startSupplement', 'declineSupplement', 'moveToDetailed', 'resumeDecision', 'resumeSupplement');
  if (round.unanswered('requestSupplement', 'decideSupplement').length > 0) return 'requested';
  const asked = new Set(round.acts('requestSupplement').map(({ id }) => id));
  const decided = round.acts('decideSupplement').filter(({ data }) => asked.has(String(data.to)));
  if (decided.some(({ data }) => data.decision === 'accepted')) return 'accepted';
  return decided.length > 0 ? 'declined' : 'none';
}

/** Where a re-investigation stands that followed a declined request; its result is of the one decided last. */
export function reinvestigationOf(history: History): Facts['reinvestigation'] {
  const round = history.sinceLast('declineSupplement');
  if (!round.has('recordReinvestigation')) return 'none';
  return round.sinceLast('recordReinvestigation').has('recordReinvestigationResult') ? 'finished' : 'decided';
}

/** The founder's decision that no step has carried out yet. Not to move is decided on the wishes as they were confirmed last. */
export function decisionOf(history: History): Facts['decision'] {
  const open = history.sinceLast(
    'startBasicSurvey',
    'resumeBasicSurvey',
    'moveToDetailed',
    'decideNotToMove',
    'resumeDecision',
    'reopenCase',
  );
  const decided = open.last('decideTransition');
  if (!decided) return null;
  if (decided.data.decision === 'move') return 'move';
  return history.sinceLast('confirmIntention').entries.includes(decided) ? 'notMove' : null;
}
