import type { Tx } from '#lib/database';

/**
 * The one pair through which secrets and names of second factors reach the database, sealed with the house's key for people.
 * `place` (table, column and id of the row) binds a secret to its row: it opens nowhere else.
 */
export const sealSecret = async (tx: Tx, place: string, secret: string): Promise<string> => (await tx.vault.ofPeople()).seal(place, secret);
export const openSecret = async (tx: Tx, place: string, sealed: string): Promise<string> => (await tx.vault.ofPeople()).open(place, sealed);
