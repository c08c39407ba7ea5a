import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { writeOf } from '#lib/case-pages';
import { UnitOfWork } from '#lib/database';
import { remindersOf, setReminders } from '#lib/families';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { viewOwn } from '../own/own-case.js';
import { remindersPage } from './reminders.page.js';

/** Mails about dates: each relative decides for herself. */
@Controller('cases/:id/reminders')
@Allow('family.own')
export class RemindersController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-reminders');
      return remindersPage(own, await remindersOf(tx, id));
    });
  }

  @Post()
  set(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-reminders');
      const chosen = (body as { mails?: unknown } | null | undefined)?.mails;
      if (chosen !== 'yes' && chosen !== 'no') return remindersPage(own, await remindersOf(tx, id), true);
      await setReminders(tx, id, chosen === 'yes', writeOf(body).key);
      return redirect(`/cases/${id}?done=reminders`);
    });
  }
}
