import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor, isPlainDate } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { viewOwn } from '../own/own-case.js';
import { openedPage } from './opened.page.js';
import { openedBy } from './opened.query.js';

/** Which office opened the file of this child, and on which day. */
@Controller('cases/:id/opened')
@Allow('family.read')
export class OpenedController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('before') before: unknown) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-opened');
      const from = isPlainDate(before) ? before : undefined;
      return openedPage(own, await openedBy(tx, own, from), from);
    });
  }
}
