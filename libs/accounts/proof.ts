import type { Tx } from '#lib/database';
import type { Box } from '#lib/vault';

/**
 * Rows that let somebody in count only with a seal made over what they say. A statement that plants or changes such a row has no key ring, and
 * a seal taken from another row opens nowhere else: it leads nowhere, whatever the account that sent it may write.
 */
type Proven =
  | 'oidc_identity.proof'
  | 'invitation.proof'
  | 'api_token.proof'
  | 'person.password_hash'
  | 'passkey.public_key'
  | 'session.proof'
  | 'sign_in_step.proof';
const placeOf = (what: Proven, id: string): string => `${what}:${id}`;

/** Seals what a row says, for the column of this name. */
export const sealProof = async (tx: Tx, what: Proven, id: string, ...says: readonly string[]): Promise<string> =>
  (await tx.vault.ofPeople()).seal(placeOf(what, id), says.join(' '));

/** What was sealed for this row; null where it was not sealed by an app, or for another row. */
export function proven(box: Box, what: Proven, id: string, sealed: string | null): string | null {
  if (sealed === null) return null;
  try {
    return box.open(placeOf(what, id), sealed);
  } catch {
    return null;
  }
}

/** The hash of a password as it was sealed for this person. */
export const openPassword = async (tx: Tx, personId: string, sealed: string | null): Promise<string | null> =>
  proven(await tx.vault.ofPeople(), 'person.password_hash', personId, sealed);
