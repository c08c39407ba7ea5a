import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { closeHandover, leaver, leavers, nameSuccessor, takersOver } from '#lib/administration';
import { type Tx, UnitOfWork, once } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { keyOf, tryForm } from '../people/act.js';
import type { Shown } from '../people/form.page.js';
import { NameSuccessor } from './handover.form.js';
import { openCasesOf } from './handover.load.js';
import { type Handed, handoverPage } from './handover.page.js';

/** Work that somebody who left, or is about to, leaves open: for those who may see the cases. */
@Controller('handover')
export class HandoverController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('handover.read')
  show(@CurrentActor() actor: Actor, @Query('done') done: unknown) {
    return this.work.run(actor, (tx) => shownHandover(tx, undefined, done));
  }

  @Post(':id/successor')
  @Allow('handover.read')
  async name(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { shown } = await tryForm(this.work, actor, NameSuccessor, body, ['name-successor', id], (tx, { successor }) =>
      nameSuccessor(tx, id, successor),
    );
    return shown ? this.work.run(actor, (tx) => shownHandover(tx, { grantId: id, as: shown })) : redirect('/handover?done=successor');
  }

  @Post(':id/close')
  @Allow('handover.read')
  async close(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    await this.work.run(actor, (tx) => once(tx, keyOf(body), ['close-handover', id], () => closeHandover(tx, id)));
    return redirect('/handover?done=closed');
  }
}

async function shownHandover(tx: Tx, shown?: { readonly grantId: string; readonly as: Shown }, done?: unknown) {
  if (shown) await leaver(tx, shown.grantId);
  const handed: Handed[] = [];
  for (const leaver of await leavers(tx))
    handed.push({ leaver, cases: await openCasesOf(tx, leaver), takersOver: await takersOver(tx, leaver) });
  return handoverPage({
    handed,
    today: tx.today,
    done: done === 'successor' || done === 'closed' ? done : undefined,
    ...(shown ? { shown } : {}),
  });
}
