import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { questionsPage } from './questions.page.js';

@Controller('cases/:id/questions')
@Allow('family.read')
export class QuestionsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => questionsPage(await viewOwn(tx, id, 'family-questions')));
  }

  @Post()
  @Allow('family.write')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, { act: 'askQuestion', body, what: 'family-questions' });
    return again ? questionsPage(own, again) : redirect(`/cases/${id}?done=askQuestion`);
  }
}
