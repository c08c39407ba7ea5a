import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { say, secondFactor as words } from '#lib/texts';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import type { Ways } from '../domain/second-factor.js';
import { forgetAttempts } from '../sign-in-attempts.js';
import { waitInWords } from '../sign-in.page.js';
import { SignInSteps } from '../steps/sign-in-steps.js';
import { StepVisits } from '../steps/step-visits.js';
import { guess } from './guesses.js';
import { type Other, codePage } from './totp.pages.js';
import { totpIsRight } from './totp.js';
import { waysOf } from './ways.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
const at = '/sign-in/second';

/** Asked after the first factor: the second one. Open to everyone, because nobody is signed in yet; the step says whose it is. */
@Public()
@Controller('sign-in/second')
export class SecondController {
  constructor(
    private readonly visits: StepVisits,
    private readonly steps: SignInSteps,
  ) {}

  @Get()
  first(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, { personId }) => {
      const ways = await waysOf(tx, personId);
      return redirect(`${at}/${ways.totp ? 'totp' : ways.passkeys > 0 ? 'passkey' : 'mail'}`);
    });
  }

  @Get('totp')
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('second', request, reply, async (tx, { personId }) => totpPage(await waysOf(tx, personId)));
  }

  @Post('totp')
  async check(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.visits.on('second', request, reply, async (tx, step, caller) => {
      const ways = await waysOf(tx, step.personId);
      const { seconds, attempt } = await guess(tx, step.personId, caller);
      if (seconds > 0) return totpPage(ways, say(words.tooSoon, { wait: waitInWords(seconds) }), 429);
      const is = await totpIsRight(tx, step.personId, body?.['code']);
      if (is === 'right') {
        await forgetAttempts(tx, attempt);
        return { way: await this.steps.complete(tx, step, 'totp', caller) };
      }
      const goesOn = await this.steps.wrong(tx, step, 'totp', is);
      return goesOn ? totpPage(ways, is === 'replayed' ? words.usedCode : words.wrongCode) : { way: null };
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }
}

/** The ways a person has besides the one the page shows. */
export function otherWays({ totp, passkeys, mail }: Ways, here: 'totp' | 'passkey' | 'mail'): Other[] {
  const all = [
    { way: 'totp', has: totp, label: words.second.toTotp },
    { way: 'passkey', has: passkeys > 0, label: words.second.toPasskey },
    { way: 'mail', has: mail, label: words.second.toMail },
  ];
  const others = all.filter(({ way, has }) => has && way !== here).map(({ way, label }) => ({ href: `${at}/${way}`, label }));
  return [...others, { href: '/sign-in', label: words.startAgain }];
}

const totpPage = (ways: Ways, error?: string, status?: number) =>
  codePage({
    title: words.second.title,
    lead: words.second.lead,
    hint: words.second.totpHint,
    submit: words.second.submit,
    action: `${at}/totp`,
    others: otherWays(ways, 'totp'),
    error,
    ...(status === undefined ? {} : { status }),
  });
