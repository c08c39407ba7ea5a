import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Refused } from '#lib/kernel';
import { leave, redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../allow.js';
import { callerOf } from '../caller.js';
import { endedCookie, oidcCookie, tokenIn } from '../cookie.js';
import { safeNext } from '../domain/next-path.js';
import { AccountsSettings } from '../settings.js';
import { oidcRefusedPage } from './oidc.page.js';
import { Oidc } from './oidc.service.js';
import { OidcRefused } from './provider.js';

/** The way to the provider of an office and back. */
@Public()
@Controller('sign-in/oidc')
export class OidcController {
  constructor(
    private readonly oidc: Oidc,
    private readonly settings: AccountsSettings,
  ) {}

  @Get('back')
  async back(@Query('state') state: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const browser = tokenIn(request.headers.cookie, this.settings, 'oidc');
    const query = request.url.slice(request.url.indexOf('?') + 1);
    const gone = endedCookie(this.settings, 'oidc');
    try {
      const way = await this.oidc.finish(query, state, browser, callerOf(request, this.settings));
      reply.header('set-cookie', [gone, ...way.cookies]);
      return redirect(way.to);
    } catch (error) {
      if (!(error instanceof OidcRefused)) throw error;
      if (error.why !== 'not-asked') reply.header('set-cookie', gone);
      return oidcRefusedPage(error.why);
    }
  }

  /** A link and not a form: a form may lead to this site only. */
  @Get('to/:provider')
  async to(@Param('provider') provider: string, @Query('next') next: unknown, @Res({ passthrough: true }) reply: FastifyReply) {
    try {
      const started = await this.oidc.start(provider, safeNext(next));
      if (!started) throw new Refused('not-found');
      reply.header('set-cookie', oidcCookie(this.settings, started.browser));
      return leave(started.to);
    } catch (error) {
      if (!(error instanceof OidcRefused)) throw error;
      return oidcRefusedPage(error.why);
    }
  }
}
