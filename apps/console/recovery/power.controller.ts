import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { confirmPower, powerWaiting } from '#lib/administration';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { twoPersons as words } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { OtherDoors } from '../other-doors.js';
import { paper } from '../staff-letters/shown-once.js';
import { powerPage } from './power.page.js';

/** What is done with an administrator or a head, by an independent second person. */
@Controller('recovery/requests/:id')
@Allow('recovery.confirm')
export class PowerController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => powerPage(await powerWaiting(tx, id)));
  }

  /** Where a letter comes with it, its code stands on the answer and nowhere else: that answer is no redirect. */
  @Post()
  @HttpCode(200)
  confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => {
      const letter = await confirmPower(tx, id);
      return letter ? paper(tx, this.doors, letter, { href: '/recovery', label: words.one.back }) : redirect('/recovery?done=power');
    });
  }
}
