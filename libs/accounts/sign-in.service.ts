import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { tidyAccount } from './address.js';
import type { Caller } from './caller.js';
import { millisecondsToHold, passwords, secondsToWait } from './domain/slow-down.js';
import { passwordIsRight } from './password.js';
import { emailIndex } from './person.seal.js';
import { openPassword } from './proof.js';
import { refused } from './refusals.js';
import { signInLock } from './session-ends.js';
import { AccountsSettings } from './settings.js';
import { attemptAt, forgetAttempts, noteAttempt, triesBefore } from './sign-in-attempts.js';
import { SignInSteps, type Way } from './steps/sign-in-steps.js';

export interface Knock {
  readonly email: string;
  readonly password: string;
  /** Path to go to afterwards. */
  readonly next: string;
}
export type Answer =
  /** The password is right: a session, or the step to the second factor. */
  | { readonly is: 'right'; readonly way: Way }
  /** Unknown account, wrong password or an account this app does not let in: nobody can tell which. */
  | { readonly is: 'notRight' }
  | { readonly is: 'tooSoon'; readonly seconds: number };

interface Known {
  readonly id: string;
  /** When it was looked up. */
  readonly at: string;
  readonly hash: string | null;
}

/** Milliseconds, from when the form came, before which nobody hears that something was not right: longer than what differs between accounts that are there and others. */
const notRightAfter = 250;

@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  /** One argon2id for every password that is looked at, known account or not; every other step is the same for both. */
  async knock({ email, password, next }: Knock, caller: Caller): Promise<Answer> {
    const actor = systemActor(this.settings.app);
    const begun = performance.now();
    const { attempt, seconds, hold, known } = await this.work.run(actor, (tx) => this.hear(tx, email, caller));
    if (seconds > 0) return { is: 'tooSoon', seconds };
    const soonest = wait(Math.max(0, begun + hold + notRightAfter - performance.now()));
    await wait(hold);
    const opened = known ? await this.work.run(actor, (tx) => openPassword(tx, known.id, known.hash)) : null;
    const right = await passwordIsRight(opened ?? undefined, password, attempt);
    const answer = await this.work.run(actor, async (tx): Promise<Answer> => {
      const way =
        right && (await stillHolds(tx, known!))
          ? await this.steps.begin(tx, { personId: known!.id, proven: 'password', since: known!.at, next }, caller)
          : null;
      if (way) await forgetAttempts(tx, attempt);
      else await refused(tx, { by: 'password', why: right ? 'no-grant' : 'wrong', personId: known?.id ?? null });
      return way ? { is: 'right', way } : { is: 'notRight' };
    });
    if (answer.is === 'notRight') await soonest;
    return answer;
  }

  /** Notes the attempt before the password is looked at; one that comes too soon is not looked at and does not prolong the wait. */
  private async hear(tx: Tx, email: string, caller: Caller) {
    const [known] = await tx.query<Known>(
      'select id, password_of(id) as hash, clock_timestamp()::text as at from person where email_index = $1 and email_proven',
      [emailIndex(tx, email)],
    );
    const attempt = await attemptAt(tx, tidyAccount(email), known?.id ?? null, caller);
    const tries = await triesBefore(tx, attempt);
    const seconds = secondsToWait(tries, passwords, attempt.known);
    if (seconds === 0) await noteAttempt(tx, attempt);
    return { attempt, seconds, hold: millisecondsToHold(tries, attempt.known), known };
  }
}

/** Whether the password that was looked at is still the person's: it took a while, and a new one may have been set meanwhile. Takes the person's lock. */
async function stillHolds(tx: Tx, { id, hash }: Known): Promise<boolean> {
  await signInLock(tx, id);
  return (await tx.query('select where password_of($1) = $2', [id, hash])).length > 0;
}
