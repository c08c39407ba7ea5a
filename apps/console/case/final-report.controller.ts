import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { findCase, openPapers } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused, countsAs } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { type FinalReport, finalReportPage } from './final-report.page.js';

/** The report the committee has handed in, for the founder. The reading is journalled. */
@Controller('cases/:id/report')
export class FinalReportController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    if (!countsAs(actor.role, ['founder'])) throw new Refused('not-allowed');
    return this.work.run(actor, async (tx) => {
      const head = await findCase(tx, id);
      const rows = await tx.query<FinalReport & { id: string }>(
        'select id, version, content, fingerprint, signed_on::text as "signedOn" from final_report where case_id = $1 order by version desc',
        [id],
      );
      if (rows.length === 0) throw new Refused('not-found');
      await tx.read('final-report', id);
      return finalReportPage(head, await openPapers(tx, id, 'final_report', rows));
    });
  }
}
