import { Controller, Get, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { newestRoots } from '#lib/journal';
import type { Actor } from '#lib/kernel';
import { rootsPage } from './roots.page.js';

const size = 60;

/** The roots over all chains, to be printed and kept elsewhere. They hold nothing of any case. */
@Controller('journal-roots')
export class RootsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('journal.roots')
  show(@CurrentActor() actor: Actor, @Query('before') before: unknown) {
    const from = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : undefined;
    return this.work.run(actor, async (tx) => {
      const roots = await newestRoots(tx, { size: size + 1, ...(from === undefined ? {} : { before: from }) });
      return rootsPage(roots.slice(0, size), { older: roots.length > size ? roots[size - 1]!.no : undefined, paged: from !== undefined });
    });
  }
}
