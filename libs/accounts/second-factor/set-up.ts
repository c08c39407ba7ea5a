import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import type { Caller } from '../caller.js';
import type { StepOf } from '../steps/sign-in-steps.js';
import { keepAddress } from '../invitations/own-address.js';
import { emailOf } from '../person.seal.js';
import { addressOf } from './mail-code.js';
import { newPasswordProblem, setPassword } from './new-password.js';
import { openSecret, sealSecret } from './seal.js';
import { newTotpSecret, setUpTotp } from './totp.js';
import { type Other, totpSetUpPage } from './totp.pages.js';
import { hasPassword } from './ways.js';
import { secondFactor as words } from '#lib/texts';

/** Whoever comes by letter and has no password yet chooses one together with a code: a code alone is no way to sign in. */
export const needsPassword = async (tx: Tx, { proven, personId }: StepOf): Promise<boolean> =>
  proven === 'letter' && !(await hasPassword(tx, personId));

/** Whoever signs in with a password types an address with it: one is proven first, by a code sent there. */
export const needsAddress = async (tx: Tx, step: StepOf): Promise<boolean> =>
  (await needsPassword(tx, step)) && !step.addressProven && !(await hasProvenAddress(tx, step.personId));

/** Whether the person signs in with an address. */
export const hasProvenAddress = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.query('select from person where id = $1 and email_proven', [personId])).length > 0;

const place = ({ id }: StepOf): string => `sign_in_step.pending_secret:${id}`;

/** The secret that waits on this step for its first code; made when it is first shown. */
async function pendingSecret(tx: Tx, step: StepOf): Promise<string> {
  if (step.pendingSecret !== null) return openSecret(tx, place(step), step.pendingSecret);
  const secret = newTotpSecret();
  const sealed = await sealSecret(tx, place(step), secret);
  await tx.change('update sign_in_step set pending_secret = $2 where token_hash = $1', [step.tokenHash, sealed]);
  return secret;
}

export interface Place {
  readonly action: string;
  readonly back: Other;
}

/** What an authenticator or a browser shows beside the product: the address the person signs in with. */
export const accountOf = async (tx: Tx, personId: string): Promise<string> => (await emailOf(tx, personId)) ?? words.totp.account;

async function totpPage(
  tx: Tx,
  step: StepOf,
  { action, back }: Place,
  mistakes: Pick<Parameters<typeof totpSetUpPage>[0], 'code' | 'password'>,
) {
  const secret = await pendingSecret(tx, step);
  return totpSetUpPage({
    action,
    back,
    secret,
    account: (await addressOf(tx, step)) ?? words.totp.account,
    askPassword: await needsPassword(tx, step),
    ...mistakes,
  });
}

export const showTotpSetUp = (tx: Tx, step: StepOf, place: Place) => totpPage(tx, step, place, {});

/**
 * Takes the first code, with the new password where one is asked for. Answers the page again with what is wrong, or 'done'. Refuses:
 * `changed-meanwhile` where somebody else proved the same address since.
 */
export async function takeTotpSetUp(
  tx: Tx,
  step: StepOf,
  caller: Caller,
  body: Readonly<Record<string, unknown>> | undefined,
  place: Place,
): Promise<'done' | ReturnType<typeof totpSetUpPage>> {
  const asked = await needsPassword(tx, step);
  const password = asked ? ((await newPasswordProblem(tx, step.personId, body?.['password'])) ?? undefined) : undefined;
  if (password) return totpPage(tx, step, place, { password });
  if (!(await setUpTotp(tx, step.personId, await pendingSecret(tx, step), body?.['code'])))
    return totpPage(tx, step, place, { code: words.wrongCode });
  if (step.addressProven && !(await keepAddress(tx, step.personId, (await addressOf(tx, step))!))) throw new Refused('changed-meanwhile');
  if (asked) await setPassword(tx, step.personId, body!['password'] as string, caller);
  return 'done';
}
