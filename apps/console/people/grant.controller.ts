import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import {
  ChangeLastDay,
  TransferGrant,
  changeLastDay,
  endAtOnce,
  grantInReach,
  personInReach,
  posts,
  tenseOf,
  transfer,
} from '#lib/administration';
import { type Tx, UnitOfWork, once } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { keyOf, tryForm } from './act.js';
import type { Shown } from './form.page.js';
import { grantPage } from './grant.page.js';

/** One role of one person. */
@Controller('people/grants/:id')
export class GrantController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('people.administer')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => shownGrant(tx, id));
  }

  @Post('last-day')
  @Allow('people.administer')
  async lastDay(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { done, shown } = await tryForm(this.work, actor, ChangeLastDay, body, ['last-day', id], async (tx, { endsOn }) => {
      const { personId } = await grantInReach(tx, id);
      return { personId, ...(await changeLastDay(tx, id, endsOn ?? null)) };
    });
    return shown ? this.again(actor, id, 'lastDay', shown) : ledOn(done, 'lastDay');
  }

  @Post('transfer')
  @Allow('people.administer')
  async move(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { done, shown } = await tryForm(this.work, actor, TransferGrant, body, ['transfer', id], async (tx, form) => {
      const { personId } = await grantInReach(tx, id);
      return { personId, ...(await transfer(tx, id, form)) };
    });
    return shown ? this.again(actor, id, 'transfer', shown) : ledOn(done, 'transferred');
  }

  @Post('end')
  @Allow('people.administer')
  async end(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const done = await this.work.run(actor, (tx) =>
      once(tx, keyOf(body), ['end-grant', id], async () => {
        const { personId } = await grantInReach(tx, id);
        return { personId, ...(await endAtOnce(tx, id)) };
      }),
    );
    return ledOn(done, 'ended');
  }

  private again(actor: Actor, id: string, of: 'lastDay' | 'transfer', as: Shown) {
    return this.work.run(actor, (tx) => shownGrant(tx, id, { of, as }));
  }
}

/** To the person, or to the list of what waits for its second person. */
const ledOn = ({ personId, waits }: { readonly personId: string; readonly waits: boolean }, done: string) =>
  redirect(waits ? '/recovery?done=asked' : `/people/${personId}?done=${done}`);

async function shownGrant(tx: Tx, id: string, shown?: { readonly of: 'lastDay' | 'transfer'; readonly as: Shown }) {
  const grant = await grantInReach(tx, id);
  if (tenseOf(grant, tx.today) === 'over') throw new Refused('grant-over');
  const { name } = await personInReach(tx, grant.personId);
  return grantPage({ grant, name, posts: await posts(tx), today: tx.today, ...(shown ? { shown } : {}) });
}
