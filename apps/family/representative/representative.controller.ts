import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { representativePage } from './representative.page.js';

/** Who acts for this relative: named and ended by her; a representative sees the own registration and may step back. */
@Controller('cases/:id/representative')
@Allow('family.read')
export class RepresentativeController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => representativePage(await viewOwn(tx, id, 'family-representative')));
  }

  @Post()
  @Allow('family.own')
  async name(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, { act: 'nameRepresentative', body, what: 'family-representative' });
    return again ? representativePage(own, again) : redirect(`/cases/${id}?done=nameRepresentative`);
  }

  /** A representative who steps back has lost the case by it: the first page says what is left. */
  @Post('end')
  @Allow('family.write')
  async end(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { own, again } = await this.acts.enter(actor, id, { act: 'withdrawRepresentative', body, what: 'family-representative' });
    if (again) return representativePage(own, again, 'withdrawRepresentative');
    return redirect(actor.role === 'representative' ? '/' : `/cases/${id}?done=withdrawRepresentative`);
  }
}
