import { type Document, documents } from '../facts.js';
import type { History } from '../history.js';

/** The acts by which a paper is made or handed over; the second reader is someone else than their last author. */
const madeBy = {
  explanationSheet: ['explainSurveySystem', 'explainJsc', 'explainDesks'],
  basicResultSheet: ['explainBasicResult'],
  intentionForm: ['issueIntentionForm'],
  reasonNotice: ['decideTransition'],
  draftReport: ['freezeDraft'],
  finalReport: ['signReport'],
} as const satisfies Record<Document, readonly Parameters<History['last']>[0][]>;

/** Papers read through by somebody else than whoever made them (G10). */
export function readThroughDocuments(history: History): ReadonlySet<Document> {
  return new Set(
    documents.filter((document) => {
      const made = history.acts(...madeBy[document]);
      const author = made.at(-1);
      const span =
        document === 'draftReport' || document === 'finalReport' || document === 'reasonNotice' ? author && history.after(author) : history;
      return (span?.acts('recordReadThrough') ?? []).some(
        (r) => r.data.document === document && made.every((m) => m.personId !== r.personId),
      );
    }),
  );
}
