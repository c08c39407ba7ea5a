import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { MatrixCase } from './world.js';

/** What the matrix knows of a case. */
export async function described(owner: DataSource, id: string, pupil: string): Promise<MatrixCase> {
  const [{ caseNo }] = (await owner.query('select case_no as "caseNo" from survey_case where id = $1', [id])) as [{ caseNo: string }];
  const acts = (await owner.query('select id, name from act where case_id = $1', [id])) as { id: string; name: string }[];
  const [over] = (await owner.query('select id from break_glass where case_id = $1 and ends_at < now()', [id])) as { id: string }[];
  const [relative] = (await owner.query('select id from relative where case_id = $1 limit 1', [id])) as { id: string }[];
  const some = (one: { id: string } | undefined): string => one?.id ?? randomUUID();
  const act = (name: string): string => some(acts.find((one) => one.name === name));
  return { id, caseNo, pupil, opening: some(over), relative: () => some(relative), act };
}
