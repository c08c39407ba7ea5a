import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { viewForCommittee } from '../case/committee-view.js';
import { membersPage } from './members.page.js';

@Controller('cases/:id/members')
export class MembersController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('deliberation.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => membersPage(await viewForCommittee(tx, id, 'members')));
  }
}
