import type { Tx } from '#lib/database';
import type { Caller } from '../caller.js';
import { relyingParty } from '../domain/relying-party.js';
import type { StepOf } from '../steps/sign-in-steps.js';
import { takeChallenge, withChallenge } from './challenge.js';
import { passkeyAddPage, passkeyNotHerePage } from './passkey.pages.js';
import { addPasskey, longestLabel, optionsForNew } from './passkeys.js';
import { accountOf, type Place } from './set-up.js';
import { secondFactor } from '#lib/texts';

type Answers = Readonly<Record<string, unknown>> | undefined;
interface Where extends Place {
  readonly origin: string | undefined;
}

/** The page with a fresh challenge. */
export async function showPasskeySetUp(
  tx: Tx,
  step: StepOf,
  caller: Caller,
  { origin, action, back }: Where,
  again: Pick<Parameters<typeof passkeyAddPage>[0], 'label' | 'mistake'> = {},
) {
  const rp = relyingParty(origin, caller.host);
  if (!rp) return passkeyNotHerePage({ title: secondFactor.passkey.add, host: caller.host, others: [back] });
  const options = await withChallenge(tx, step, await optionsForNew(tx, rp, step.personId, await accountOf(tx, step.personId)));
  return passkeyAddPage({ action, back, options, ...again });
}

/** Takes the browser's answer with the name. Answers the page again with what is wrong, or 'done'. */
export async function takePasskeySetUp(tx: Tx, step: StepOf, caller: Caller, body: Answers, where: Where) {
  const rp = relyingParty(where.origin, caller.host);
  const label = typeof body?.['label'] === 'string' ? body['label'].trim().normalize('NFC') : '';
  const challenge = await takeChallenge(tx, step);
  const mistake = label === '' ? 'labelMissing' : [...label].length > longestLabel ? 'labelLong' : undefined;
  if (mistake) return showPasskeySetUp(tx, step, caller, where, { label: label.slice(0, 2 * longestLabel), mistake });
  const answer = { personId: step.personId, label, answer: body?.['answer'] };
  if (rp && challenge !== null && (await addPasskey(tx, { rp, challenge, ...answer }))) return 'done' as const;
  return showPasskeySetUp(tx, step, caller, where, { label, mistake: 'notAdded' });
}
