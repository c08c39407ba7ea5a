/**
 * Decides what an error of the mail server means for one letter.
 * @param error as nodemailer throws it: `responseCode` (three digits), `command` it answered to
 * @returns 'refused' where the server will never take this letter to this person: a 5xx to the receiver or to the content;
 *   'later' for everything else, also for a 5xx to our sign-in or sender, which is our own mistake and not the end of the letter
 * Source: RFC 5321 4.2.1.
 */
export function answerOf(error: unknown): 'refused' | 'later' {
  const { responseCode, command } = (error ?? {}) as { responseCode?: unknown; command?: unknown };
  const permanent = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  return permanent && (command === 'RCPT TO' || command === 'DATA') ? 'refused' : 'later';
}

/** The code kept with a refused letter. */
export const refusalCode = (error: unknown): string => `smtp-${(error as { responseCode: number }).responseCode}`;
