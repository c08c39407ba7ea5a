import { Body, Controller, Get, Post } from '@nestjs/common';
import { Allow, CurrentActor, schoolsFor } from '#lib/accounts';
import { CasesService, ReportCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type FieldError, readEnvelope } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { redirect } from '#lib/web';
import { typed } from '../words.js';
import { reportPage } from './report.page.js';

@Controller('cases/report')
export class ReportController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
  ) {}

  @Get()
  @Allow('case.report')
  show(@CurrentActor() actor: Actor) {
    return this.work.run(actor, async (tx) => reportPage({ schools: await schoolsFor(tx, actor), own: actor.role === 'school' }));
  }

  @Post()
  @Allow('case.report')
  async report(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const { idempotencyKey: key } = readEnvelope(body);
    try {
      const { id } = await this.cases.report(actor, body, { key });
      return redirect(`/cases/${id}?done=reported`);
    } catch (refused) {
      if (!(refused instanceof Refused) || (refused.code !== 'bad-input' && refused.code !== 'idempotency-key-reused')) throw refused;
      const errors = (refused.facts['errors'] ?? []) as readonly FieldError[];
      const reused = refused.code === 'idempotency-key-reused';
      return this.work.run(actor, async (tx) =>
        reportPage({ schools: await schoolsFor(tx, actor), own: actor.role === 'school', errors, filled: typed(ReportCase, body), key: reused ? undefined : key, reused }),
      );
    }
  }
}
