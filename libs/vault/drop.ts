import type { Asks } from '#lib/journal';
import { inOne, maintaining } from './connected.js';
import { without } from './domain/ring.js';
import { KeyRingProblem } from './problem.js';
import { type RingSettings, assertFits, knownTo } from './registry.js';
import { RingFile } from './ring-file.js';
import { Vault, type Wrapped, unwrap } from './vault.js';

interface Former extends Wrapped {
  readonly whose: string;
  readonly masterNow: string | null;
  readonly wrappedNow: string | null;
}
const page = 1_000;

/** Former wrappings by this master key, and how the same data keys are wrapped now. */
const formers = `
  select f.whose, f.no, f.master_key as master, f.wrapped, coalesce(c.master_key, h.master_key) as "masterNow", coalesce(c.wrapped, h.wrapped) as "wrappedNow"
  from former_key f
  left join case_key c on c.case_id = case when f.whose like 'case:%' then substr(f.whose, 6)::uuid end and c.no = f.no
  left join house_key h on 'house:' || h.name = f.whose and h.no = f.no
  where f.master_key = $1 and (f.whose, f.no) > ($2, $3) order by f.whose, f.no limit ${page}`;

/**
 * Takes a master key out of the ring and the database, once nothing needs it: no data key is wrapped by it, and each that was opens with
 * another to the very same key. Until then how it was wrapped before is kept. Broken off anywhere, ring and database still fit, and a second
 * run ends it. Backups from before need the key: a copy of the ring belongs to them.
 * Throws KeyRingProblem: `current`, `no-such-key`, `still-needed`, `not-the-same`.
 * @param databaseUrl as the owner of the database
 */
export const dropMasterKey = ({ keyRing, databaseUrl }: RingSettings, name: string): Promise<void> =>
  maintaining(databaseUrl, async (client) => {
    const file = new RingFile(keyRing);
    const facts = { file: keyRing, name };
    await inOne(client, async (asks) => {
      await asks.query('lock table key_ring in share row exclusive mode');
      const ring = await assertFits(asks, file);
      const known = await knownTo(asks);
      const isKnown = known.some((one) => one.name === name);
      if (!ring.masters.has(name)) throw new KeyRingProblem('no-such-key', facts);
      const [newest] = await asks.query<{ name: string }>('select newest_master() as name');
      if (name === ring.current || name === newest!.name) throw new KeyRingProblem('current', facts);
      if (!isKnown) return;
      const [held] = await asks.query<{ n: number }>(
        `select ((select count(*) from case_key where master_key = $1) + (select count(*) from house_key where master_key = $1))::int as n`,
        [name],
      );
      if (held!.n > 0) throw new KeyRingProblem('still-needed', { ...facts, count: String(held!.n) });
      await assertTheSame(asks, new Vault(keyRing), facts);
      await asks.query('delete from former_key where master_key = $1', [name]);
      await asks.query('delete from key_ring where name = $1', [name]);
    });
    // The file last: a ring that holds more than the database knows harms nobody.
    file.write(without(file.fresh(), name));
  });

async function assertTheSame(asks: Asks, vault: Vault, facts: { readonly file: string; readonly name: string }): Promise<void> {
  for (let last: { whose: string; no: number } = { whose: '', no: 0 }; ;) {
    const rows = await asks.query<Former>(formers, [facts.name, last.whose, last.no]);
    for (const row of rows)
      if (!isTheSame(vault, row)) throw new KeyRingProblem('not-the-same', { ...facts, whose: `${row.whose} ${row.no}` });
    if (rows.length < page) return;
    last = rows.at(-1)!;
  }
}

function isTheSame(vault: Vault, { whose, no, master, wrapped, masterNow, wrappedNow }: Former): boolean {
  if (masterNow === null || wrappedNow === null) return false;
  const before = unwrap(vault.master(master), whose, { no, master, wrapped });
  try {
    return unwrap(vault.master(masterNow), whose, { no, master: masterNow, wrapped: wrappedNow }).equals(before);
  } catch {
    return false;
  }
}
