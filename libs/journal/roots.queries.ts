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

/** A root, and whether it is the first of its day in Tokyo: that one is mailed. */
export interface RootOfDay extends Root {
  readonly ofDay: boolean;
}

/** Roots after a number, oldest first. */
export const rootsAfter = async (asks: Asks, no: number, size: number): Promise<RootOfDay[]> =>
  (
    await asks.query<Row & { ofDay: boolean }>(
      `select ${columns}, of_day is not null as "ofDay" from journal_root where no > $1 order by no limit $2`,
      [no, size],
    )
  ).map((row) => ({ ...rootIn(row), ofDay: row.ofDay }));

/** Roots, newest first; `before`: the number of the last one already shown. */
export const newestRoots = async (asks: Asks, { size, before }: { readonly size: number; readonly before?: number }): Promise<Root[]> =>
  (
    await asks.query<Row>(`select ${columns} from journal_root where $1::int is null or no < $1 order by no desc limit $2`, [
      before ?? null,
      size,
    ])
  ).map(rootIn);
