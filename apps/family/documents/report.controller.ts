import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { familyWords } from '#lib/texts';
import { IdPipe } from '#lib/web';
import { viewOwn } from '../own/own-case.js';
import { reportOf } from './papers.js';
import { partPage } from './reader.js';
import { reportPage } from './report.page.js';

@Controller('cases/:id/report')
@Allow('family.read')
export class ReportController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-report');
      return reportPage(own, await reportOf(tx, own));
    });
  }

  @Get('parts/:part')
  part(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('part') part: string) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-report-part');
      return partPage({ own, paper: await reportOf(tx, own), part, at: `/cases/${id}/report`, title: familyWords.report.title });
    });
  }
}
