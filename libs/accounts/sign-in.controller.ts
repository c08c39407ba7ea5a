import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { UnitOfWork } from '#lib/database';
import { type Actor, systemActor } from '#lib/kernel';
import { accounts, say } from '#lib/texts';
import { redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor, CurrentPerson, Public } from './allow.js';
import { callerOf } from './caller.js';
import { endedCookie, sessionCookie, tokenIn } from './cookie.js';
import { admits } from './domain/doors.js';
import { relyingParty } from './domain/relying-party.js';
import { safeNext } from './domain/next-path.js';
import { choicesAmong, currentGrants } from './people.queries.js';
import { rolePage } from './role.page.js';
import { notHere } from './second-factor/passkey.pages.js';
import { Sessions } from './sessions.js';
import { AccountsSettings } from './settings.js';
import { readSignIn } from './sign-in.form.js';
import { signInPage, waitInWords } from './sign-in.page.js';
import { otherWaysIn } from './sign-in-ways.js';
import { SignIn } from './sign-in.service.js';
import type { PersonHere } from './visitor.js';

type Answers = Readonly<Record<string, unknown>> | undefined;

/** Signing in and out, the same in every app of pages. */
@Controller()
export class SignInController {
  constructor(
    @Inject(AccountsSettings) private readonly settings: AccountsSettings,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly work: UnitOfWork,
  ) {}

  @Public()
  @Get('sign-in')
  show(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    const { signedOut, ended } = query;
    const next = safeNext(query['next']);
    return signInPage({ ...this.surroundings(request, next), signedOut: signedOut === 'yes', ended: ended === 'yes' });
  }

  @Public()
  @Post('sign-in')
  async enter(@Body() body: Answers, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const next = safeNext(body?.['next']);
    const here = this.surroundings(request, next);
    const read = readSignIn(body);
    if (read.errors) return signInPage({ ...here, errors: read.errors, filled: read.filled });

    const { email, password } = read;
    const answer = await this.signIn.knock({ email, password, next }, callerOf(request, this.settings));
    const again = { ...here, filled: { email } };
    if (answer.is === 'notRight') return signInPage({ ...again, problem: accounts.signIn.notRight });
    if (answer.is === 'tooSoon') {
      reply.header('retry-after', String(answer.seconds));
      return signInPage({ ...again, problem: say(accounts.signIn.tooSoon, { wait: waitInWords(answer.seconds) }), status: 429 });
    }
    reply.header('set-cookie', [...answer.way.cookies]);
    return redirect(answer.way.to);
  }

  @Allow('signed-in')
  @Get('sign-in/role')
  async roles(@CurrentActor() actor: Actor, @CurrentPerson() person: PersonHere, @Query() query: Record<string, unknown>) {
    return rolePage({ grants: await this.grantsOf(actor, person), chosen: person.grantId, next: safeNext(query['next']) });
  }

  @Allow('signed-in')
  @Post('sign-in/role')
  async choose(
    @CurrentActor() actor: Actor,
    @CurrentPerson() person: PersonHere,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const next = safeNext(body?.['next']);
    const grants = await this.grantsOf(actor, person);
    const grant = grants.find(({ id }) => id === body?.['grantId']);
    if (!grant) return rolePage({ grants, chosen: person.grantId, next, wrong: true });
    const token = await this.work.run(actor, async (tx) => {
      await tx.tell({ name: 'role-chosen', caseId: null, facts: { grantId: grant.id } });
      return this.sessions.exchange(tx, tokenIn(request.headers.cookie, this.settings)!, grant.id);
    });
    reply.header('set-cookie', sessionCookie(this.settings, token));
    return redirect(next);
  }

  /** Public, so that signing out of a session that has just ended does not ask for signing in first. */
  @Public()
  @Post('sign-out')
  async leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = tokenIn(request.headers.cookie, this.settings);
    if (token !== undefined) await this.work.run(systemActor(this.settings.app), (tx) => this.sessions.close(tx, token));
    reply.header('set-cookie', endedCookie(this.settings));
    return redirect('/sign-in?signedOut=yes');
  }

  private surroundings({ headers: { host = '' } }: FastifyRequest, next: string) {
    const { app, solo, origin } = this.settings;
    const noPasskey = relyingParty(origin, host) ? undefined : notHere(host);
    return { next, app, solo, noPasskey, ways: otherWaysIn(this.settings, next) };
  }

  private async grantsOf(actor: Actor, { house }: PersonHere) {
    const grants = await this.work.run(actor, (tx) => currentGrants(tx, actor.personId, tx.today, house));
    return choicesAmong(grants).filter(({ role }) => admits(this.settings.app, role));
  }
}
