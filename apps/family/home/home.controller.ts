import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { type ActName, acts, isAct, listCases } from '#lib/cases';
import { type Tx, UnitOfWork } from '#lib/database';
import { deadlinesOf } from '#lib/deadlines';
import type { Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { papersOf } from '../documents/papers.js';
import { viewOwn } from '../own/own-case.js';
import { choicePage } from './choice.page.js';
import { homePage } from './home.page.js';

/** What was just done, as the address after a form says it; anything else says nothing. */
const doneIn = (done: unknown): ActName | 'reminders' | undefined => {
  if (done === 'reminders') return done;
  return typeof done === 'string' && isAct(done) && 'toFamily' in acts[done] ? done : undefined;
};

@Controller()
@Allow('family.read')
export class HomeController {
  constructor(private readonly work: UnitOfWork) {}

  /** The case of the relative; where there are several, the choice among them. */
  @Get()
  start(@CurrentActor() actor: Actor) {
    return this.work.run(actor, async (tx) => {
      const { items } = await listCases(tx, { sort: 'reported', limit: 200 });
      const [only] = items;
      if (only && items.length === 1) return this.home(tx, only.id, undefined);
      for (const { id } of items) await tx.read('family-choice', id);
      return choicePage(items);
    });
  }

  @Get('cases/:id')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    return this.work.run(actor, (tx) => this.home(tx, id, done));
  }

  private async home(tx: Tx, id: string, done: unknown) {
    const own = await viewOwn(tx, id, 'family-home');
    return homePage({ own, deadlines: await deadlinesOf(tx, id), papers: await papersOf(tx, own), done: doneIn(done) });
  }
}
