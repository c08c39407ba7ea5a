import type { Tx } from '#lib/database';
import { voidInvitations, voidInvitationsBy } from '../invitations/invitations.js';
import { endAllWays } from '../second-factor/ways.js';
import { stopWhatTheyAsked } from '../waiting/waiting.js';

/**
 * For a fresh start: somebody else may have had the account. Every way in ends, letters to the person and letters the person made lead nowhere,
 * and what the person asked for and waits for a second one is given up. Roles they gave stand, and are in the journal of people.
 */
export async function endWhatTheAccountBegan(tx: Tx, personId: string): Promise<void> {
  await endAllWays(tx, personId);
  await voidInvitations(tx, personId);
  await voidInvitationsBy(tx, personId);
  await stopWhatTheyAsked(tx, personId);
}
