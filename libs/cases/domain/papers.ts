import { createHash } from 'node:crypto';
import { Refused } from '#lib/kernel';
import type { ActName } from './acts.js';
import type { ActDone, History } from './history.js';

type Data = Readonly<Record<string, unknown>>;

/** What tells one text from every other: sha256 in hex. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The draft that was shown last: the one frozen last when it was. */
const shownDraft = (history: History): ActDone | undefined => history.until('showDraft').last('freezeDraft');

/** The signature under the report that was handed in last. */
export const signatureOf = (history: History): ActDone | undefined => history.until('submitReport').last('signReport');

/** The text each of these acts is about, at the moment it is entered. */
const about: Partial<Record<ActName, (history: History, data: Data) => unknown>> = {
  freezeDraft: (_, { content }) => fingerprintOf(String(content)),
  recordDraftShown: (history) => shownDraft(history)?.data.fingerprint,
  giveOpinion: (history) => shownDraft(history)?.data.fingerprint,
  signReport: (history) => shownDraft(history)?.data.fingerprint,
  explainResult: (history) => signatureOf(history)?.data.fingerprint,
  recordReadThrough: (history, { document }) =>
    document === 'draftReport'
      ? history.last('freezeDraft')?.data.fingerprint
      : document === 'finalReport'
        ? (history.since('submitReport').last('signReport') ?? signatureOf(history))?.data.fingerprint
        : undefined,
};

/**
 * An act about a draft or a report with the fingerprint of the text it is about, which nobody types.
 * @param history acts and steps so far, as whoever enters it may see them
 * Source: [design], so that what is shown, read through, signed and explained can be told to be one text.
 */
export function withFingerprint(history: History, name: ActName, data: Data): Data {
  const fingerprint = about[name]?.(history, data);
  return fingerprint === undefined ? data : { ...data, fingerprint };
}

/**
 * Decides whether the report may be signed: what is signed is the draft that was shown.
 * @throws Refused `draft-not-shown` where another was frozen since; `reviseDraft` and `showDraft` lead to it
 * Source: domain.md §3.9 (7.1), S60.
 */
export function checkShown(history: History): void {
  if (history.since('showDraft').has('freezeDraft')) throw new Refused('draft-not-shown', { way: ['reviseDraft', 'showDraft'] });
}
