import { type Asks } from './asks.js';
import { type Content, type Head, canonical, link } from './domain/chain.js';

/** A new entry: which case it belongs to (null: the house itself) and what it says. */
export interface NewEntry {
  readonly caseId: string | null;
  readonly at: Date;
  readonly content: Content;
}

export const houseChain = 'house';
export const chainOf = (caseId: string | null): string => caseId ?? houseChain;

/**
 * Appends entries to their chains, in the transaction of `asks`. The head of a chain stays locked until the transaction ends, so two
 * writers never make the same number; chains are taken in order, so two transactions never wait for each other.
 */
export async function append(asks: Asks, entries: readonly NewEntry[]): Promise<void> {
  const chains = new Map<string, NewEntry[]>();
  for (const entry of entries) {
    const chain = chainOf(entry.caseId);
    chains.set(chain, [...(chains.get(chain) ?? []), entry]);
  }
  for (const [chain, group] of [...chains].sort(([a], [b]) => (a < b ? -1 : 1))) await appendTo(asks, chain, group);
}

async function appendTo(asks: Asks, chain: string, group: readonly NewEntry[]): Promise<void> {
  // The update that changes nothing makes one round trip of "create, lock and read".
  const [head] = await asks.query<Head>(
    `insert into journal_head (chain, seq, hash) values ($1, 0, '')
     on conflict (chain) do update set seq = journal_head.seq returning seq, hash`,
    [chain],
  );
  const links = link(
    head!,
    group.map((entry) => canonical(entry.content)),
  );
  const last = links.at(-1)!;
  await asks.query(
    `with written as (
       insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
       select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[]))
     update journal_head set seq = $8, hash = $9 where chain = $1`,
    [
      chain,
      links.map((one) => one.seq),
      group.map((entry) => entry.at.toISOString()),
      group.map((entry) => entry.caseId),
      links.map((one) => one.content),
      links.map((one) => one.previousHash),
      links.map((one) => one.hash),
      last.seq,
      last.hash,
    ],
  );
}
