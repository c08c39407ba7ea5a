import { type Asks } from './asks.js';
import { type Leaf, type Root, drawers, emptyDrawer, leafHash, merkle, rootHash } from './domain/seal.js';

/** Two workers do not seal at once: the second leaves it to the first. Nobody who writes an entry waits for this. */
const lock = 1_764_000_007;

interface Former {
  readonly no: number;
  readonly hash: string;
  readonly horizon: number;
  readonly ofToday: boolean;
}
interface Found extends Leaf {
  readonly drawer: number;
  readonly changed: boolean;
}

const former = `
  select no, hash, horizon, (made_at at time zone 'Asia/Tokyo')::date = (clock_timestamp() at time zone 'Asia/Tokyo')::date as "ofToday"
  from journal_root order by no desc limit 1`;

/**
 * The heads in every drawer in which a chain has grown. What the last root did not see was written by transactions that had not ended when
 * it was made ($1: the oldest of them) or began later; the index finds them. Where a restored database counts its transactions anew,
 * everything is looked at once.
 */
const grown = `
  with fresh as materialized (
    select distinct chain from journal_entry
    where written_in >= case when $1 > pg_snapshot_xmin(pg_current_snapshot())::text::bigint then 0 else $1 end
  ), touched as materialized (select distinct h.drawer from fresh join journal_head h using (chain))
  select h.drawer, h.chain, h.seq, h.hash, f.chain is not null and (l.seq, l.hash) is distinct from (h.seq, h.hash) as changed
  from journal_head h join touched using (drawer) left join fresh f on f.chain = h.chain
  left join lateral (select seq, hash from journal_leaf where chain = f.chain order by root_no desc limit 1) l on true
  order by h.drawer, h.chain collate "C"`;

const horizonNow = `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon, clock_timestamp() as at`;

const drawersNow = `
  select d.hash from generate_series(0, ${drawers - 1}) n
  left join lateral (select hash from journal_drawer where drawer = n order by root_no desc limit 1) d on true order by n`;

/**
 * Seals the heads of all chains under one root, chained to the root before it: where something was written since, and at least once a day.
 * Answers the new root, or null where none was needed or another worker is at it.
 */
export async function seal(asks: Asks): Promise<Root | null> {
  const [own] = await asks.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [lock]);
  if (!own?.got) return null;
  const [last] = await asks.query<Former>(former);
  // Asked first: what is written between the two statements is seen twice rather than never.
  const [now] = await asks.query<{ horizon: number; at: Date }>(horizonNow);
  const found = await asks.query<Found>(grown, [last?.horizon ?? 0]);
  const leaves = found.filter(({ changed }) => changed);
  if (leaves.length === 0 && last?.ofToday) return null;

  const hashes = (await asks.query<{ hash: string | null }>(drawersNow)).map(({ hash }) => hash ?? emptyDrawer);
  const opened = [...new Set(leaves.map(({ drawer }) => drawer))];
  for (const drawer of opened) hashes[drawer] = merkle(found.filter((one) => one.drawer === drawer).map(leafHash));
  const unhashed = { no: (last?.no ?? 0) + 1, madeAt: now!.at.toISOString(), previous: last?.hash ?? '', tree: merkle(hashes) };
  const root = { ...unhashed, hash: rootHash(unhashed) };
  await asks.query(
    `insert into journal_root (no, made_at, of_day, previous, tree, hash, horizon)
     values ($1, $2, case when $3 then null else ($2::timestamptz at time zone 'Asia/Tokyo')::date end, $4, $5, $6, $7)`,
    [root.no, root.madeAt, last?.ofToday ?? false, root.previous, root.tree, root.hash, now!.horizon],
  );
  await asks.query(
    `insert into journal_leaf (root_no, chain, drawer, seq, hash) select $1, * from unnest($2::text[], $3::int[], $4::bigint[], $5::text[])`,
    [root.no, ...(['chain', 'drawer', 'seq', 'hash'] as const).map((name) => leaves.map((leaf) => leaf[name]))],
  );
  await asks.query('insert into journal_drawer (root_no, drawer, hash) select $1, * from unnest($2::int[], $3::text[])', [
    root.no,
    opened,
    opened.map((drawer) => hashes[drawer]),
  ]);
  return root;
}
