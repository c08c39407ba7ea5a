import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { account as words, say, secondFactor } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor, CurrentPerson } from '../allow.js';
import { type Caller, callerOf } from '../caller.js';
import { endedCookie, sessionCookie } from '../cookie.js';
import { relyingParty } from '../domain/relying-party.js';
import { codes } from '../domain/slow-down.js';
import { longestPassword, passwordIsRight } from '../password.js';
import { hasProvenAddress } from '../second-factor/set-up.js';
import { tryAt } from '../second-factor/guesses.js';
import { newPasswordProblem, setPassword } from '../second-factor/new-password.js';
import { notHere } from '../second-factor/passkey.pages.js';
import { passkeysOf } from '../second-factor/passkeys.js';
import { waysOf } from '../second-factor/ways.js';
import { endSessions, endSessionsOfHouse } from '../session-ends.js';
import { Sessions } from '../sessions.js';
import { AccountsSettings } from '../settings.js';
import { forgetAttempts } from '../sign-in-attempts.js';
import { waitInWords } from '../sign-in.page.js';
import type { PersonHere } from '../visitor.js';
import { stopWaiting, waitingForMe } from '../waiting/waiting.js';
import { accountPage, notFromHere } from './account.page.js';
import { passwordPage } from './password.page.js';
import { openPassword } from '../proof.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
type Done = keyof typeof words.done;
const doneIn = (value: unknown): Done | undefined => (Object.keys(words.done) as Done[]).find((one) => one === value);

/** Everyone's own page about signing in: ways, devices, password. */
@Allow('signed-in')
@Controller('account')
export class AccountController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly settings: AccountsSettings,
  ) {}

  @Get()
  show(
    @CurrentActor() actor: Actor,
    @CurrentPerson() person: PersonHere,
    @Query('done') done: unknown,
    @Query('last') last: unknown,
    @Req() request: FastifyRequest,
  ) {
    const { host, session } = callerOf(request, this.settings);
    return this.work.run(actor, async (tx) => {
      const ways = await waysOf(tx, actor.personId);
      const noPasskey = relyingParty(this.settings.origin, host) ? undefined : notHere(host);
      return accountPage({
        ways,
        hasPassword: (await passwordOf(tx, actor)) !== null,
        hasAddress: await hasProvenAddress(tx, actor.personId),
        passkeys: await passkeysOf(tx, actor.personId),
        sessions: await this.sessions.list(tx, person, session),
        vouched: person.house !== null,
        mail: this.settings.app === 'family',
        noPasskey,
        done: doneIn(done),
        waiting: await waitingForMe(tx, person.house),
        ...(last === 'yes' ? { problem: words.lastWay } : {}),
      });
    });
  }

  /** Whoever is concerned by what two do with a role or with ways to sign in stops it, while it waits. */
  @Post('waiting/:id/stop')
  stop(@CurrentActor() actor: Actor, @CurrentPerson() { house }: PersonHere, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => {
      await stopWaiting(tx, id, house);
      return redirect('/account?done=stopped');
    });
  }

  @Post('sessions/:id/end')
  end(@CurrentActor() actor: Actor, @CurrentPerson() person: PersonHere, @Param('id', IdPipe) id: string, @Req() request: FastifyRequest) {
    const { device } = callerOf(request, this.settings);
    return this.work.run(actor, async (tx) => {
      if (!(await this.sessions.closeOne(tx, person, id, device))) throw new Refused('not-found');
      await tx.tell({ name: 'session-ended', caseId: null, facts: { personId: actor.personId } });
      return redirect('/account?done=ended');
    });
  }

  @Post('sessions/end-all')
  async endAll(
    @CurrentActor() actor: Actor,
    @CurrentPerson() person: PersonHere,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { device } = callerOf(request, this.settings);
    await this.work.run(actor, async (tx) => {
      await (person.house === null ? endSessions(tx, person.id, { device }) : endSessionsOfHouse(tx, person.id, person.house));
      await tx.tell({ name: 'sessions-ended', caseId: null, facts: { personId: actor.personId } });
    });
    reply.header('set-cookie', endedCookie(this.settings));
    return redirect('/sign-in?signedOut=yes');
  }

  @Get('password')
  password(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    const { session } = callerOf(request, this.settings);
    return this.work.run(actor, async (tx) => {
      const standing = await this.sessions.standing(tx, session);
      if (standing !== 'fresh') return notFromHere(standing);
      if (!(await hasProvenAddress(tx, actor.personId))) return redirect('/account');
      return passwordPage({ askCurrent: (await passwordOf(tx, actor)) !== null });
    });
  }

  @Post('password')
  async change(
    @CurrentActor() actor: Actor,
    @CurrentPerson() person: PersonHere,
    @Body() body: Answers,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const caller = callerOf(request, this.settings);
    const answer = await this.work.run(actor, async (tx) => {
      const standing = await this.sessions.standing(tx, caller.session);
      if (standing !== 'fresh') return notFromHere(standing);
      // A password is no way in without the address one signs in with.
      if (!(await hasProvenAddress(tx, actor.personId))) return redirect('/account');
      const wrong = await this.wrongPasswords(tx, actor, caller, body);
      if (wrong) return passwordPage(wrong);
      await setPassword(tx, actor.personId, body!['password'] as string, { ...caller, step: undefined });
      return { token: await this.sessions.exchange(tx, caller.session!, person.grantId) };
    });
    if (!('token' in answer)) return answer;
    reply.header('set-cookie', sessionCookie(this.settings, answer.token));
    return redirect('/account?done=password');
  }

  /** What is wrong with the passwords typed. The current one is guessed at no faster than at the door. */
  private async wrongPasswords(tx: Tx, actor: Actor, caller: Caller, body: Answers): Promise<Parameters<typeof passwordPage>[0] | null> {
    const stored = await passwordOf(tx, actor);
    const again = { askCurrent: stored !== null };
    const problem = await newPasswordProblem(tx, actor.personId, body?.['password']);
    if (problem) return { ...again, password: problem };
    if (stored === null) return null;
    const { seconds, attempt } = await tryAt(tx, 'change', actor.personId, caller, codes);
    if (seconds > 0) return { ...again, current: say(secondFactor.tooSoon, { wait: waitInWords(seconds) }), status: 429 };
    const typed = typeof body?.['current'] === 'string' ? body['current'].slice(0, longestPassword) : '';
    if (!(await passwordIsRight(stored, typed, attempt))) return { ...again, current: words.passwordPage.currentWrong };
    await forgetAttempts(tx, attempt);
    return null;
  }
}

async function passwordOf(tx: Tx, { personId }: Actor): Promise<string | null> {
  const [row] = await tx.query<{ hash: string | null }>('select password_of($1) as hash', [personId]);
  return openPassword(tx, personId, row?.hash ?? null);
}
