import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { deadlinesOf } from '#lib/deadlines';
import { type Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { viewOwn } from '../own/own-case.js';
import { jscPage } from './jsc.page.js';

@Controller('cases/:id/jsc')
@Allow('family.read')
export class JscController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => jscPage(await viewOwn(tx, id, 'family-jsc'), await deadlinesOf(tx, id)));
  }
}
