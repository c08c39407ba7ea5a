import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { invitation as words } from '#lib/texts';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import { callerOf } from '../caller.js';
import { codeIn } from '../domain/invitation-code.js';
import { AccountsSettings } from '../settings.js';
import { invitationPage } from './invitation.page.js';
import { Invitations } from './invitation.service.js';

type Answers = Readonly<Record<string, unknown>> | undefined;

/** Where a letter leads: the same page in every app of pages. */
@Public()
@Controller('invitation')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly settings: AccountsSettings,
  ) {}

  @Get()
  show() {
    return invitationPage({});
  }

  @Post()
  async enter(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const typed = typeof body?.['code'] === 'string' ? body['code'].replaceAll('\0', '').slice(0, 200).trim() : '';
    const code = codeIn(typed);
    if (code === null) return invitationPage({ typed, error: typed === '' ? words.empty : words.shape });
    const answer = await this.invitations.enter(code, callerOf(request, this.settings));
    if (answer.is === 'right') {
      reply.header('set-cookie', [...answer.way.cookies]);
      return redirect(answer.way.to);
    }
    return invitationPage({ error: words.notRight });
  }
}
