import { Refused } from '#lib/kernel';
import type { ActDone, History } from './history.js';
import { Words } from './own-word.js';

/** Real days in which she, told at once, can object before a second person confirms that she was named in error. [design] */
export const daysToObject = 3;
const day = 86_400_000;

const bad = (field: string, code: string) => new Refused('bad-input', { errors: [{ field, code }] });

/**
 * Decides whether a relative can be entered as named in error: not while that waits already, and never again once she objected.
 * @throws Refused `bad-input` on `relative`: `waits-already`, `she-objected`
 * Source: [design], docs/decisions/her-own-word.md.
 */
export function checkNamedInError(history: History, relative: string): void {
  const { stateOf } = Words.in(history);
  const before = history.acts('withdrawRelative').filter(({ data }) => data.relative === relative);
  if (before.some((act) => stateOf(act) === 'waits')) throw bad('relative', 'waits-already');
  if (before.some((act) => stateOf(act) === 'fell')) throw bad('relative', 'she-objected');
}

/** What is known of the relative who is said to be named in error, and who confirms it when. */
interface Confirming {
  readonly history: History;
  readonly entered: ActDone;
  readonly by: Pick<ActDone, 'role'>;
  /** Whether a letter was made for her: she may sign in, or hold it in hand. */
  readonly hasAccount: boolean;
  readonly now: Date;
}

/**
 * Decides whether a second person may confirm now that a relative was named in error. Somebody no letter was made for, who said nothing
 * herself and whose wish for a survey nobody wrote down, any independent colleague of the founder takes out. Of all others the head
 * is one of the two, and of who may sign in after three days, in which she can object: silence of three days takes her out of the case, but never what
 * she said herself or on paper (`Words.withdrawn`).
 * @throws Refused `bad-input` on `to`: `only-the-head`, `she-may-object`
 * Source: [design], docs/decisions/her-own-word.md.
 */
export function checkTakingOut({ history, entered, by, hasAccount, now }: Confirming): void {
  const words = Words.in(history);
  const { relative } = entered.data;
  const wish = words.said('recordIntention', relative)?.data.wish;
  const concerned = hasAccount || words.speaksHerself(relative) || wish === 'WISH' || wish === 'PARTIAL';
  if (concerned && ![by.role, entered.role].includes('founderHead')) throw bad('to', 'only-the-head');
  if (hasAccount && now.getTime() - entered.enteredAt.getTime() < daysToObject * day) throw bad('to', 'she-may-object');
}
