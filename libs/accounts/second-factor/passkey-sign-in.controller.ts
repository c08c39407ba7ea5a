import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { Refused, systemActor } from '#lib/kernel';
import { secondFactor as words } from '#lib/texts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import { type Caller, callerOf } from '../caller.js';
import { safeNext } from '../domain/next-path.js';
import { type RelyingParty, relyingParty } from '../domain/relying-party.js';
import { AccountsSettings } from '../settings.js';
import { SignInSteps, type Step } from '../steps/sign-in-steps.js';
import { refused } from '../refusals.js';
import { StepVisits } from '../steps/step-visits.js';
import { takeChallenge, withChallenge } from './challenge.js';
import { passkeyUsePage } from './passkey.pages.js';
import { optionsForUse, personOfAnswer } from './passkeys.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
const at = '/sign-in/passkey';

/** Signing in with a passkey alone: it is something one has, and the device checks who holds it. Nobody is asked for an address first. */
@Public()
@Controller('sign-in/passkey')
export class PasskeySignInController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly visits: StepVisits,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  @Post('begin')
  async begin(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const caller = callerOf(request, this.settings);
    const nobody = { personId: null, proven: 'nothing', stage: 'passkey', next: safeNext(body?.['next']) } as const;
    this.rp(caller);
    return this.visits.go(reply, await this.work.run(systemActor(this.settings.app), (tx) => this.steps.open(tx, nobody, caller)));
  }

  @Get()
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const caller = callerOf(request, this.settings);
    const rp = this.rp(caller);
    const shown = await this.work.run(systemActor(this.settings.app), async (tx) => {
      const step = await this.steps.current(tx, caller, 'passkey');
      return step && this.page(tx, rp, step, false);
    });
    return shown ?? this.visits.ended(reply);
  }

  @Post()
  async take(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const caller = callerOf(request, this.settings);
    const rp = this.rp(caller);
    const answer = await this.work.run(systemActor(this.settings.app), async (tx) => {
      const step = await this.steps.current(tx, caller, 'passkey');
      if (!step) {
        if (caller.step !== undefined) await refused(tx, { by: 'step', why: 'ended', personId: null });
        return { way: null };
      }
      const challenge = await takeChallenge(tx, step);
      const personId = challenge === null ? null : await personOfAnswer(tx, { rp, personId: null, challenge, answer: body?.['answer'] });
      if (personId !== null) {
        const way = await this.steps.complete(tx, { ...step, personId }, 'passkey', caller);
        if (way) return { way };
        await refused(tx, { by: 'passkey', why: 'no-grant', personId });
        return { way: null };
      }
      return (await this.steps.wrong(tx, step, 'passkey')) ? this.page(tx, rp, step, true) : { way: null };
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }

  private async page(tx: Tx, rp: RelyingParty, step: Step, wrong: boolean) {
    const options = await withChallenge(tx, step, await optionsForUse(tx, rp, null));
    const others = [{ href: '/sign-in', label: words.startAgain }];
    return passkeyUsePage({ title: words.passkey.title, lead: words.passkey.lead, action: at, options, others, wrong });
  }

  /** Refuses: `not-found` where the address is a number; the page before offers no passkey there. */
  private rp(caller: Caller): RelyingParty {
    const rp = relyingParty(this.settings.origin, caller.host);
    if (!rp) throw new Refused('not-found');
    return rp;
  }
}
