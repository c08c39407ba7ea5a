import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { say, secondFactor as words } from '#lib/texts';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import type { Caller } from '../caller.js';
import type { Ways } from '../domain/second-factor.js';
import { relyingParty } from '../domain/relying-party.js';
import { AccountsSettings } from '../settings.js';
import { forgetAttempts } from '../sign-in-attempts.js';
import { waitInWords } from '../sign-in.page.js';
import { SignInSteps, type StepOf } from '../steps/sign-in-steps.js';
import { StepVisits } from '../steps/step-visits.js';
import { takeChallenge, withChallenge } from './challenge.js';
import { guess } from './guesses.js';
import { codeIsRight, sendCode } from './mail-code.js';
import { mailPage } from './mail.pages.js';
import { passkeyNotHerePage, passkeyUsePage } from './passkey.pages.js';
import { optionsForUse, personOfAnswer } from './passkeys.js';
import { type Other, codePage } from './totp.pages.js';
import { totpIsRight } from './totp.js';
import { waysOf } from './ways.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Checked = 'right' | 'wrong' | 'replayed';
type Page = ReturnType<typeof codePage>;
const at = '/sign-in/second';

/** Asked after the first factor: the second one. Open to everyone, because nobody is signed in yet; the step says whose it is. */
@Public()
@Controller('sign-in/second')
export class SecondController {
  constructor(
    private readonly visits: StepVisits,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {}

  @Get()
  first(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, { personId }) => {
      const ways = await waysOf(tx, personId);
      return redirect(`${at}/${ways.totp ? 'totp' : ways.passkeys > 0 ? 'passkey' : 'mail'}`);
    });
  }

  @Get('totp')
  showTotp(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, { personId }) => totpPage(await waysOf(tx, personId)));
  }

  @Post('totp')
  takeTotp(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.take('totp', request, reply, totpPage, (tx, { personId }) => totpIsRight(tx, personId, body?.['code']));
  }

  @Get('mail')
  showMail(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, step) =>
      mailPageOf(step.codeHash !== null)(await waysOf(tx, step.personId)),
    );
  }

  @Post('mail/send')
  sendMail(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, step, caller) => {
      const ways = await waysOf(tx, step.personId);
      const seconds = ways.mail ? await sendCode(tx, step, caller) : 0;
      const sent = ways.mail && (seconds === 0 || step.codeHash !== null);
      return seconds > 0 ? mailPageOf(sent)(ways, say(words.tooSoon, { wait: waitInWords(seconds) }), 429) : mailPageOf(sent)(ways);
    });
  }

  @Post('mail')
  takeMail(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.take('mail', request, reply, mailPageOf(true), async (_tx, step, _caller, { mail }) =>
      mail && codeIsRight(step, body?.['code']) ? 'right' : 'wrong',
    );
  }

  @Get('passkey')
  showPasskey(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, (tx, step, caller) => this.passkeyPage(tx, step, caller, false));
  }

  @Post('passkey')
  async takePasskey(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.visits.on('second', request, reply, async (tx, step, caller) => {
      const rp = relyingParty(this.settings.origin, caller.host);
      const challenge = await takeChallenge(tx, step);
      const { personId } = step;
      const right = rp && challenge !== null && (await personOfAnswer(tx, { rp, personId, challenge, answer: body?.['answer'] })) !== null;
      if (right) return { way: await this.steps.complete(tx, step, 'passkey', caller) };
      return (await this.steps.wrong(tx, step, 'passkey')) ? this.passkeyPage(tx, step, caller, true) : { way: null };
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }

  /** A code was handed in: looked at unless too many were tried, counted where it is wrong. */
  private async take(
    by: 'totp' | 'mail',
    request: FastifyRequest,
    reply: FastifyReply,
    again: (ways: Ways, error?: string, status?: number) => Page,
    check: (tx: Tx, step: StepOf, caller: Caller, ways: Ways) => Promise<Checked>,
  ) {
    const answer = await this.visits.on('second', request, reply, async (tx, step, caller) => {
      const ways = await waysOf(tx, step.personId);
      const { seconds, attempt } = await guess(tx, step.personId, caller);
      if (seconds > 0) return again(ways, say(words.tooSoon, { wait: waitInWords(seconds) }), 429);
      const is = await check(tx, step, caller, ways);
      if (is === 'right') {
        await forgetAttempts(tx, attempt);
        return { way: await this.steps.complete(tx, step, by, caller) };
      }
      const said = is === 'replayed' ? words.usedCode : by === 'mail' ? words.mail.wrong : words.wrongCode;
      return (await this.steps.wrong(tx, step, by, is)) ? again(ways, said) : { way: null };
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }

  private async passkeyPage(tx: Tx, step: StepOf, caller: Caller, wrong: boolean) {
    const others = otherWays(await waysOf(tx, step.personId), 'passkey');
    const { title, lead } = words.second;
    const rp = relyingParty(this.settings.origin, caller.host);
    if (!rp) return passkeyNotHerePage({ title, host: caller.host, others });
    const options = await withChallenge(tx, step, await optionsForUse(tx, rp, step.personId));
    return passkeyUsePage({ title, lead, action: `${at}/passkey`, options, others, wrong });
  }
}

/** The ways a person has besides the one the page shows. */
function otherWays({ totp, passkeys, mail }: Ways, here: 'totp' | 'passkey' | 'mail'): Other[] {
  const all = [
    { way: 'totp', has: totp, label: words.second.toTotp },
    { way: 'passkey', has: passkeys > 0, label: words.second.toPasskey },
    { way: 'mail', has: mail, label: words.second.toMail },
  ];
  const others = all.filter(({ way, has }) => has && way !== here).map(({ way, label }) => ({ href: `${at}/${way}`, label }));
  return [...others, { href: '/sign-in', label: words.startAgain }];
}

const totpPage = (ways: Ways, error?: string, status = 422) =>
  codePage({
    title: words.second.title,
    lead: words.second.lead,
    hint: words.second.totpHint,
    submit: words.second.submit,
    action: `${at}/totp`,
    others: otherWays(ways, 'totp'),
    error,
    status,
  });

const mailPageOf =
  (sent: boolean) =>
  (ways: Ways, code?: string, status = 422) =>
    mailPage({
      title: words.second.title,
      action: `${at}/mail`,
      submit: words.mail.submit,
      others: otherWays(ways, 'mail'),
      sent,
      code,
      status,
    });
