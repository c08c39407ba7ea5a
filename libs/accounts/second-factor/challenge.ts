import type { Tx } from '#lib/database';
import type { Step } from '../steps/sign-in-steps.js';

/** Keeps the challenge of the options a page is about to show; the one before counts no more. */
export async function withChallenge<Options extends { readonly challenge: string }>(
  tx: Tx,
  step: Step,
  options: Options,
): Promise<Options> {
  await tx.change('update sign_in_step set challenge = $2 where token_hash = $1', [step.tokenHash, options.challenge]);
  return options;
}

/** The challenge that waits on the step, which is used up with this; null where none waits. */
export async function takeChallenge(tx: Tx, step: Step): Promise<string | null> {
  const taken = await tx.change('update sign_in_step set challenge = null where token_hash = $1 and challenge is not null', [
    step.tokenHash,
  ]);
  return taken === 1 ? step.challenge : null;
}
