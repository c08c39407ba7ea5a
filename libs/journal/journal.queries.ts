import { type Asks } from './asks.js';
import { type Content, type Flaw, type Head, type Link, verifyChain } from './domain/chain.js';

/** An entry as a timeline shows it. */
export interface Entry extends Content {
  readonly seq: number;
}

export interface Page {
  readonly size: number;
  /** Number of the last entry already shown; the page holds older ones. */
  readonly before?: number;
}

const parsed = (row: { seq: number; content: string }): Entry => ({ ...(JSON.parse(row.content) as Content), seq: row.seq });

/** The entries of a case, newest first. The caller has already decided that the actor may see this case. */
export async function entriesOf(asks: Asks, caseId: string, page: Page): Promise<Entry[]> {
  const rows = await asks.query<{ seq: number; content: string }>(
    `select seq, content from journal_entry where chain = $1 and ($2::bigint is null or seq < $2) order by seq desc limit $3`,
    [caseId, page.before ?? null, page.size],
  );
  return rows.map(parsed);
}

/** Reads a whole chain and checks it against its head. The chain of a case is called by the id of the case. */
export async function flawOf(asks: Asks, chain: string): Promise<Flaw | null> {
  const [head] = await asks.query<Head>('select seq, hash from journal_head where chain = $1', [chain]);
  const links = await asks.query<Link>(
    `select seq, content, previous_hash as "previousHash", hash from journal_entry where chain = $1 order by seq`,
    [chain],
  );
  return verifyChain(links, head);
}
