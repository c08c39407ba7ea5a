import { type Asks } from './asks.js';
import { type Content, canonical, chainOf } from './domain/chain.js';

/** A new entry: which case it belongs to (null: none) and what it says. */
export interface NewEntry {
  readonly caseId: string | null;
  /** Of the committee's own room of the case. */
  readonly room?: boolean;
  readonly at: Date;
  readonly content: Content;
}

/**
 * Appends entries to their chains, in the transaction of `asks`, in one round trip. The head of a chain stays locked until the transaction
 * ends, so two writers never make the same number; chains are taken in order, so two transactions never wait for each other. The database
 * counts and hashes, as `link` does.
 */
export async function append(asks: Asks, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const chained = entries.map((entry) => ({ ...entry, chain: chainOf(entry.caseId, entry.content, entry.room) }));
  const sorted = chained.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0)); // Stable: within a chain as they were noted.
  await asks.query('select journal_append($1::text[], $2::uuid[], $3::timestamptz[], $4::text[])', [
    sorted.map(({ chain }) => chain),
    sorted.map(({ caseId }) => caseId),
    sorted.map(({ at }) => at.toISOString()),
    sorted.map(({ content }) => canonical(content)),
  ]);
}
