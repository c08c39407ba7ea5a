import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { takeToken, tokenForOwnRole } from '#lib/administration';
import { UnitOfWork, once } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { keyOf } from '../people/act.js';
import { takePage } from './take.page.js';

/** A prepared token is taken over by somebody who holds its role, and so sees nothing by it that was closed before. */
@Controller('tokens/:id/take')
export class TokenTakeController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('tokens.take')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => takePage({ token: await tokenForOwnRole(tx, id) }));
  }

  /** Answers with the page itself: the secret stands nowhere else, and a second sending of the form no longer has it. */
  @Post()
  @HttpCode(200)
  @Allow('tokens.take')
  take(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    return this.work.run(actor, async (tx) => {
      let secret: string | null = null;
      await once(tx, keyOf(body), ['take-token', id], async () => {
        secret = await takeToken(tx, id);
      });
      return takePage({ token: await tokenForOwnRole(tx, id), secret });
    });
  }
}
