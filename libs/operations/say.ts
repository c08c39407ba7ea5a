import { operations as words, operationsEn as english, say } from '#lib/texts';
import { BackupProblem } from './backup/file.js';

type Facts = Readonly<Record<string, string | number>>;

/** Japanese, and below it English. */
export const both = (of: keyof typeof words.backup, facts: Facts = {}): string =>
  `${say(words.backup[of], facts)}\n  ${say(english.backup[of], facts)}`;

/** What went wrong, without what a driver or a file may quote; ends the process with 1 when it is done. */
export function failed(error: unknown): void {
  process.exitCode = 1;
  const { code, name } = error as { code?: string; name?: string };
  const why =
    error instanceof BackupProblem
      ? `${say(words.problems[error.code], error.facts)}\n  ${say(english.problems[error.code], error.facts)}`
      : (code ?? name ?? 'unknown');
  console.error(`${both('failed')}\n${why}`);
}
