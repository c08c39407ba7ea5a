import { type PlainDate, Refused } from '#lib/kernel';
import type { ActDone, History } from './history.js';
import { Words } from './own-word.js';

const bad = (field: string, code: string) => new Refused('bad-input', { errors: [{ field, code }] });
const committee: readonly string[] = ['committeeMember', 'secretariat'];

/**
 * Decides whether what was entered for a relative can be confirmed, contested or attested now: confirmed and attested while it waits or is only noted;
 * contested as long as it was not hers. Only she says so; whoever she lets speak for her says anew what is so. A paper older than her own word lowers nothing. The committee attests what was said in its room, offices the rest.
 * @param done the answer as it is to be recorded
 * @throws Refused `bad-input`: `not-waiting`, `not-hers`, `not-contested` or `not-of-this-room` on `to`, `older-than-her-word` on `paperOn`
 * Source: [design], docs/decisions/her-own-word.md.
 */
export function checkAnswer(history: History, done: ActDone): void {
  const words = Words.in(history);
  const entered = history.entries.find((one): one is ActDone => one.kind === 'act' && one.id === done.data.to);
  const relative = entered && words.relativeOf(entered.id);
  if (!entered || relative === undefined) throw bad('to', 'unknown-choice');
  if (done.name === 'contestStatement') {
    if (entered.name === 'withdrawRepresentative' && words.counts(entered)) throw bad('to', 'not-contested');
    if (!words.enteredFor(relative).includes(entered)) throw bad('to', 'not-waiting');
  } else if (!words.canBeConfirmed(entered)) throw bad('to', 'not-waiting');
  if (done.name === 'attestStatement') return checkPaper(words, entered, relative, done);
  if (!words.isHers(done, relative)) throw bad('to', 'not-hers');
}

function checkPaper(words: Words, entered: ActDone, relative: string, done: ActDone): void {
  if ((entered.name === 'giveOpinion') !== committee.includes(done.role)) throw bad('to', 'not-of-this-room');
  if (entered.name === 'withdrawRelative' && done.role !== 'founder' && done.role !== 'founderHead') throw bad('to', 'not-of-this-room');
  const own = words.ownDay(entered, relative);
  const day = [done.data.paperOn as PlainDate, entered.occurredOn].sort()[0]!;
  if (own !== null && day < own) throw bad('paperOn', 'older-than-her-word');
  if ((done.data.paperOn as PlainDate) > done.occurredOn) throw bad('paperOn', 'in-the-future');
}
