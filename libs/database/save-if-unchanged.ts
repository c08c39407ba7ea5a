import { type EntityTarget, type ObjectLiteral, type QueryDeepPartialEntity } from 'typeorm';
import { Refused } from '#lib/kernel';
import { type Tx } from './tx.js';

/**
 * Writes `changes` to a row only while it still has the version it was read with, and counts the version up.
 * TypeORM's own version column does not protect `save()`. Refuses: `changed-meanwhile`.
 */
export async function saveIfUnchanged<Row extends ObjectLiteral & { id: string; version: number }>(
  tx: Tx,
  row: EntityTarget<Row>,
  read: { readonly id: string; readonly version: number },
  changes: QueryDeepPartialEntity<Row>,
): Promise<void> {
  const { affected } = await tx.manager
    .createQueryBuilder()
    .update(row)
    .set({ ...changes, version: read.version + 1 } as QueryDeepPartialEntity<Row>)
    .where('id = :id and version = :version', { id: read.id, version: read.version })
    .execute();
  if (affected !== 1) throw new Refused('changed-meanwhile');
}
