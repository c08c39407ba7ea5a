import { type History, isAct, isStep } from '#lib/cases';
import { acts, consoleWords, procedure, say } from '#lib/texts';

const words = consoleWords.done;

/** What was just done, in words, where the address says so and it is in truth the last that happened in the case. */
export function doneIn(history: History, done: unknown): string | undefined {
  const last = history.entries.at(-1);
  if (typeof done !== 'string' || !last) return undefined;
  if (done === 'reported') return history.entries.length === 1 ? words.reported : undefined;
  if (last.name !== done) return undefined;
  if (isAct(done)) return say(words.act, { what: acts[done].done });
  return isStep(done) ? say(words.step, { what: procedure.steps[done].done }) : undefined;
}
