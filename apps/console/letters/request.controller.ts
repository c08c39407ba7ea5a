import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { viewCase } from '#lib/cases';
import { type Tx, UnitOfWork } from '#lib/database';
import { confirmIdentity, requestForMe } from '#lib/families';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { readIdentity } from './letter.form.js';
import { requestPage } from './request.page.js';

/** Whoever is said to have seen that it is this relative who asks for a new letter says so, on a page of their own. */
@Controller('cases/:id/letter-requests/:request')
@Allow('family.vouch')
export class LetterRequestController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('request', IdPipe) request: string) {
    return this.work.run(actor, async (tx) => requestPage(await load(tx, id, request)));
  }

  @Post()
  confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('request', IdPipe) request: string, @Body() body: unknown) {
    return this.work.run(actor, async (tx) => {
      const data = await load(tx, id, request);
      const read = readIdentity(body, tx.today);
      if (read.wrong) return requestPage({ ...data, ...read });
      await confirmIdentity(tx, id, request, read.value);
      return redirect('/account?done=confirmed');
    });
  }
}

/** One that waits for the actor, of a case within the actor's scope; the reading is journalled. Refuses: `not-found`. */
async function load(tx: Tx, caseId: string, id: string) {
  const view = await viewCase(tx, caseId, 'family-letter');
  const request = await requestForMe(tx, caseId, id);
  const relative = view.relatives.find((one) => one.id === request.relativeId);
  if (!relative) throw new Refused('not-found');
  return { view, request, relative };
}
