import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { Leave, grantsOfPerson, leave, personInReach, possibleSuccessors, tenseOf } from '#lib/administration';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { tryForm } from './act.js';
import type { Shown } from './form.page.js';
import { leavePage } from './leave.page.js';

/** Somebody leaves. */
@Controller('people/:id/leave')
export class LeaveController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('people.administer')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => shownLeave(tx, id));
  }

  @Post()
  @Allow('people.administer')
  async leave(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { shown } = await tryForm(this.work, actor, Leave, body, ['leave', id], (tx, form) => leave(tx, id, form));
    return shown ? this.work.run(actor, (tx) => shownLeave(tx, id, shown)) : redirect(`/people/${id}?done=left`);
  }
}

async function shownLeave(tx: Tx, id: string, shown: Shown = {}) {
  const person = await personInReach(tx, id);
  const ending = (await grantsOfPerson(tx, id)).filter((grant) => tenseOf(grant, tx.today) !== 'over');
  if (ending.length === 0) throw new Refused('grant-over');
  const successors = await possibleSuccessors(tx, ending);
  return leavePage({ person, ending, successors, today: tx.today, shown });
}
