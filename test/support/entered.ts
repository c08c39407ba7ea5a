import type { Asks } from '#lib/journal';
import { newId } from '#lib/kernel';
import { sealOfAct } from '#lib/vault';
import { testVault } from './key-ring.js';

interface Entered {
  readonly atVersion: number;
  readonly name: string;
  readonly personId: string;
  readonly role: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An act as an app would have entered it, written by the owner; answers its id. */
export async function enter(query: Asks['query'], caseId: string, { data, ...more }: Entered): Promise<string> {
  const act = { id: newId(), occurredOn: '2026-02-12', enteredAt: new Date(), organisationId: null, ...more };
  const proof = sealOfAct(await testVault.within({ query }).ofCase(caseId), act, data);
  await query(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [act.id, caseId, act.atVersion, act.name, act.occurredOn, act.enteredAt, act.personId, act.role, JSON.stringify({ ...data, proof })],
  );
  return act.id;
}
