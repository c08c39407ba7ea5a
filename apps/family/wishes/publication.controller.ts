import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { reportSubmitted } from '../own/known.js';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { publicationPage } from './publication.page.js';

@Controller('cases/:id/publication-wish')
@Allow('family.read')
export class PublicationController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => publicationPage(await viewOwn(tx, id, 'family-publication-wish')));
  }

  @Post()
  @Allow('family.write')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, {
      act: 'recordPublicationWish',
      body,
      what: 'family-publication-wish',
      open: ({ history }) => reportSubmitted(history),
    });
    return again ? publicationPage(own, again) : redirect(`/cases/${id}?done=recordPublicationWish`);
  }
}
