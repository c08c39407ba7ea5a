import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { listCases } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { redirect } from '#lib/web';

const pages = [
  'intention',
  'questions',
  'draft',
  'report',
  'progress',
  'objection',
  'publication-wish',
  'supplement',
  'restore-contact',
  'reminders',
  'representative',
  'entered',
  'jsc',
];

/** Short addresses for letters on paper: /jsc leads to the page of the only case, or to the choice. */
@Controller()
@Allow('family.read')
export class ShortcutController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':page')
  async page(@CurrentActor() actor: Actor, @Param('page') page: string) {
    if (!pages.includes(page)) throw new Refused('not-found');
    const ids = await this.work.run(actor, async (tx) => {
      const found = (await listCases(tx, { limit: 2 })).items.map(({ id }) => id);
      await tx.readList('family-shortcut', found);
      return found;
    });
    return redirect(ids.length === 1 ? `/cases/${ids[0]!}/${page}` : '/');
  }
}
