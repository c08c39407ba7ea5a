import { Readable } from 'node:stream';
import { type CallHandler, type ExecutionContext, type NestInterceptor, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { faultLine } from '#lib/kernel';
import { FileAnswer, PageAnswer, RedirectAnswer } from './answers.js';
import type { FormTokens } from './form-tokens.js';
import { type FrameOf, write } from './render.js';

interface Telling {
  readonly app: string;
  readonly log?: ((line: string) => void) | undefined;
}

/** Turns what controllers return with `page()`, `redirect()` and `file()` into HTTP. Everything else passes. */
export class Pages implements NestInterceptor {
  constructor(
    private readonly frameOf: FrameOf,
    private readonly tokens: FormTokens,
    private readonly telling: Telling,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        if (answer instanceof RedirectAnswer) return write(reply, { product: '' }, answer, this.tokens);
        if (answer instanceof PageAnswer) return write(reply, await this.frameOf(http.getRequest<FastifyRequest>()), answer, this.tokens);
        if (answer instanceof FileAnswer) {
          reply.type(answer.type).header('content-disposition', `attachment; filename="${answer.name}"`);
          return new StreamableFile(Readable.from(this.told(answer.pieces), { objectMode: false }));
        }
        return answer;
      }),
    );
  }

  /** Half of the file is gone out already: what breaks now can only cut the line, and is told to the log. */
  private async *told(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    const { app, log = console.error } = this.telling;
    try {
      yield* pieces;
    } catch (error) {
      log(faultLine(app, error));
      throw error;
    }
  }
}
