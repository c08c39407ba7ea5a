import { say, standing as words, standingEn } from '#lib/texts';
import { endOnBadKeyRing } from '#lib/vault';
import { type Account } from './accounts.js';
import { type StandingProblem, standingOf } from './standing.js';

/** A problem in Japanese and below it in English: what is so, why it must not be, and what to do. */
export const inWords = ({ code, facts }: StandingProblem): readonly [ja: string, en: string] => [
  say(words.problems[code], facts),
  say(standingEn.problems[code], facts),
];

/**
 * Before an app is built: its account, its rights, the walls and the version of its database, and then the key ring. Where anything is not as it
 * has to be, says everything on standard error and ends the process with 1.
 */
export async function endOnBadStart(account: Account, settings: { readonly databaseUrl: string; readonly keyRing: string }): Promise<void> {
  const problems = await standingOf(settings.databaseUrl, account);
  if (problems.length > 0) {
    const lines = problems.map(inWords).flatMap(([ja, en]) => [`  - ${ja}`, `    ${en}`]);
    process.stderr.write(`${[words.heading, ...lines, standingEn.heading].join('\n')}\n`);
    process.exit(1);
  }
  await endOnBadKeyRing(settings);
}
