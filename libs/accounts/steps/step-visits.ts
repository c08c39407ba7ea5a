import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, callerOf } from '../caller.js';
import { endedCookie } from '../cookie.js';
import { AccountsSettings } from '../settings.js';
import type { Stage } from './sign-in-step.row.js';
import { SignInSteps, type StepOf, type Way } from './sign-in-steps.js';
import { refused } from '../refusals.js';

/** Runs what a page does on a step of somebody known; without such a step the way leads back to the beginning. */
@Injectable()
export class StepVisits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  async on<T>(
    stage: Stage,
    request: FastifyRequest,
    reply: FastifyReply,
    doing: (tx: Tx, step: StepOf, caller: Caller) => Promise<T>,
  ): Promise<T | ReturnType<typeof redirect>> {
    const caller = callerOf(request, this.settings);
    const done = await this.work.run(systemActor(this.settings.app), async (tx) => {
      const step = await this.steps.current(tx, caller, stage);
      if (step?.personId) return { answer: await doing(tx, step as StepOf, caller) };
      if (request.method === 'POST' && caller.step !== undefined) await refused(tx, { by: 'step', why: 'ended', personId: null });
      return null;
    });
    return done ? done.answer : this.ended(reply);
  }

  /** Sends the browser where the way leads, with its cookies; a way that is closed leads back to the beginning. */
  go(reply: FastifyReply, way: Way | null) {
    if (!way) return this.ended(reply);
    reply.header('set-cookie', [...way.cookies]);
    return redirect(way.to);
  }

  ended(reply: FastifyReply) {
    reply.header('set-cookie', endedCookie(this.settings, 'step'));
    return redirect('/sign-in?ended=yes');
  }
}
