import type { Wish } from '../facts.js';
import type { History } from '../history.js';
import { Words } from '../own-word.js';
import { onceTold } from './covers.js';

/** The wish of each relative as it counts; null where one who can be reached has not answered. */
export function wishesOf(history: History, relatives: readonly string[], reachable: readonly string[]): readonly (Wish | null)[] {
  const wish = (id: string) => Words.in(history).said('recordIntention', id)?.data.wish as Wish | undefined;
  return relatives.filter((id) => reachable.includes(id) || wish(id) !== undefined).map((id) => wish(id) ?? null);
}

/**
 * Of one who can be reached it is only an office's note that she wishes no detailed survey, or is undecided: she did not say so herself or
 * confirm it, nor did a second person see her paper.
 */
export const onlyNoted = (history: History, reachable: readonly string[]): boolean =>
  reachable.some((id) => {
    const said = Words.in(history).said('recordIntention', id);
    return said !== undefined && !said.sure && (said.data.wish === 'NO_WISH' || said.data.wish === 'UNDECIDED');
  });

/** Somebody wishes a detailed survey, and said so since the last decision for one. */
export function unheeded(history: History, relatives: readonly string[]): boolean {
  const decided = history.entries.findLastIndex(
    (entry) => entry.kind === 'step' && (entry.name === 'moveToDetailed' || entry.name === 'resumeDecision'),
  );
  return relatives.some((id) => {
    const said = Words.in(history).said('recordIntention', id);
    return said !== undefined && said.at > decided && (said.data.wish === 'WISH' || said.data.wish === 'PARTIAL');
  });
}

/** The form was handed to every relative who can be reached, after she was told the basic result. */
export function formIssued(history: History, reachable: readonly string[]): boolean {
  const since = history.sinceLast('reportBasicSurvey');
  const [forms, tellers] = [since.acts('issueIntentionForm'), since.acts('explainBasicResult')];
  return reachable.length > 0 && reachable.every((id) => onceTold(since, forms, tellers, id).length > 0);
}

/** Every relative who can be reached has said what she wishes after she was told the basic result: a no from before it answers nothing. */
export function saidOnceTold(history: History, reachable: readonly string[]): boolean {
  const since = history.sinceLast('reportBasicSurvey');
  const [wishes, tellers] = [since.acts('recordIntention').filter(Words.in(history).counts), since.acts('explainBasicResult')];
  return reachable.every((id) => onceTold(since, wishes, tellers, id).length > 0);
}

/** The head set the wish aside after the latest wish, in the round of wishes that was confirmed last (G5). */
export function overridden(history: History): boolean {
  const override = history.sinceLast('confirmIntention').last('overrideWish');
  return override !== undefined && !history.after(override).has('recordIntention');
}
