import type { Tx } from '#lib/database';
import type { Caller } from '../caller.js';
import { secondFactor as words } from '#lib/texts';
import { PasswordField } from '#lib/web';
import { hashPassword } from '../password.js';
import { emailOf } from '../person.seal.js';
import { endSessions } from '../session-ends.js';
import { type PasswordProblem, passwordProblem } from '../password-choice.js';
import { sealProof } from '../proof.js';

export type PasswordMistake = PasswordProblem;

export const NewPassword = ({ mistake }: { readonly mistake: PasswordMistake | undefined }) => (
  <PasswordField
    name="password"
    label={words.password.new}
    required
    hint={words.password.hint}
    autocomplete="new-password"
    error={mistake && words.password[mistake]}
  />
);

/** Why the password may not be the person's; null where it may. */
export async function newPasswordProblem(tx: Tx, personId: string, typed: unknown): Promise<PasswordMistake | null> {
  return passwordProblem(typeof typed === 'string' ? typed : '', (await emailOf(tx, personId)) ?? '');
}

/**
 * Sets a password that was found good. Whatever was signed in or on its way with the one before ends, but what sets it; no browser but this one
 * is known any more, so that what somebody else was let in with is counted as a stranger's and told of.
 */
export async function setPassword(
  tx: Tx,
  personId: string,
  typed: string,
  own: Pick<Caller, 'session' | 'step' | 'device'>,
): Promise<void> {
  await endSessions(tx, personId, own);
  await tx.change('update person set password_hash = $2 where id = $1', [
    personId,
    await sealProof(tx, 'person.password_hash', personId, await hashPassword(typed)),
  ]);
  await tx.tell({ name: 'password-set', caseId: null, facts: { personId } });
}
