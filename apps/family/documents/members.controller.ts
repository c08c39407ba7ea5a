import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { namesTold } from '../own/known.js';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { membersPage } from './members.page.js';

/** The members as they were told to this relative, and her objections to them. */
@Controller('cases/:id/objection')
@Allow('family.read')
export class MembersController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => membersPage(await viewOwn(tx, id, 'family-members')));
  }

  @Post()
  @Allow('family.write')
  async object(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, {
      act: 'recordObjection',
      body,
      what: 'family-members',
      open: ({ history }) => namesTold(history),
    });
    return again ? membersPage(own, again) : redirect(`/cases/${id}?done=recordObjection`);
  }
}
