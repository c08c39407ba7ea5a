import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor } from '#lib/accounts';
import { CasesService, isAct, gradesOf, isStep, listCases, seesOutlineOnly, viewCase } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { deadlinesOf } from '#lib/deadlines';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { caseJson, historyBefore, listedJson } from './case.json.js';
import { type ListQuery, filterOf } from './list.query.js';
import { checkStepBody, writeOf } from './write.js';

@Controller('v1/cases')
export class CasesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
  ) {}

  @Get()
  @Allow('case.read')
  list(@CurrentActor() actor: Actor, @Query() query: ListQuery) {
    const filter = filterOf(query, actor);
    return this.work.run(actor, async (tx) => {
      const { items, next } = await listCases(tx, filter);
      await tx.readList(
        'api-list',
        items.map(({ id }) => id),
      );
      const grades = seesOutlineOnly(actor)
        ? null
        : await gradesOf(
            tx,
            items.map(({ id }) => id),
          );
      return { items: items.map((item) => listedJson(item, actor, grades?.get(item.id) ?? null)), next };
    });
  }

  @Post()
  @Allow('case.report')
  async report(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const done = await this.cases.report(actor, body, { key: writeOf(body, key).key }, 'api');
    reply.header('location', `/v1/cases/${done.id}`);
    return done;
  }

  /** Readers of the outline get no dates: two years back from one stands a day of death. */
  @Get(':id')
  @Allow('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('before') before: unknown) {
    return this.work.run(actor, async (tx) => {
      const view = await viewCase(tx, id, 'api-case');
      return caseJson(view, view.outline ? [] : await deadlinesOf(tx, id), actor, historyBefore(before));
    });
  }

  @Post(':id/steps/:step')
  @HttpCode(200)
  @Allow('case.step')
  step(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('step') step: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ) {
    if (!isStep(step)) throw new Refused('unknown-step');
    checkStepBody(body);
    return this.cases.takeStep(actor, id, step, writeOf(body, key));
  }

  @Post(':id/acts/:act')
  @HttpCode(200)
  @Allow('case.act')
  act(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('act') act: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key?: string,
  ) {
    if (!isAct(act)) throw new Refused('unknown-act');
    return this.cases.recordAct(actor, id, act, body, writeOf(body, key), 'api');
  }
}
