import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { supplementPage, takeUp } from './supplement.page.js';

/** Where the result was just explained, the form asks for the step that takes the request up at once. */
const stepIn = (body: unknown) => ((body as { step?: unknown } | null | undefined)?.step === takeUp ? takeUp : undefined);

@Controller('cases/:id/supplement')
@Allow('family.read')
export class SupplementController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => supplementPage(await viewOwn(tx, id, 'family-supplement')));
  }

  @Post()
  @Allow('family.write')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, {
      act: 'requestSupplement',
      body,
      what: 'family-supplement',
      step: stepIn(body),
    });
    return again ? supplementPage(own, again) : redirect(`/cases/${id}?done=requestSupplement`);
  }
}
