import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import type { Caller } from '../caller.js';
import { millisecondsToHold } from '../domain/slow-down.js';
import { endAllWays } from '../second-factor/ways.js';
import { AccountsSettings } from '../settings.js';
import { attemptAt, forgetAttempts, noteAttempt, triesBefore } from '../sign-in-attempts.js';
import type { Answer } from '../sign-in.service.js';
import { SignInSteps, type Way } from '../steps/sign-in-steps.js';
import { refused } from '../refusals.js';
import { takeBackAddress } from '../person.seal.js';
import { timeNow } from '../session-ends.js';
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
   * A code has 73 bits, so nobody guesses one: an address from which many lead nowhere is held up for two seconds at most and never refused,
   * because families may share it with whoever tries. Every code that leads nowhere is answered alike.
   */
  async enter(code: string, caller: Caller): Promise<Exclude<Answer, { readonly is: 'tooSoon' }>> {
    const actor = systemActor(this.settings.app);
    const { attempt, hold } = await this.work.run(actor, async (tx) => {
      const attempt = await attemptAt(tx, `invitation ${code}`, null, caller);
      const { address } = await triesBefore(tx, attempt);
      await noteAttempt(tx, attempt);
      return { attempt, hold: millisecondsToHold({ address, account: 0 }, false) };
    });
    await wait(hold);
    return this.work.run(actor, async (tx) => {
      const opened = await openInvitation(tx, code, this.settings.app);
      const way = opened && (await this.begin(tx, opened, caller));
      if (way) await forgetAttempts(tx, attempt);
      else await refused(tx, { by: 'letter', why: 'wrong', personId: null });
      return way ? ({ is: 'right', way } as const) : ({ is: 'notRight' } as const);
    });
  }

  /** What the person signed in with before ends with the first use of a new letter; a broken-off beginning ends with the next. */
  private async begin(tx: Tx, { personId, purpose, again }: Opened, caller: Caller): Promise<Way | null> {
    if (purpose === 'recovery' && !again) {
      await endAllWays(tx, personId);
      await takeBackAddress(tx, personId);
    } else await tx.change(`delete from sign_in_step where person_id = $1 and proven = 'letter'`, [personId]);
    return this.steps.begin(tx, { personId, proven: 'letter', since: await timeNow(tx) }, caller);
  }
}
