import { Controller, Get, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { listCases } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { listPage } from './list.page.js';

@Controller()
export class ListController {
  constructor(private readonly work: UnitOfWork) {}

  /** The cases this person is appointed to today. */
  @Get()
  @Allow('deliberation.read')
  list(@CurrentActor() actor: Actor, @Query('after') after: unknown, @Query('left') left: unknown) {
    return this.work.run(actor, async (tx) => {
      const list = await listCases(tx, { sort: 'reported', after: typeof after === 'string' ? after : undefined });
      await tx.readList(
        'committee-list',
        list.items.map(({ id }) => id),
      );
      return listPage(list, { left: left === 'yes', reader: actor.role === 'breakGlass' });
    });
  }
}
