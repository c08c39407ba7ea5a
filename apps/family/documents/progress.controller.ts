import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { viewOwn } from '../own/own-case.js';
import { progressPage } from './progress.page.js';

@Controller('cases/:id/progress')
@Allow('family.read')
export class ProgressController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => progressPage(await viewOwn(tx, id, 'family-progress')));
  }
}
