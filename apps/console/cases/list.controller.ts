import { Controller, Get, Query } from '@nestjs/common';
import { Allow, CurrentActor, mayAny } from '#lib/accounts';
import { tokensWaiting } from '#lib/administration';
import { listCases, seesOutlineOnly } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { redirect } from '#lib/web';
import { administratorPage, listPage } from './list.page.js';
import { type ListQuery, filterFrom } from './list.query.js';
import { nextRules } from './next-rules.query.js';

@Controller()
export class ListController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('signed-in')
  home(@CurrentActor() actor: Actor) {
    return redirect(mayAny(actor.role, ['case.read']) ? '/cases' : '/people');
  }

  @Get('cases')
  @Allow('signed-in')
  async list(@CurrentActor() actor: Actor, @Query() query: ListQuery) {
    if (!mayAny(actor.role, ['case.read'])) return administratorPage();
    const filter = filterFrom(query, actor);
    return this.work.run(actor, async (tx) => {
      const { items, next } = await listCases(tx, filter);
      await tx.readList(
        'case-list',
        items.map(({ id }) => id),
      );
      const outline = seesOutlineOnly(actor);
      const rules = outline ? new Map() : await nextRules(tx, items);
      const tokens = mayAny(actor.role, ['tokens.take']) ? await tokensWaiting(tx) : [];
      return listPage({ items, next, filter, rules, today: tx.today, outline, mayReport: mayAny(actor.role, ['case.report']), tokens });
    });
  }
}
