import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import type { Caller } from '../caller.js';
import type { WebApp } from '../domain/doors.js';
import { letters } from '../domain/slow-down.js';
import { noteAttempt, triesBefore } from '../sign-in-attempts.js';
import type { StepOf } from '../steps/sign-in-steps.js';
import { isOfAnother } from '../invitations/own-address.js';
import { emailIndex, emailOf } from '../person.seal.js';
import { fingerprint } from '../tokens.js';
import { tryAt } from './guesses.js';
import { openSecret, sealSecret } from './seal.js';
import { digits } from './totp.js';

const place = (codeId: string): string => `sign_in_step.code_sealed:${codeId}`;
const hashOf = (stepId: string, code: string): string => fingerprint(`${stepId}:${code}`);

/**
 * Makes a code for this step and has it sent; one made before counts no more. Answers the seconds to wait where too many were asked for; 0 = sent.
 * Nobody but who has proven the first factor gets here, so nobody else can have letters sent.
 */
export async function sendCode(tx: Tx, step: StepOf, caller: Caller): Promise<number> {
  const { seconds } = await tryAt(tx, 'code', step.personId, caller, letters);
  if (seconds > 0) return seconds;
  if (await isFlooded(tx, step)) return pauseOfAMailbox;
  const [code, codeId] = [String(randomInt(1_000_000)).padStart(6, '0'), newId()];
  await tx.change('update sign_in_step set code_id = $2, code_hash = $3, code_sealed = $4 where token_hash = $1', [
    step.tokenHash,
    codeId,
    hashOf(step.id, code),
    await sealSecret(tx, place(codeId), code),
  ]);
  await tx.tell({ name: 'code-asked', caseId: null, facts: { personId: step.personId, codeId } });
  return 0;
}

/** Codes, and notices that there is an account already, that all who typed it may have sent to one mailbox in a day; the first of each person go besides. */
const mostToAMailbox = 20;
const firstOfAPerson = 3;
const pauseOfAMailbox = 3_600;

/**
 * Whether the mailbox has had enough of what people who come by letter or prove an address typed; where not, this one is counted. Nobody else's typing
 * keeps one from proving an address: each person's first few always go. Codes of somebody who signs in are counted for the person alone.
 */
async function isFlooded(tx: Tx, step: StepOf): Promise<boolean> {
  const to = step.proven === 'letter' || step.proven === 'session' ? await addressOf(tx, step) : null;
  if (to === null) return false;
  const mailbox = fingerprint(`mailbox:${emailIndex(tx, to)}`);
  const [own, all] = [`${mailbox} ${step.personId}`, mailbox].map((accountHash) => ({ addressHash: mailbox, accountHash, known: false }));
  const [ofOwn, ofAll] = [await triesBefore(tx, own!), await triesBefore(tx, all!)];
  if (ofOwn.today >= firstOfAPerson && ofAll.today >= mostToAMailbox) return true;
  await noteAttempt(tx, own!);
  await noteAttempt(tx, all!);
  return false;
}

const addressPlace = (stepId: string): string => `sign_in_step.address:${stepId}`;

/** Where the codes of a step go: the address typed there, or the one that is known. */
export const addressOf = (tx: Tx, { id, personId, address }: Pick<StepOf, 'id' | 'personId' | 'address'>): Promise<string | null> =>
  address === null ? emailOf(tx, personId) : openSecret(tx, addressPlace(id), address);

/** From now on codes of the step go there; one that was sent elsewhere proves nothing any more. */
export async function sendTo(tx: Tx, step: StepOf, email: string): Promise<StepOf> {
  const address = await sealSecret(tx, addressPlace(step.id), email);
  await tx.change(
    'update sign_in_step set address = $2, address_proven = false, code_id = null, code_hash = null, code_sealed = null where token_hash = $1',
    [step.tokenHash, address],
  );
  return { ...step, address, addressProven: false, codeHash: null };
}

/** The code came back: the address is proven on this step, and becomes the person's with what is set up next. */
export async function proveAddress(tx: Tx, { tokenHash, id }: StepOf, email: string): Promise<void> {
  await tx.change(
    'update sign_in_step set address = $2, address_proven = true, code_id = null, code_hash = null, code_sealed = null where token_hash = $1',
    [tokenHash, await sealSecret(tx, addressPlace(id), email)],
  );
}

/** Whether the code is the one sent for this step. It counts once: with it the step ends. */
export function codeIsRight({ id, codeHash }: StepOf, typed: unknown): boolean {
  const code = digits(typed);
  return codeHash !== null && /^\d{6}$/.test(code) && timingSafeEqual(Buffer.from(hashOf(id, code)), Buffer.from(codeHash));
}

export interface CodeToSend {
  readonly app: WebApp;
  readonly code: string;
  readonly to: string | null;
  /** Somebody else signs in with this address: the mailbox is told so, and the code goes nowhere. */
  readonly ofAnother: boolean;
}

/** For the worker: a code that waits to be sent, while its step lasts. */
export async function codeToSend(tx: Tx, codeId: string): Promise<CodeToSend | null> {
  const [row] = await tx.query<Pick<StepOf, 'id' | 'personId' | 'address'> & { app: WebApp; sealed: string }>(
    `select id, person_id as "personId", address, app, code_sealed as sealed from sign_in_step where code_id = $1 and code_sealed is not null and ends_at > clock_timestamp()`,
    [codeId],
  );
  if (!row) return null;
  const to = await addressOf(tx, row);
  const ofAnother = to !== null && (await isOfAnother(tx, row.personId, emailIndex(tx, to)));
  return { app: row.app, code: await openSecret(tx, place(codeId), row.sealed), to, ofAnother };
}

/** The letter is gone: the code is kept as a hash only. */
export async function codeWasSent(tx: Tx, codeId: string): Promise<void> {
  await tx.change('update sign_in_step set code_sealed = null where code_id = $1', [codeId]);
}

export async function setUpCodeByMail(tx: Tx, personId: string): Promise<void> {
  await tx.change('insert into code_by_mail (person_id, made_at) values ($1, clock_timestamp()) on conflict do nothing', [personId]);
  await tx.tell({ name: 'factor-added', caseId: null, facts: { personId, factor: 'mail' } });
}

export const removeCodeByMail = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.change('delete from code_by_mail where person_id = $1', [personId])) === 1;
