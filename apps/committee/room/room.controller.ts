import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { type Again, attempt, writeOf } from '#lib/case-pages';
import { CasesService, actForms } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { DeliberationsQueries } from '#lib/deliberations';
import { type Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { viewForCommittee } from '../case/committee-view.js';
import { draftPage } from './draft.page.js';
import { itemsPage } from './items.page.js';
import { opinionsPage } from './opinions.page.js';

/** The committee's own room: standard items, drafts, and what the relatives say to them. */
@Controller('cases/:id')
@Allow('deliberation.read')
export class RoomController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
    private readonly deliberations: DeliberationsQueries,
  ) {}

  @Get('items')
  async items(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return itemsPage(await this.view(actor, id, 'standard-items'), await this.deliberations.room(actor, id));
  }

  @Get('draft')
  draft(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.draftWith(actor, id);
  }

  @Post('draft')
  @Allow('deliberation.write')
  async freeze(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const content = (body as { content?: unknown } | null | undefined)?.content;
    const { occurredOn } = (body ?? {}) as { occurredOn?: unknown };
    const answers = { content, occurredOn };
    const { again } = await attempt(actForms.freezeDraft, answers, () =>
      this.cases.recordAct(actor, id, 'freezeDraft', answers, writeOf(body)),
    );
    return again ? this.draftWith(actor, id, again) : redirect(`/cases/${id}?done=freezeDraft`);
  }

  @Get('opinions')
  async opinions(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return opinionsPage(await this.view(actor, id, 'opinions'));
  }

  private async draftWith(actor: Actor, id: string, again?: Again) {
    const { view, released, today } = await this.work.run(actor, async (tx) => ({
      view: await viewForCommittee(tx, id, 'draft'),
      released: await tx.query<{ version: number; releasedAt: Date }>(
        'select version, released_at as "releasedAt" from released_draft where case_id = $1 order by version desc',
        [id],
      ),
      today: tx.today,
    }));
    return draftPage({ view, room: await this.deliberations.room(actor, id), released, today, again });
  }

  private view(actor: Actor, id: string, what: string) {
    return this.work.run(actor, (tx) => viewForCommittee(tx, id, what));
  }
}
