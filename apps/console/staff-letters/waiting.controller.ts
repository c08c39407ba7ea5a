import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { confirmLetter, letterWaiting } from '#lib/administration';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { staffLetter as words } from '#lib/texts';
import { IdPipe } from '#lib/web';
import { OtherDoors } from '../other-doors.js';
import { paper } from './shown-once.js';
import { confirmLetterPage } from './waiting.page.js';

/** The letter of an administrator or head is made by somebody else than who asked for it. */
@Controller('recovery/letters/:id')
@Allow('recovery.confirm')
export class WaitingLetterController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => confirmLetterPage(await letterWaiting(tx, id)));
  }

  /** The code stands on the answer and nowhere else, so the answer is no redirect. */
  @Post()
  @HttpCode(200)
  confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) =>
      paper(tx, this.doors, await confirmLetter(tx, id), { href: '/recovery', label: words.toWaiting }),
    );
  }
}
