import type { Asks } from '#lib/journal';
import type { Zone } from '#lib/kernel';
import { inOne, maintaining } from './connected.js';
import { indexName, indexTurned, misfit, proofOf, withNextIndex } from './domain/ring.js';
import { type Key, printOf } from './domain/seal.js';
import { KeyRingProblem } from './problem.js';
import { type RingSettings, assertFits, knownTo } from './registry.js';
import { RingFile } from './ring-file.js';
import { Vault } from './vault.js';

/** Columns that are found by a print, of what the print is made and under which purpose. */
const printed = [
  { table: 'person', column: 'email', index: 'email_index', purpose: 'person.email', of: (text: string) => text.toLowerCase() },
  { table: 'appointment', column: 'email', index: 'email_index', purpose: 'person.email', of: (text: string) => text.toLowerCase() },
  { table: 'root_letter', column: 'address', index: 'address_index', purpose: 'root_letter.address', of: (text: string) => text },
] as const;
const most = 1_000;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Makes every print anew with a new index key, in one transaction: all of them or none. No app may run meanwhile, because it would look for
 * prints of the key it knows. Broken off before it was committed, everything is as it was; after, the next run ends it.
 * Answers how many prints were made. Throws KeyRingProblem, `apps-running` among them.
 * @param databaseUrl as the owner of the database
 */
export const renewIndexKey = ({ keyRing, databaseUrl }: RingSettings): Promise<number> =>
  maintaining(databaseUrl, async (client) => {
    const file = new RingFile(keyRing);
    const made = await inOne(client, async (asks) => {
      await asks.query('lock table key_ring in share row exclusive mode');
      await assertNoAppRuns(asks);
      if (misfit(file.ring(), await knownTo(asks))?.is === 'index-half-changed') return 0;
      const ring = withNextIndex(await assertFits(asks, file));
      // Kept before anything is printed with it.
      file.write(ring);
      let sum = 0;
      for (const place of printed) sum += await printAll(asks, new Vault(keyRing), place, ring.nextIndex!);
      // Attempts at signing in count for a day at most; their prints are of the former key.
      await asks.query('delete from sign_in_attempt');
      await asks.query('update key_ring set proof = $2 where name = $1', [indexName, proofOf(ring.nextIndex!)]);
      return sum;
    });
    file.write(indexTurned(file.fresh()));
    return made;
  });

const zones: readonly Zone[] = ['console', 'family', 'committee', 'api', 'worker'];

async function assertNoAppRuns(asks: Asks): Promise<void> {
  const [{ n }] = (await asks.query<{ n: number }>(
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = any($1)',
    [zones.map((zone) => `yorisoi_${zone}`)],
  )) as [{ n: number }];
  if (n > 0) throw new KeyRingProblem('apps-running', { count: String(n) });
}

async function printAll(
  asks: Asks,
  vault: Vault,
  { table, column, index, purpose, of }: (typeof printed)[number],
  key: Key,
): Promise<number> {
  const box = await vault.within(asks).ofPeople();
  let sum = 0;
  for (let after = first; ;) {
    const rows = await asks.query<{ id: string; text: string }>(
      `select id, ${column} as text from ${table} where ${column} is not null and id > $1 order by id limit ${most}`,
      [after],
    );
    const prints = rows.map(({ id, text }) => printOf(key.secret, purpose, of(box.open(`${table}.${column}:${id}`, text))));
    await asks.query(`update ${table} t set ${index} = g.print from unnest($1::uuid[], $2::text[]) as g (id, print) where t.id = g.id`, [
      rows.map(({ id }) => id),
      prints,
    ]);
    sum += rows.length;
    if (rows.length < most) return sum;
    after = rows.at(-1)!.id;
  }
}
