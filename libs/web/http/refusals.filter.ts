import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultLine, Refused } from '#lib/kernel';
import type { Frame } from '../components/page.js';
import { redirect } from './answers.js';
import type { Doorkeeper } from './doorkeeper.js';
import type { FormTokens } from './form-tokens.js';
import { keptForm } from './kept-form.js';
import type { KnownRoutes } from './known-routes.js';
import { type Problem, problemJson, problemOf } from './problem.js';
import { refusalPage } from './refusal-page.js';
import { type FrameOf, write } from './render.js';

export interface RefusalOptions {
  readonly app: string;
  readonly routes: KnownRoutes;
  /** The frame of pages; left out for an API, which answers with application/problem+json. */
  readonly frameOf?: FrameOf | undefined;
  readonly tokens: FormTokens;
  /** What is known of who asks; nothing where the app has no doors. */
  readonly keeper: () => Doorkeeper | undefined;
  /** The words of a missing fact. */
  readonly describe?: ((code: string) => string) | undefined;
  /** What this app adds to the words of a refusal, by its code. */
  readonly more?: Readonly<Record<string, string>> | undefined;
  /** Where a reader without a session is sent; with `next`, the path the refusal names. */
  readonly signInAt?: string | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** The sender hung up in the middle of what it sent: nothing broke, and nobody listens. */
const isGone = (exception: unknown, { raw }: FastifyRequest): boolean =>
  (exception as { code?: unknown } | null | undefined)?.code === 'ECONNRESET' && raw.destroyed && !raw.complete;

/** Everything that is not done ends here: as a page for people, as a problem for programs, never with the words of the exception. */
@Catch()
export class Refusals implements ExceptionFilter {
  constructor(private readonly options: RefusalOptions) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await this.answer(exception, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  async answer(exception: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (isGone(exception, request)) return;
    const problem = problemOf((await this.tooMany(request)) ?? this.wrongMethod(request) ?? exception);
    if (problem.fault) (this.options.log ?? console.error)(faultLine(this.options.app, exception, problem.fault));
    if (reply.sent) return;
    const { allow, retryAfter } = problem.facts;
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    if (problem.code === 'wrong-method' && Array.isArray(allow)) reply.header('allow', allow.join(', '));
    if (problem.status === 401 && !this.options.frameOf) reply.header('www-authenticate', 'Bearer');
    if (this.options.frameOf) await this.asPage(this.options.frameOf, problem, request, reply);
    else
      reply
        .status(problem.status)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(problemJson(problem)));
  }

  private async asPage(frameOf: FrameOf, problem: Problem, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { signInAt, tokens, describe = (code: string) => code } = this.options;
    const bare: Frame = { product: '' };
    const keeper = this.options.keeper();
    const kept = await keptForm(problem, request, signInAt, keeper);
    if (problem.code === 'not-signed-in' && signInAt && !kept) {
      const { next } = problem.facts;
      const back = typeof next === 'string' && next !== '/' ? `?next=${encodeURIComponent(next)}` : '';
      reply.send(write(reply, bare, redirect(`${signInAt}${back}`), tokens));
      return;
    }
    // Whoever nobody knows and who asks without end is told so with nothing around it.
    const alone = problem.code === 'too-many-requests' && !keeper?.stands(request);
    // Where the frame itself cannot be made (the database is away) the page still says calmly what is the matter.
    const frame = alone
      ? bare
      : await Promise.resolve()
          .then(() => frameOf(request))
          .catch(() => bare);
    const refused = () => refusalPage(problem, frame.home ?? '/', describe, this.options.more?.[problem.code]);
    reply.send(write(reply, frame, kept ?? refused(), tokens));
  }

  /** What was refused before any route looked at it, an unknown path among them, is counted here. */
  private async tooMany(request: FastifyRequest): Promise<Refused | undefined> {
    try {
      await this.options.keeper()?.count(request);
      return undefined;
    } catch (refusal) {
      return refusal instanceof Refused ? refusal : undefined;
    }
  }

  private wrongMethod(request: FastifyRequest): Refused | undefined {
    const allow = request.is404 ? this.options.routes.methodsFor(request.url) : [];
    return allow.length && !allow.includes(request.method) ? new Refused('wrong-method', { allow }) : undefined;
  }
}
