import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { previewLimit } from '#lib/deadlines';
import { type Actor, Refused } from '#lib/kernel';
import { mistakesFor, readLimit } from './limits.form.js';
import { limitsPage } from './limits.page.js';

/** Any date can be worked out; nothing is kept. Posted, so that no day stands in an address. */
@Controller('limits')
export class LimitsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('signed-in')
  show() {
    return limitsPage({ asked: {} });
  }

  @Post()
  @HttpCode(200)
  @Allow('signed-in')
  async preview(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const asked = readLimit(body);
    const { rule = '', on, month } = asked;
    try {
      const limit = await this.work.run(actor, (tx) => previewLimit(tx, rule, { ...(on ? { on } : {}), ...(month ? { month } : {}) }));
      return limitsPage({ asked, limit });
    } catch (refused) {
      const wrong = refused instanceof Refused ? mistakesFor(refused.code) : undefined;
      if (!wrong) throw refused;
      return limitsPage({ asked, wrong });
    }
  }
}
