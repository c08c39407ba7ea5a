import type { Asks } from '#lib/journal';
import { inOne, maintaining } from './connected.js';
import { KeyRingProblem } from './problem.js';
import { type RingSettings, checkKeyRing } from './registry.js';
import { type Step, fromTheFirst } from './reseal.js';
import { sealActs } from './seal-acts.js';
import { Vault, type VaultOfTx } from './vault.js';

/** Columns that were sealed when there were rows already, which a migration has marked. */
const columns = [
  { table: 'survey_case', column: 'grade', caseId: 'id', index: null },
  { table: 'api_token', column: 'label', caseId: null, index: null },
  { table: 'passkey', column: 'label', caseId: null, index: null },
  { table: 'root_letter', column: 'address', caseId: null, index: 'address_index' },
  // What lets somebody in: libs/accounts/proof.ts.
  { table: 'person', column: 'password_hash', caseId: null, index: null },
  { table: 'passkey', column: 'public_key', caseId: null, index: null },
  { table: 'invitation', column: 'proof', caseId: null, index: null },
  { table: 'api_token', column: 'proof', caseId: null, index: null },
  { table: 'case_state', column: 'proof', caseId: 'case_id', index: null },
] as const;
const mark = 'plain:';
const most = 100;
const open = `select 1 from key_renewal where what = 'plain' and ended_at is null`;

/** Throws KeyRingProblem `not-sealed` while something is left: no app shows or writes beside it. */
export async function assertSealed(asks: Asks): Promise<void> {
  if ((await asks.query(open)).length > 0) throw new KeyRingProblem('not-sealed', {});
}

/**
 * Seals what a migration has marked as standing in the clear, a hundred rows in each transaction; broken off it goes on where it was.
 * Answers how many rows it sealed.
 * @param databaseUrl as the owner of the database
 */
export async function sealPlain(settings: RingSettings): Promise<number> {
  await checkKeyRing(settings);
  const vault = new Vault(settings.keyRing);
  return maintaining(settings.databaseUrl, async (client) => {
    if ((await client.query(open)).rowCount === 0) return 0;
    let sum = 0;
    for (let after: string | null = fromTheFirst; after !== null;) {
      const step: Step = await inOne(client, (asks) => sealActs(asks, vault.within(asks), after!));
      sum += step.done;
      after = step.last;
    }
    for (const one of columns)
      for (let done = most; done === most; sum += done) done = await inOne(client, (asks) => sealSome(asks, vault.within(asks), one));
    await client.query(`update key_renewal set done = done + $1, ended_at = clock_timestamp() where what = 'plain' and ended_at is null`, [
      sum,
    ]);
    return sum;
  });
}

async function sealSome(asks: Asks, vault: VaultOfTx, { table, column, caseId, index }: (typeof columns)[number]): Promise<number> {
  const rows = await asks.query<{ id: string; caseId: string | null; text: string }>(
    `select id, ${caseId}::uuid as "caseId", substr(${column}, ${mark.length + 1}) as text from ${table} where starts_with(${column}, '${mark}') limit ${most} for update`,
  );
  for (const { id, caseId, text } of rows) {
    const box = await (caseId ? vault.ofCase(caseId) : vault.ofPeople());
    await asks.query(`update ${table} set ${column} = $2 where id = $1`, [id, box.seal(`${table}.${column}:${id}`, text)]);
    if (index) await asks.query(`update ${table} set ${index} = $2 where id = $1`, [id, vault.print(`${table}.${column}`, text)]);
  }
  return rows.length;
}
