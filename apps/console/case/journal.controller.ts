import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, CurrentActor, namesOf } from '#lib/accounts';
import { findCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { entriesOf } from '#lib/journal';
import { type Actor, Refused, countsAs } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { journalPage } from './journal.page.js';

const size = 50;
const numberIn = (text: unknown): number | undefined => (typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : undefined);

/** Who did or read what in a case, for its founder. */
@Controller('cases/:id/journal')
export class JournalController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('before') before: unknown) {
    if (!countsAs(actor.role, ['founder'])) throw new Refused('not-allowed');
    return this.work.run(actor, async (tx) => {
      const head = await findCase(tx, id);
      await tx.read('journal', id);
      const from = numberIn(before);
      const found = await entriesOf(tx, id, { size: size + 1, ...(from === undefined ? {} : { before: from }) });
      const entries = found.slice(0, size);
      const names = await namesOf(
        tx,
        entries.map(({ personId }) => personId),
      );
      return journalPage({ head, entries, names, older: found.length > size ? entries.at(-1)?.seq : undefined, paged: from !== undefined });
    });
  }
}
