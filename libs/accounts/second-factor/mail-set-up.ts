import type { Tx } from '#lib/database';
import { say, secondFactor as words } from '#lib/texts';
import type { Caller } from '../caller.js';
import { keepAddress, readAddress } from '../invitations/own-address.js';
import { waitInWords } from '../sign-in.page.js';
import type { StepOf } from '../steps/sign-in-steps.js';
import { guess } from './guesses.js';
import { addressOf, codeIsRight, proveAddress, sendCode, sendTo, setUpCodeByMail } from './mail-code.js';
import { mailPage } from './mail.pages.js';
import { newPasswordProblem, setPassword } from './new-password.js';
import { type Place, needsPassword } from './set-up.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Mistakes = Pick<Parameters<typeof mailPage>[0], 'password' | 'code' | 'address' | 'status'>;

/** A page that proves an address and sets up nothing else says so by its title. */
interface MailPlace extends Place {
  readonly title?: string;
}

/** Whoever comes by letter, or has no proven address yet, says where codes go, and sees what the office has noted down. */
const saysWhere = ({ proven }: StepOf, { title }: MailPlace): boolean => proven === 'letter' || title !== undefined;

export async function showMailSetUp(tx: Tx, step: StepOf, place: MailPlace, mistakes: Mistakes = {}, sent = step.codeHash !== null) {
  const { action, back, title = words.mail.title } = place;
  const askPassword = place.title === undefined && (await needsPassword(tx, step));
  const address = saysWhere(step, place) ? { value: (await addressOf(tx, step)) ?? '' } : undefined;
  const asked = { askPassword, ...(address ? { address } : {}) };
  return mailPage({ title, action, submit: words.totp.submit, others: [back], sent, ...asked, ...mistakes });
}

export const tooSoon = (seconds: number) => ({ code: say(words.tooSoon, { wait: waitInWords(seconds) }), status: 429 });

/** Sends a code and answers the page that asks for it. An address that was typed is the person's once the code came back from it. */
export async function sendMailSetUp(tx: Tx, from: StepOf, caller: Caller, place: MailPlace, body?: Answers) {
  let step = from;
  if (saysWhere(step, place) && body?.['email'] !== undefined) {
    const address = readAddress(body['email']);
    if (address.error) return showMailSetUp(tx, step, place, { address }, false);
    step = await sendTo(tx, step, address.value);
  }
  if ((await addressOf(tx, step)) === null) return showMailSetUp(tx, step, place, { code: words.mail.noAddress }, false);
  const seconds = await sendCode(tx, step, caller);
  return showMailSetUp(tx, step, place, seconds > 0 ? tooSoon(seconds) : {}, seconds === 0 || step.codeHash !== null);
}

/** What is the matter with the code; null where it is the one that was sent. Somebody else's address is answered as a wrong code is. */
async function codeProblem(tx: Tx, step: StepOf, caller: Caller, body: Answers): Promise<Mistakes | null> {
  const { seconds } = await guess(tx, step.personId, caller);
  if (seconds > 0) return tooSoon(seconds);
  return codeIsRight(step, body?.['code']) ? null : { code: words.mail.wrong };
}

/** Takes the code that was sent, with the new password where one is asked for. Answers the page again with what is wrong, or 'done'. */
export async function takeMailSetUp(tx: Tx, step: StepOf, caller: Caller, body: Answers, place: Place) {
  const asked = await needsPassword(tx, step);
  const password = asked ? await newPasswordProblem(tx, step.personId, body?.['password']) : null;
  if (password) return showMailSetUp(tx, step, place, { password });
  const problem = await codeProblem(tx, step, caller, body);
  if (problem) return showMailSetUp(tx, step, place, problem);
  if (!(await keepAddress(tx, step.personId, (await addressOf(tx, step))!)))
    return showMailSetUp(tx, step, place, { code: words.mail.wrong });
  if (asked) await setPassword(tx, step.personId, body!['password'] as string, caller);
  await setUpCodeByMail(tx, step.personId);
  return 'done' as const;
}

/** Takes the code that proves an address, and nothing else. By letter it becomes the person's with what is set up next, in a session at once. */
export async function takeAddress(tx: Tx, step: StepOf, caller: Caller, body: Answers, place: MailPlace) {
  const problem = await codeProblem(tx, step, caller, body);
  if (problem) return showMailSetUp(tx, step, place, problem);
  const email = (await addressOf(tx, step))!;
  if (step.proven === 'letter') await proveAddress(tx, step, email);
  else if (!(await keepAddress(tx, step.personId, email))) return showMailSetUp(tx, step, place, { code: words.mail.wrong });
  return 'done' as const;
}
