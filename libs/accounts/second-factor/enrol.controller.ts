import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Refused } from '#lib/kernel';
import { secondFactor as words } from '#lib/texts';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import { relyingParty } from '../domain/relying-party.js';
import { AccountsSettings } from '../settings.js';
import { type Second, SignInSteps, type StepOf } from '../steps/sign-in-steps.js';
import { StepVisits } from '../steps/step-visits.js';
import { enrolPage } from './enrol.page.js';
import { sendMailSetUp, showMailSetUp, takeAddress, takeMailSetUp } from './mail-set-up.js';
import { showPasskeySetUp, takePasskeySetUp } from './passkey-set-up.js';
import { notHere } from './passkey.pages.js';
import { needsAddress, showTotpSetUp, takeTotpSetUp } from './set-up.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Visit = Parameters<Parameters<StepVisits['on']>[3]>;
const at = '/sign-in/enrol';
const back = { href: at, label: words.enrol.back };
const addressPlace = { action: `${at}/address`, back, title: words.address.title };
const placeOf = (way: string) => ({ action: `${at}/${way}`, back });

/** Asked after the first factor of whoever has no second one yet: to set one up. It counts for this sign-in too. */
@Public()
@Controller('sign-in/enrol')
export class EnrolController {
  constructor(
    private readonly visits: StepVisits,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  @Get()
  choose(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step, caller) => this.choices(tx, step, caller));
  }

  private async choices(tx: Visit[0], step: StepOf, { host }: Visit[2]) {
    const { passkeyTitle, passkeyText, passkeyStart, totpTitle, totpText, totpStart, mailTitle, mailText, mailStart } = words.enrol;
    const notAtThisHost = relyingParty(this.settings.origin, host) ? undefined : notHere(host);
    const offers = [
      { title: passkeyTitle, text: passkeyText, href: `${at}/passkey`, label: passkeyStart, not: notAtThisHost },
      { title: totpTitle, text: totpText, href: `${at}/totp`, label: totpStart },
    ];
    const mail = { title: mailTitle, text: mailText, href: `${at}/mail`, label: mailStart };
    return enrolPage({ offers: this.settings.app === 'family' ? [...offers, mail] : offers });
  }

  @Get('totp')
  totp(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, async (tx, step) =>
      (await needsAddress(tx, step)) ? showMailSetUp(tx, step, addressPlace) : showTotpSetUp(tx, step, placeOf('totp')),
    );
  }

  @Post('totp')
  takeTotp(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.take('totp', request, reply, async (tx, step, caller) =>
      (await needsAddress(tx, step)) ? showMailSetUp(tx, step, addressPlace) : takeTotpSetUp(tx, step, caller, body, placeOf('totp')),
    );
  }

  /** With a password comes the address one signs in with: it is proven before an authenticator is set up. */
  @Post('address/send')
  sendAddress(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step, caller) => sendMailSetUp(tx, step, caller, addressPlace, body));
  }

  @Post('address')
  async takeAddress(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.visits.on('enrol', request, reply, (tx, step, caller) => takeAddress(tx, step, caller, body, addressPlace));
    return answer === 'done' ? redirect(`${at}/totp`) : answer;
  }

  @Get('passkey')
  passkey(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step, caller) => showPasskeySetUp(tx, step, caller, this.passkeyPlace));
  }

  @Post('passkey')
  takePasskey(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.take('passkey', request, reply, (tx, step, caller) => takePasskeySetUp(tx, step, caller, body, this.passkeyPlace));
  }

  @Get('mail')
  mail(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step) => showMailSetUp(tx, step, this.mailPlace()));
  }

  @Post('mail/send')
  sendMail(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step, caller) => sendMailSetUp(tx, step, caller, this.mailPlace(), body));
  }

  @Post('mail')
  takeMail(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.take('mail', request, reply, (tx, step, caller) => takeMailSetUp(tx, step, caller, body, this.mailPlace()));
  }

  private get passkeyPlace() {
    return { ...placeOf('passkey'), origin: this.settings.origin };
  }

  /** Codes by mail are for relatives: an office has other means. */
  private mailPlace() {
    if (this.settings.app !== 'family') throw new Refused('not-found');
    return placeOf('mail');
  }

  private async take<Page extends object>(
    way: Second,
    request: FastifyRequest,
    reply: FastifyReply,
    taking: (tx: Visit[0], step: StepOf, caller: Visit[2]) => Promise<'done' | Page>,
  ) {
    const answer = await this.visits.on('enrol', request, reply, async (tx, step, caller) => {
      const taken = await taking(tx, step, caller);
      return taken === 'done' ? { way: await this.steps.complete(tx, step, way, caller) } : taken;
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }
}
