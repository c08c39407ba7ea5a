import { say, vault as words, vaultEn as wordsEn } from '#lib/texts';

export type ProblemCode = keyof typeof words.problems;

/** The key ring cannot be used. The message says what is wrong and what to do, in Japanese and below it in English; never a key. */
export class KeyRingProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    facts: Readonly<Record<string, string>>,
  ) {
    super(`${say(words.problems[code], facts)}\n  ${say(wordsEn.problems[code], facts)}`);
    this.name = 'KeyRingProblem';
  }
}
