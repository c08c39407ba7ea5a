import { Controller, Get, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { doingsHere } from '#lib/administration';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { peopleJournalPage } from './journal.page.js';

const size = 50;

/** What administrators and the head did with people, letters and tokens. Nothing of any case is in it. */
@Controller('people/journal')
export class PeopleJournalController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('people.journal')
  show(@CurrentActor() actor: Actor, @Query('before') before: unknown) {
    const from = typeof before === 'string' && /^\d{1,14}$/.test(before) ? new Date(Number(before)) : undefined;
    return this.work.run(actor, async (tx) => peopleJournalPage({ ...(await doingsHere(tx, from, size)), paged: from !== undefined }));
  }
}
