import type { Facts } from '../facts.js';
import type { History } from '../history.js';

/** Where the round for a supplementary survey stands. */
export function supplementOf(history: History): Facts['supplement'] {
  const open = history.unanswered('requestSupplement', 'decideSupplement');
  if (open.length > 0) return 'requested';
  if (history.acts('decideSupplement').some((a) => a.data.decision === 'accepted')) return 'accepted';
  return history.has('decideSupplement') ? 'declined' : 'none';
}

/** Where a re-investigation stands. */
export function reinvestigationOf(history: History): Facts['reinvestigation'] {
  if (!history.has('recordReinvestigation')) return 'none';
  return history.has('recordReinvestigationResult') ? 'finished' : 'decided';
}
