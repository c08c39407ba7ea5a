import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { Words, actForms } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { fillForm } from '#lib/forms';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { intentionPage } from './intention.page.js';

/** F6: the wish of one relative, changed as often as she likes. */
@Controller('cases/:id/intention')
@Allow('family.read')
export class IntentionController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  /** Nothing is chosen beforehand; with `?from=former` the relative asked for her former answer. */
  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('from') from: unknown) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-intention');
      const former = from === 'former' ? Words.in(own.history).said('recordIntention', own.me.id)?.data : undefined;
      return intentionPage({ own, ...(former ? { values: fillForm(actForms.recordIntention, former) } : {}) });
    });
  }

  @Post()
  @Allow('family.write')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, { act: 'recordIntention', body, what: 'family-intention' });
    return again ? intentionPage({ own, again }) : redirect(`/cases/${id}?done=recordIntention`);
  }
}
