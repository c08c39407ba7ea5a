import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { CasesService, type StepName, isStep } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { readEnvelope } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { consoleWords, procedure, say } from '#lib/texts';
import { IdPipe, redirect, statusOf } from '#lib/web';
import { doneIn } from './done.js';
import { loadCase } from './case.load.js';
import { casePage } from './case.page.js';

const words = consoleWords.problems;

@Controller('cases/:id')
export class CaseController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
  ) {}

  @Get()
  @Allow('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    return this.work.run(actor, async (tx) => {
      const data = await loadCase(tx, id);
      return casePage(data, { done: doneIn(data.view.history, done) });
    });
  }

  @Post('steps/:step')
  @Allow('case.step')
  async step(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('step') step: string, @Body() body: unknown) {
    if (!isStep(step)) throw new Refused('unknown-step');
    const { idempotencyKey: key, version } = readEnvelope(body);
    try {
      await this.cases.takeStep(actor, id, step, { key, version });
      return redirect(`/cases/${id}?done=${step}`);
    } catch (refused) {
      const problem = refused instanceof Refused ? problemOf(refused.code, step) : undefined;
      if (!problem) throw refused;
      const status = statusOf((refused as Refused).code);
      return this.work.run(actor, async (tx) => casePage(await loadCase(tx, id), { problem, status }));
    }
  }
}

/** What is said above the case page where a step was not taken; the page then shows the case as it is now. */
function problemOf(code: string, step: StepName): string | undefined {
  switch (code) {
    case 'facts-missing':
      return say(words.missing, { step: procedure.steps[step].name });
    case 'changed-meanwhile':
      return words.changed;
    case 'step-not-open':
      return words.notOpen;
    case 'idempotency-key-reused':
      return words.reused;
    default:
      return undefined;
  }
}
