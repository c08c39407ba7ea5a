import { type Asks } from './asks.js';
import { type Root } from './domain/seal.js';

const columns = 'no, made_at as "madeAt", previous, tree, hash';
type Row = Omit<Root, 'madeAt'> & { readonly madeAt: Date };
const rootIn = ({ madeAt, ...row }: Row): Root => ({
  no: row.no,
  madeAt: madeAt.toISOString(),
  previous: row.previous,
  tree: row.tree,
  hash: row.hash,
});

/** Roots after a number, oldest first. */
export const rootsAfter = async (asks: Asks, no: number, size: number): Promise<Root[]> =>
  (await asks.query<Row>(`select ${columns} from journal_root where no > $1 order by no limit $2`, [no, size])).map(rootIn);

/** Roots, newest first; `before`: the number of the last one already shown. */
export const newestRoots = async (asks: Asks, { size, before }: { readonly size: number; readonly before?: number }): Promise<Root[]> =>
  (
    await asks.query<Row>(`select ${columns} from journal_root where $1::int is null or no < $1 order by no desc limit $2`, [
      before ?? null,
      size,
    ])
  ).map(rootIn);

/** The first root of each day, which is the one that is mailed, and the newest of all; oldest first. */
export const rootsOfDays = async (asks: Asks): Promise<Root[]> =>
  (
    await asks.query<Row>(
      `select ${columns} from journal_root where of_day is not null or no = (select max(no) from journal_root) order by no`,
    )
  ).map(rootIn);
