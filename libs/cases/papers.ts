import type { Tx } from '#lib/database';

type PaperTable = 'released_draft' | 'final_report';
interface Paper {
  readonly id: string;
  readonly content: string;
}
const placeOf = (table: PaperTable, id: string): string => `${table}.content:${id}`;

/** The text of a paper as its table keeps it. */
export const sealPaper = async (tx: Tx, caseId: string, table: PaperTable, { id, content }: Paper): Promise<string> =>
  (await tx.vault.ofCase(caseId)).seal(placeOf(table, id), content);

/** Rows of papers with their texts opened. */
export async function openPapers<Row extends Paper>(tx: Tx, caseId: string, table: PaperTable, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  const box = await tx.vault.ofCase(caseId);
  return rows.map((row) => ({ ...row, content: box.shown(placeOf(table, row.id), row.content) }));
}
