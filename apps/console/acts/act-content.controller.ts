import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor, namesOf } from '#lib/accounts';
import { isAct, seesOutlineOnly, viewCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { actContentPage } from './act-content.page.js';

/** What was entered with an act, to be read. The reading is journalled. */
@Controller('cases/:id/acts/:act/:actId')
export class ActContentController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('case.act')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('act') name: string, @Param('actId', IdPipe) actId: string) {
    if (!isAct(name) || seesOutlineOnly(actor)) throw new Refused('not-found');
    return this.work.run(actor, async (tx) => {
      const view = await viewCase(tx, id, 'act-content');
      const act = view.history.acts(name).find((one) => one.id === actId);
      if (!act) throw new Refused('not-found');
      const names = await namesOf(tx, [act.personId]);
      return actContentPage(view, act, names.get(act.personId));
    });
  }
}
