import { Client } from 'pg';
import { ownerAddress } from '#lib/database';
import { type ActSaid, type Box, type StepSaid, Vault, type VaultOfTx, isEntered, isTaken, placesOfCases } from '#lib/vault';
import { type Finding, found, looked } from './finding.js';

type Ask = <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;
type Step = StepSaid & { readonly proof: string | null };
type Counts = Record<'acts' | 'steps' | 'states' | 'texts' | 'cases', number>;

/** Rows of cases that no app entered as they stand, texts nobody can open, and states no step led to: what a statement wrote. Counts only. */
export const lookAtSeals = (keyRing: string | undefined, ownerUrl: string): Promise<Finding[]> =>
  keyRing === undefined
    ? Promise.resolve([])
    : looked('database', {}, async () => {
        const client = new Client({ connectionString: ownerAddress(ownerUrl), connectionTimeoutMillis: 10_000 });
        client.on('error', () => undefined);
        await client.connect();
        const query: Ask = async <Row>(sql: string, params: readonly unknown[] = []) =>
          (await client.query(sql, [...params])).rows as Row[];
        try {
          const counts: Counts = { acts: 0, steps: 0, states: 0, texts: 0, cases: 0 };
          const vault = new Vault(keyRing);
          for (const { id, state } of await query<{ id: string; state: string }>('select id, state from survey_case order by id'))
            await lookAtCase(query, vault.within({ query }), id, state, counts);
          return [found('seals', Object.values(counts).some((count) => count > 0) ? 'bad' : 'ok', counts)];
        } finally {
          await client.end();
        }
      });

async function lookAtCase(ask: Ask, vault: VaultOfTx, caseId: string, state: string, counts: Counts): Promise<void> {
  let box: Box;
  try {
    box = await vault.ofCase(caseId);
  } catch {
    // A case without its key: nothing in it can be read.
    counts.cases++;
    return;
  }
  const acts = await ask<ActSaid & { data: Readonly<Record<string, unknown>> }>(
    `select id, at_version as "atVersion", name, occurred_on::text as "occurredOn", entered_at as "enteredAt", person_id as "personId", role,
       organisation_id as "organisationId", data from act where case_id = $1`,
    [caseId],
  );
  counts.acts += acts.filter((act) => !isEntered(box, act, act.data)).length;
  const steps = await ask<Step>(
    `select id, at_version as "atVersion", step as name, from_state as "from", to_state as "to", taken_on::text as "takenOn",
       person_id as "personId", role, proof from case_state where case_id = $1 order by at_version`,
    [caseId],
  );
  const taken = steps.filter((step) => isTaken(box, step, step.proof));
  counts.steps += steps.length - taken.length;
  if (state !== (taken.at(-1)?.to ?? 'INTAKE')) counts.states++;
  for (const { table, id, columns, caseId: ofCase } of placesOfCases.filter(({ table }) => table !== 'case_state')) {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const rows = await ask<Record<string, string | null>>(`select ${id}::text as "row id", ${list} from ${table} where ${ofCase} = $1`, [
      caseId,
    ]);
    for (const column of columns)
      counts.texts += rows.filter(
        (row) => row[column] !== null && !canOpen(box, `${table}.${column}:${row['row id']}`, row[column]!),
      ).length;
  }
}

function canOpen(box: Box, place: string, sealed: string): boolean {
  try {
    box.open(place, sealed);
    return true;
  } catch {
    return false;
  }
}
