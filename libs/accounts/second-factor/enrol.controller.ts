import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { secondFactor as words } from '#lib/texts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import { SignInSteps } from '../steps/sign-in-steps.js';
import { StepVisits } from '../steps/step-visits.js';
import { enrolPage } from './enrol.page.js';
import { showTotpSetUp, takeTotpSetUp } from './set-up.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
const at = '/sign-in/enrol';
const back = { href: at, label: words.enrol.back };

/** Asked after the first factor of whoever has no second one yet: to set one up. It counts for this sign-in too. */
@Public()
@Controller('sign-in/enrol')
export class EnrolController {
  constructor(
    private readonly visits: StepVisits,
    private readonly steps: SignInSteps,
  ) {}

  @Get()
  choose(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, async () =>
      enrolPage({
        offers: [{ title: words.enrol.totpTitle, text: words.enrol.totpText, href: `${at}/totp`, label: words.enrol.totpStart }],
      }),
    );
  }

  @Get('totp')
  totp(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.visits.on('enrol', request, reply, (tx, step) => showTotpSetUp(tx, step, { action: `${at}/totp`, back }));
  }

  @Post('totp')
  async takeTotp(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.visits.on('enrol', request, reply, async (tx, step, caller) => {
      const taken = await takeTotpSetUp(tx, step, body, { action: `${at}/totp`, back });
      return taken === 'done' ? { way: await this.steps.complete(tx, step, 'totp', caller) } : taken;
    });
    return 'way' in answer ? this.visits.go(reply, answer.way) : answer;
  }
}
