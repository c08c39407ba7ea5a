import { Controller, Get } from '@nestjs/common';
import { Allow, CurrentActor, schoolsFor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import type { Actor } from '#lib/kernel';

/** The schools the caller may report a case of: a founder names one of them as `schoolId`. */
@Controller('v1/schools')
export class SchoolsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('case.report')
  list(@CurrentActor() actor: Actor) {
    return this.work.run(actor, async (tx) => ({ items: (await schoolsFor(tx, actor)).map(({ id, name }) => ({ id, name })) }));
  }
}
