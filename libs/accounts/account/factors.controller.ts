import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { account as words, secondFactor } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor } from '../allow.js';
import { type Caller, callerOf } from '../caller.js';
import { endedCookie } from '../cookie.js';
import { mayRemove } from '../domain/may-remove.js';
import type { Ways } from '../domain/second-factor.js';
import { removeCodeByMail } from '../second-factor/mail-code.js';
import { sendMailSetUp, showMailSetUp, takeAddress, takeMailSetUp } from '../second-factor/mail-set-up.js';
import { showPasskeySetUp, takePasskeySetUp } from '../second-factor/passkey-set-up.js';
import { passkeysOf, removePasskey } from '../second-factor/passkeys.js';
import { showTotpSetUp, takeTotpSetUp } from '../second-factor/set-up.js';
import { removeTotp } from '../second-factor/totp.js';
import { hasPassword, waysOf } from '../second-factor/ways.js';
import { Sessions } from '../sessions.js';
import { AccountsSettings } from '../settings.js';
import { SignInSteps, type StepOf } from '../steps/sign-in-steps.js';
import { StepVisits } from '../steps/step-visits.js';
import { notFromHere } from './account.page.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Factor = 'totp' | 'passkey' | 'mail';
/** `address`: no factor, but what a password needs beside it. */
type Adding = Factor | 'address';
const placeOf = (factor: Adding) => ({ action: `/account/${factor}`, back: { href: '/account', label: words.back } });

const addressPlace = { ...placeOf('address'), title: secondFactor.address.title };

/** Adding and taking back second factors while signed in. Only shortly after signing in: a lent device changes nothing. */
@Allow('signed-in')
@Controller('account')
export class FactorsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: SignInSteps,
    private readonly visits: StepVisits,
    private readonly sessions: Sessions,
    private readonly settings: AccountsSettings,
  ) {}

  @Post(':factor/begin')
  async begin(
    @CurrentActor() actor: Actor,
    @Param('factor') named: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const factor = named === 'address' ? named : this.known(named);
    const caller = callerOf(request, this.settings);
    const next = `/account/${factor}`;
    const answer = await this.work.run(actor, async (tx) => {
      const standing = await this.sessions.standing(tx, caller.session);
      if (standing !== 'fresh') return notFromHere(standing);
      return { way: await this.steps.open(tx, { personId: actor.personId, proven: 'session', stage: 'add', next }, caller) };
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }

  @Get('totp')
  totp(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.on(actor, request, (tx, step) => showTotpSetUp(tx, step, placeOf('totp')));
  }

  @Post('totp')
  takeTotp(
    @CurrentActor() actor: Actor,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take(actor, request, reply, (tx, step, caller) => takeTotpSetUp(tx, step, caller, body, placeOf('totp')));
  }

  @Get('passkey')
  passkey(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.on(actor, request, (tx, step, caller) => showPasskeySetUp(tx, step, caller, this.passkeyPlace));
  }

  @Post('passkey')
  takePasskey(
    @CurrentActor() actor: Actor,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take(actor, request, reply, (tx, step, caller) => takePasskeySetUp(tx, step, caller, body, this.passkeyPlace));
  }

  @Get('address')
  address(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    return this.on(actor, request, (tx, step) => showMailSetUp(tx, step, addressPlace));
  }

  @Post('address/send')
  sendAddress(@CurrentActor() actor: Actor, @Body() body: Answers, @Req() request: FastifyRequest) {
    return this.on(actor, request, (tx, step, caller) => sendMailSetUp(tx, step, caller, addressPlace, body));
  }

  @Post('address')
  takeAddress(
    @CurrentActor() actor: Actor,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.take(actor, request, reply, (tx, step, caller) => takeAddress(tx, step, caller, body, addressPlace));
  }

  @Get('mail')
  mail(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    const place = placeOf(this.known('mail'));
    return this.on(actor, request, (tx, step) => showMailSetUp(tx, step, place));
  }

  @Post('mail/send')
  sendMail(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    const place = placeOf(this.known('mail'));
    return this.on(actor, request, (tx, step, caller) => sendMailSetUp(tx, step, caller, place));
  }

  @Post('mail')
  takeMail(
    @CurrentActor() actor: Actor,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const place = placeOf(this.known('mail'));
    return this.take(actor, request, reply, (tx, step, caller) => takeMailSetUp(tx, step, caller, body, place));
  }

  @Post('passkey/:id/remove')
  removeOnePasskey(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Req() request: FastifyRequest) {
    const { personId } = actor;
    const isOwn = async (tx: Tx) => (await passkeysOf(tx, personId)).some((one) => one.id === id);
    return this.remove(actor, 'passkey', request, isOwn, (tx) => removePasskey(tx, personId, id));
  }

  @Post(':factor/remove')
  removeFactor(@CurrentActor() actor: Actor, @Param('factor') named: string, @Req() request: FastifyRequest) {
    const factor = this.known(named);
    if (factor === 'passkey') throw new Refused('not-found');
    const has = (_tx: Tx, ways: Ways) => ways[factor];
    return this.remove(actor, factor, request, has, (tx) => (factor === 'totp' ? removeTotp : removeCodeByMail)(tx, actor.personId));
  }

  private get passkeyPlace() {
    return { ...placeOf('passkey'), origin: this.settings.origin };
  }

  /** Codes by mail are for relatives. */
  private known(factor: string): Factor {
    if (factor === 'totp' || factor === 'passkey' || (factor === 'mail' && this.settings.app === 'family')) return factor;
    throw new Refused('not-found');
  }

  /** On the step this person opened to add something; without it back to the account page. */
  private on<T>(actor: Actor, request: FastifyRequest, doing: (tx: Tx, step: StepOf, caller: Caller) => Promise<T>) {
    const caller = callerOf(request, this.settings);
    return this.work.run(actor, async (tx) => {
      // The step may be older than the session: it leads on in none that a house vouched for.
      const vouched = (await this.sessions.standing(tx, caller.session)) === 'vouched';
      const step = vouched ? null : await this.steps.current(tx, caller, 'add');
      return step?.personId === actor.personId ? doing(tx, step as StepOf, caller) : redirect('/account');
    });
  }

  private async take<Page extends object>(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    taking: (tx: Tx, step: StepOf, caller: Caller) => Promise<'done' | Page>,
  ) {
    const answer = await this.on(actor, request, async (tx, step, caller) => {
      const taken = await taking(tx, step, caller);
      if (taken === 'done') await this.steps.end(tx, caller);
      return taken;
    });
    if (answer !== 'done') return answer;
    reply.header('set-cookie', endedCookie(this.settings, 'step'));
    return redirect('/account?done=added');
  }

  private remove(
    actor: Actor,
    factor: Factor,
    request: FastifyRequest,
    has: (tx: Tx, ways: Ways) => Promise<boolean> | boolean,
    removing: (tx: Tx) => Promise<unknown>,
  ) {
    const { session } = callerOf(request, this.settings);
    const { personId } = actor;
    return this.work.run(actor, async (tx) => {
      const standing = await this.sessions.standing(tx, session);
      if (standing !== 'fresh') return notFromHere(standing);
      const ways = await waysOf(tx, personId);
      if (!(await has(tx, ways))) throw new Refused('not-found');
      if (!mayRemove(factor, ways, await hasPassword(tx, personId), this.settings.secondFactor)) return redirect('/account?last=yes');
      await removing(tx);
      await tx.tell({ name: 'factor-removed', caseId: null, facts: { personId, factor } });
      return redirect('/account?done=removed');
    });
  }
}
