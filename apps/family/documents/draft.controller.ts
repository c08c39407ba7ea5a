import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { type Actor } from '#lib/kernel';
import { familyWords } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { OwnActs } from '../own/own-acts.js';
import { viewOwn } from '../own/own-case.js';
import { draftPage } from './draft.page.js';
import { draftOf } from './papers.js';
import { partPage } from './reader.js';

@Controller('cases/:id/draft')
@Allow('family.read')
export class DraftController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly acts: OwnActs,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => draftPage({ own: await viewOwn(tx, id, 'family-draft'), paper: await draftOf(tx, id) }));
  }

  @Get('parts/:part')
  part(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('part') part: string) {
    return this.work.run(actor, async (tx) => {
      const own = await viewOwn(tx, id, 'family-draft-part');
      return partPage({ own, paper: await draftOf(tx, id), part, at: `/cases/${id}/draft`, title: familyWords.draft.title });
    });
  }

  @Post()
  @Allow('family.write')
  async opine(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { again } = await this.acts.enter(actor, id, { act: 'giveOpinion', body, what: 'family-draft' });
    if (!again) return redirect(`/cases/${id}?done=giveOpinion`);
    return this.work.run(actor, async (tx) =>
      draftPage({ own: await viewOwn(tx, id, 'family-draft'), paper: await draftOf(tx, id), again }),
    );
  }
}
