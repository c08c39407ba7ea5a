import type { Tx } from '#lib/database';
import { say, secondFactor as words } from '#lib/texts';
import type { Caller } from '../caller.js';
import { keepAddress, readAddress } from '../invitations/own-address.js';
import { waitInWords } from '../sign-in.page.js';
import type { StepOf } from '../steps/sign-in-steps.js';
import { guess } from './guesses.js';
import { addressOf, codeIsRight, sendCode, sendTo, setUpCodeByMail } from './mail-code.js';
import { mailPage } from './mail.pages.js';
import { newPasswordProblem, setPassword } from './new-password.js';
import { type Place, needsPassword } from './set-up.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Mistakes = Pick<Parameters<typeof mailPage>[0], 'password' | 'code' | 'address' | 'status'>;

export async function showMailSetUp(tx: Tx, step: StepOf, { action, back }: Place, mistakes: Mistakes = {}, sent = step.codeHash !== null) {
  const askPassword = await needsPassword(tx, step);
  // Whoever comes by letter says where codes go, and sees what the office has noted down.
  const address = step.proven === 'letter' ? { value: (await addressOf(tx, step)) ?? '' } : undefined;
  const asked = { askPassword, ...(address ? { address } : {}) };
  return mailPage({ title: words.mail.title, action, submit: words.totp.submit, others: [back], sent, ...asked, ...mistakes });
}

export const tooSoon = (seconds: number) => ({ code: say(words.tooSoon, { wait: waitInWords(seconds) }), status: 429 });

/** Sends a code and answers the page that asks for it. An address that was typed is the person's once the code came back from it. */
export async function sendMailSetUp(tx: Tx, from: StepOf, caller: Caller, place: Place, body?: Answers) {
  let step = from;
  if (step.proven === 'letter' && body?.['email'] !== undefined) {
    const address = await readAddress(tx, step.personId, body['email']);
    if (address.error) return showMailSetUp(tx, step, place, { address }, false);
    step = await sendTo(tx, step, address.value);
  }
  if ((await addressOf(tx, step)) === null) return showMailSetUp(tx, step, place, { code: words.mail.noAddress }, false);
  const seconds = await sendCode(tx, step, caller);
  return showMailSetUp(tx, step, place, seconds > 0 ? tooSoon(seconds) : {}, seconds === 0 || step.codeHash !== null);
}

/** Takes the code that was sent, with the new password where one is asked for. Answers the page again with what is wrong, or 'done'. */
export async function takeMailSetUp(tx: Tx, step: StepOf, caller: Caller, body: Answers, place: Place) {
  const asked = await needsPassword(tx, step);
  const password = asked ? await newPasswordProblem(tx, step.personId, body?.['password']) : null;
  if (password) return showMailSetUp(tx, step, place, { password });
  const { seconds } = await guess(tx, step.personId, caller);
  if (seconds > 0) return showMailSetUp(tx, step, place, tooSoon(seconds));
  if (!codeIsRight(step, body?.['code'])) return showMailSetUp(tx, step, place, { code: words.mail.wrong });
  if (step.address !== null) {
    // Somebody else may have it since.
    const address = await readAddress(tx, step.personId, await addressOf(tx, step));
    if (address.error) return showMailSetUp(tx, step, place, { address }, false);
    await keepAddress(tx, step.personId, address.value);
  }
  if (asked) await setPassword(tx, step.personId, body!['password'] as string, caller);
  await setUpCodeByMail(tx, step.personId);
  return 'done' as const;
}
