import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '#lib/accounts';
import { openApi } from './openapi.js';

const plain = Buffer.from(JSON.stringify(openApi()));
const packed = brotliCompressSync(plain);
const tag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 16)}"`;

/** The document is open to everyone and the longest answer there is: written and packed once, and not sent again to whoever has it. */
@Controller('v1/openapi.json')
export class OpenApiController {
  @Get()
  @Public()
  show(
    @Headers('accept-encoding') accepted: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | undefined {
    const isPacked = /\bbr\b/.test(accepted ?? '');
    void reply.header('etag', tag).header('vary', 'accept-encoding').header('cache-control', 'no-cache');
    if (known === tag) {
      void reply.status(304);
      return undefined;
    }
    void reply.type('application/json; charset=utf-8');
    if (isPacked) void reply.header('content-encoding', 'br');
    return isPacked ? packed : plain;
  }
}
