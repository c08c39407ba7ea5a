import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { BreakGlass } from '#lib/break-glass';
import { showStopping, stopNow } from '#lib/case-pages';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';

/** Where chair and secretariat stop an opening of their room before it opens. */
@Controller('cases/:id/break-glass/:opening/stop')
@Allow('deliberation.write')
export class OpeningController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly breakGlass: BreakGlass,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) caseId: string, @Param('opening', IdPipe) opening: string) {
    return showStopping(this.work, actor, { caseId, opening, back: `/cases/${caseId}` });
  }

  @Post()
  stop(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) caseId: string,
    @Param('opening', IdPipe) opening: string,
    @Body() body: unknown,
  ) {
    return stopNow(this.breakGlass, actor, { caseId, opening, back: `/cases/${caseId}` }, body);
  }
}
