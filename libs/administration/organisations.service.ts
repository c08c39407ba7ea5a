import { createOrganisation } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import type { AddOrganisation } from './forms.js';
import { organisationInReach } from './reach.queries.js';

/** A school or committee below the administrator's founder. Refuses: `not-found` for an administrator of anything else. */
export async function addOrganisation(
  tx: Tx,
  { addedKind: kind, organisationName: name, organisationCode: code }: AddOrganisation,
): Promise<string> {
  const own = await organisationInReach(tx, tx.actor.organisationId ?? '');
  if (own.kind !== 'founder') throw new Refused('not-found');
  return createOrganisation(tx, { kind, name, parentId: own.id, ...(code ? { code } : {}) });
}

/** A new name for an organisation in reach. Refuses: `not-found`. */
export async function renameOrganisation(tx: Tx, id: string, name: string): Promise<void> {
  await organisationInReach(tx, id);
  await tx.change('update organisation set name = $2 where id = $1', [id, name]);
  await tx.tell({ name: 'organisation-renamed', caseId: null, facts: { organisationId: id } });
}
