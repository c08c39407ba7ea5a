import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { writeOf } from '#lib/case-pages';
import { CasesService, isAct, isStep } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { DeliberationsQueries } from '#lib/deliberations';
import { type Actor, Refused } from '#lib/kernel';
import { acts, breakGlassWords, committeeWords, procedure, say } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { casePage } from './case.page.js';
import { datesForCommittee, viewForCommittee } from './committee-view.js';

const words = committeeWords.case;

/** What was just done, as the address after a form says it; anything else says nothing. */
function doneIn(done: unknown): string | undefined {
  if (typeof done !== 'string') return undefined;
  if (done === 'stop') return breakGlassWords.done.stop;
  if (isAct(done)) return say(words.doneAct, { what: acts[done].title });
  return isStep(done) ? say(words.doneStep, { what: procedure.steps[done].done }) : undefined;
}

@Controller('cases/:id')
export class CaseController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
    private readonly deliberations: DeliberationsQueries,
  ) {}

  @Get()
  @Allow('deliberation.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    return this.page(actor, id, { done: doneIn(done) });
  }

  @Post('steps/:step')
  @Allow('deliberation.write')
  async step(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('step') step: string, @Body() body: unknown) {
    if (!isStep(step)) throw new Refused('unknown-step');
    try {
      await this.cases.takeStep(actor, id, step, writeOf(body));
      return redirect(`/cases/${id}?done=${step}`);
    } catch (error) {
      if (error instanceof Refused && error.code === 'changed-meanwhile') return this.page(actor, id, { changed: true });
      throw error;
    }
  }

  private async page(actor: Actor, id: string, news: { done?: string | undefined; changed?: boolean }) {
    const { view, dates } = await this.work.run(actor, async (tx) => ({
      view: await viewForCommittee(tx, id, 'case-page'),
      dates: await datesForCommittee(tx, id),
    }));
    return casePage({ actor, view, dates, room: await this.deliberations.room(actor, id), ...news });
  }
}
