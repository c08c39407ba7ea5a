import { Body, Controller, Get, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Organisation, schoolsFor } from '#lib/accounts';
import { CasesService, ReportCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type FieldError, type Filled, readEnvelope } from '#lib/forms';
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
      const reused = refused.code === 'idempotency-key-reused';
      const errors = (refused.facts['errors'] ?? []) as readonly FieldError[];
      return this.work.run(actor, async (tx) => {
        const form = { schools: await schoolsFor(tx, actor), own: actor.role === 'school', filled: typed(ReportCase, body) };
        return reportPage({ ...form, errors: reused ? [] : withSchool(errors, form), key: reused ? undefined : key, reused });
      });
    }
  }
}

/** A school that was not chosen is a mistake like the others; the service looks for it only when they are gone. */
function withSchool(
  errors: readonly FieldError[],
  { schools, own, filled }: { schools: readonly Organisation[]; own: boolean; filled: Filled },
): readonly FieldError[] {
  const chosen = filled['schoolId'];
  const known = own || errors.some(({ field }) => field === 'schoolId') || schools.some(({ id }) => id === chosen);
  return known ? errors : [{ field: 'schoolId', code: chosen ? 'unknown-choice' : 'required' }, ...errors];
}
