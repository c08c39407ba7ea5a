import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { PrepareToken, prepareToken, programPosts, revokeToken, tokensInReach } from '#lib/administration';
import { type Tx, UnitOfWork, once } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { keyOf, tryForm } from '../people/act.js';
import type { Shown } from '../people/form.page.js';
import { tokensPage } from './tokens.page.js';

/** Tokens of the administrator's organisations: prepared here, seen by nobody here. */
@Controller('tokens')
export class TokensController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('tokens.administer')
  list(@CurrentActor() actor: Actor, @Query('done') done: unknown) {
    return this.work.run(actor, (tx) => shownTokens(tx, {}, done));
  }

  @Post()
  @Allow('tokens.administer')
  async prepare(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const { shown } = await tryForm(this.work, actor, PrepareToken, body, ['prepare-token'], prepareToken);
    return shown ? this.work.run(actor, (tx) => shownTokens(tx, shown)) : redirect('/tokens?done=prepared');
  }

  @Post(':id/revoke')
  @Allow('tokens.administer')
  async revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    await this.work.run(actor, (tx) => once(tx, keyOf(body), ['revoke-token', id], () => revokeToken(tx, id)));
    return redirect('/tokens?done=revoked');
  }
}

async function shownTokens(tx: Tx, form: Shown, done?: unknown) {
  const [tokens, posts] = await Promise.all([tokensInReach(tx), programPosts(tx)]);
  return tokensPage({ tokens, posts, form, done: done === 'prepared' || done === 'revoked' ? done : undefined });
}
