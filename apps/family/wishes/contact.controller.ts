import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { withoutContactSince } from '../own/known.js';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { contactPage } from './contact.page.js';

@Controller('cases/:id/restore-contact')
@Allow('family.read')
export class ContactController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => contactPage(await viewOwn(tx, id, 'family-restore-contact')));
  }

  @Post()
  @Allow('family.write')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    // A second sending finds contact restored already: there is nothing more to do.
    if (!(await this.isWithheld(actor, id))) return redirect(`/cases/${id}/restore-contact`);
    const { own, again } = await this.acts.enter(actor, id, { act: 'restoreContact', body, what: 'family-restore-contact' });
    return again ? contactPage(own, again) : redirect(`/cases/${id}?done=restoreContact`);
  }

  private isWithheld(actor: Actor, id: string): Promise<boolean> {
    return this.work.run(actor, async (tx) => withoutContactSince(await viewOwn(tx, id, 'family-restore-contact')) !== null);
  }
}
