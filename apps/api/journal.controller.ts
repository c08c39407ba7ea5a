import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { entryOutside, findCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { entriesOf, newestRoots } from '#lib/journal';
import { type Actor, Refused, countsAs } from '#lib/kernel';
import { IdPipe } from '#lib/web';

const size = 200;
const numberIn = (text: unknown): number | undefined => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

/** Who did or read what in a case, for its founder; and the roots over all chains, for whoever watches the house. */
@Controller('v1')
export class JournalController {
  constructor(private readonly work: UnitOfWork) {}

  @Get('cases/:id/journal')
  @Allow('case.read')
  entries(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('before') before: unknown) {
    if (!countsAs(actor.role, ['founder'])) throw new Refused('not-allowed');
    return this.work.run(actor, async (tx) => {
      await findCase(tx, id);
      await tx.read('api-journal', id);
      const found = await entriesOf(tx, id, { size: size + 1, before: numberIn(before) });
      const items = found.slice(0, size).flatMap((entry) => entryOutside(entry) ?? []);
      return { items, next: found.length > size ? String(found[size - 1]!.seq) : null };
    });
  }

  @Get('journal/roots')
  @Allow('journal.roots')
  roots(@CurrentActor() actor: Actor, @Query('before') before: unknown) {
    return this.work.run(actor, async (tx) => {
      const from = numberIn(before);
      const found = await newestRoots(tx, { size: size + 1, ...(from === undefined ? {} : { before: from }) });
      return { items: found.slice(0, size), next: found.length > size ? String(found[size - 1]!.no) : null };
    });
  }
}
