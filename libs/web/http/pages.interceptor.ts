import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { PageAnswer, RedirectAnswer } from './answers.js';
import type { FormTokens } from './form-tokens.js';
import { type FrameOf, write } from './render.js';

/** Turns what controllers return with `page()` and `redirect()` into HTTP. Everything else passes. */
export class Pages implements NestInterceptor {
  constructor(
    private readonly frameOf: FrameOf,
    private readonly tokens: FormTokens,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        if (answer instanceof RedirectAnswer) return write(reply, { product: '' }, answer, this.tokens);
        if (answer instanceof PageAnswer) return write(reply, await this.frameOf(http.getRequest<FastifyRequest>()), answer, this.tokens);
        return answer;
      }),
    );
  }
}
