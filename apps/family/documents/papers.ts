import { openPapers } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { reportsExplained } from '../own/known.js';
import type { OwnCase } from '../own/own-case.js';

export interface Paper {
  readonly version: number;
  /** The day it was shown or signed. */
  readonly on: PlainDate;
}
export interface Papers {
  readonly draft: Paper | null;
  readonly report: Paper | null;
}
/** A paper with its text. */
export interface FullPaper extends Paper {
  readonly content: string;
  readonly fingerprint: string;
}

/** Of the reports that were handed in ($1: in which case), the last of those explained ($2: how many). */
const lastExplained = 'from (select * from final_report where case_id = $1 order by version limit $2) r order by version desc limit 1';

/** Which papers this relative may open now, without their text. */
export async function papersOf(tx: Tx, { head, history }: Pick<OwnCase, 'head' | 'history'>): Promise<Papers> {
  const [draft] = await tx.query<{ version: number; releasedAt: Date }>(
    'select version, released_at as "releasedAt" from released_draft where case_id = $1 order by version desc limit 1',
    [head.id],
  );
  const [report] = await tx.query<Paper>(`select version, signed_on::text as "on" ${lastExplained}`, [head.id, reportsExplained(history)]);
  return { draft: draft ? { version: draft.version, on: tokyoDate(draft.releasedAt) } : null, report: report ?? null };
}

/** The draft that was shown last; null before one was. What was shown once stays readable. */
export async function draftOf(tx: Tx, caseId: string): Promise<FullPaper | null> {
  const rows = await tx.query<Omit<FullPaper, 'on'> & { id: string; releasedAt: Date }>(
    'select id, version, content, fingerprint, released_at as "releasedAt" from released_draft where case_id = $1 order by version desc limit 1',
    [caseId],
  );
  const [row] = await openPapers(tx, caseId, 'released_draft', rows);
  return row ? { version: row.version, content: row.content, fingerprint: row.fingerprint, on: tokyoDate(row.releasedAt) } : null;
}

/** The last final report whose result was explained. */
export async function reportOf(tx: Tx, { head, history }: Pick<OwnCase, 'head' | 'history'>): Promise<FullPaper | null> {
  const rows = await tx.query<FullPaper & { id: string }>(
    `select id, version, content, fingerprint, signed_on::text as "on" ${lastExplained}`,
    [head.id, reportsExplained(history)],
  );
  const [row] = await openPapers(tx, head.id, 'final_report', rows);
  return row ?? null;
}
