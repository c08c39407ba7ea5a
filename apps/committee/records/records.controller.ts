import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { viewForCommittee } from '../case/committee-view.js';
import { recordPage, recordsPage } from './records.page.js';

/** What was entered in the case, except what is not the committee's. Each opening is journalled. */
@Controller('cases/:id/records')
@Allow('deliberation.read')
export class RecordsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => recordsPage(await viewForCommittee(tx, id, 'record-list')));
  }

  @Get(':act')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('act', IdPipe) actId: string) {
    return this.work.run(actor, async (tx) => {
      const view = await viewForCommittee(tx, id, 'act-content');
      const act = view.history.entries.find((entry) => entry.kind === 'act' && entry.id === actId);
      if (act?.kind !== 'act') throw new Refused('not-found');
      return recordPage(view, act);
    });
  }
}
