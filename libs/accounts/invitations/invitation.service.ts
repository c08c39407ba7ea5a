import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { addressHash } from '../address.js';
import type { Caller } from '../caller.js';
import { millisecondsToHold, secondsToWait } from '../domain/slow-down.js';
import { endAllWays } from '../second-factor/ways.js';
import { AccountsSettings } from '../settings.js';
import { failuresBefore, forgetAttempts, noteAttempt } from '../sign-in-attempts.js';
import type { Answer } from '../sign-in.service.js';
import { SignInSteps, type Way, refused } from '../steps/sign-in-steps.js';
import { timeNow } from '../session-ends.js';
import { fingerprint } from '../tokens.js';
import { type Opened, openInvitation } from './invitations.js';

/** From the code of a letter to setting up signing in. */
@Injectable()
export class Invitations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  /**
   * Whoever guesses is slowed by the address alone, because a code that nobody made belongs to nobody; a code that is right is never held up
   * by what others typed elsewhere for longer than two seconds. Every code that leads nowhere is answered alike.
   */
  async enter(code: string, caller: Caller): Promise<Answer> {
    const actor = systemActor(this.settings.app);
    const attempt = { addressHash: addressHash(caller.address), accountHash: fingerprint(`invitation ${this.settings.app}`) };
    const failures = await this.work.run(actor, async (tx) => {
      const before = await failuresBefore(tx, attempt);
      if (secondsToWait(before) === 0) await noteAttempt(tx, attempt);
      return before;
    });
    const seconds = secondsToWait(failures);
    if (seconds > 0) return { is: 'tooSoon', seconds };
    await wait(millisecondsToHold(failures));
    return this.work.run(actor, async (tx): Promise<Answer> => {
      const opened = await openInvitation(tx, code, this.settings.app);
      const way = opened && (await this.begin(tx, opened, caller));
      if (way) await forgetAttempts(tx, attempt);
      else await refused(tx, { by: 'letter', why: 'wrong', personId: null });
      return way ? { is: 'right', way } : { is: 'notRight' };
    });
  }

  /** What the person signed in with before ends with the first use of a new letter; a broken-off beginning ends with the next. */
  private async begin(tx: Tx, { personId, purpose, again }: Opened, caller: Caller): Promise<Way | null> {
    if (purpose === 'recovery' && !again) await endAllWays(tx, personId);
    else await tx.change(`delete from sign_in_step where person_id = $1 and proven = 'letter'`, [personId]);
    return this.steps.begin(tx, { personId, proven: 'letter', since: await timeNow(tx) }, caller);
  }
}
