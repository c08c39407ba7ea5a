import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, namesOf } from '#lib/accounts';
import { AskToOpen, BreakGlass, openingsOf } from '#lib/break-glass';
import { showStopping, stopNow } from '#lib/case-pages';
import { findCase } from '#lib/cases';
import { type Tx, UnitOfWork } from '#lib/database';
import { type FieldError, readEnvelope } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { breakGlassWords as words } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { OtherDoors } from '../other-doors.js';
import { typed } from '../words.js';
import { type OpeningsPage, openingsPage } from './break-glass.page.js';

const doings = ['confirm', 'refuse', 'end'] as const;
const isDoing = (name: string): name is (typeof doings)[number] => doings.some((one) => one === name);

/** Where the founder asks for the committee's room to be opened, and where a second person says yes or no. */
@Controller('cases/:id/break-glass')
@Allow('break-glass.ask')
export class BreakGlassController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly breakGlass: BreakGlass,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    const news = typeof done === 'string' && Object.hasOwn(words.done, done) ? words.done[done as keyof typeof words.done] : undefined;
    return this.work.run(actor, async (tx) => openingsPage(await this.load(tx, id), { done: news }));
  }

  @Post()
  async ask(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { idempotencyKey: key } = readEnvelope(body);
    try {
      await this.breakGlass.ask(actor, id, body, key);
      return redirect(`/cases/${id}/break-glass?done=asked`);
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.code !== 'bad-input') throw refused;
      const errors = (refused.facts['errors'] ?? []) as readonly FieldError[];
      return this.work.run(actor, async (tx) => openingsPage(await this.load(tx, id), { errors, filled: typed(AskToOpen, body) }));
    }
  }

  @Get(':opening/stop')
  stopping(@CurrentActor() actor: Actor, @Param('id', IdPipe) caseId: string, @Param('opening', IdPipe) opening: string) {
    return showStopping(this.work, actor, { caseId, opening, back: `/cases/${caseId}/break-glass` });
  }

  @Post(':opening/stop')
  stop(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) caseId: string,
    @Param('opening', IdPipe) opening: string,
    @Body() body: unknown,
  ) {
    return stopNow(this.breakGlass, actor, { caseId, opening, back: `/cases/${caseId}/break-glass` }, body);
  }

  @Post(':opening/:doing')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('opening', IdPipe) opening: string,
    @Param('doing') doing: string,
  ) {
    if (!isDoing(doing)) throw new Refused('not-found');
    await this.breakGlass[doing](actor, id, opening);
    return redirect(`/cases/${id}/break-glass?done=${doing}`);
  }

  private async load(tx: Tx, id: string): Promise<OpeningsPage> {
    const head = await findCase(tx, id);
    await tx.read('break-glass', id);
    const openings = await openingsOf(tx, id);
    const names = await namesOf(
      tx,
      openings.map(({ askedBy }) => askedBy),
    );
    return { head, actor: tx.actor, openings, names, committee: this.doors.committee };
  }
}
