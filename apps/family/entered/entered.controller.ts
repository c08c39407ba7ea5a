import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import type { ActName } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { enteredPage } from './entered.page.js';

/** What others entered for this relative: she says whether it is so. */
@Controller('cases/:id/entered')
@Allow('family.read')
export class EnteredController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => enteredPage(await viewOwn(tx, id, 'family-entered')));
  }

  @Post('confirm')
  @Allow('family.own')
  confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    return this.answer(actor, id, 'confirmStatement', body);
  }

  @Post('contest')
  @Allow('family.own')
  contest(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    return this.answer(actor, id, 'contestStatement', body);
  }

  private async answer(actor: Actor, id: string, act: ActName, body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, { act, body, what: 'family-entered' });
    if (again) return enteredPage(own, again, act);
    // Who says that she was named in error finds the case no longer.
    const left =
      act === 'confirmStatement' &&
      own.history.acts('withdrawRelative').some((one) => one.id === (body as { readonly to?: unknown } | undefined)?.to);
    return redirect(left ? '/' : `/cases/${id}?done=${act}`);
  }
}
