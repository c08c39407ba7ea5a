import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { Clock, TrainingClock, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { redirect } from '#lib/web';
import { readSetting } from './training-clock.form.js';
import { mistakeFor, trainingClockPage } from './training-clock.page.js';

/** Solo mode only; elsewhere there is no such page. */
@Controller('training-clock')
export class TrainingClockController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('training-clock.set')
  async show(@Query('done') done: unknown) {
    return trainingClockPage({ now: await this.training().now(), done: done === 'set' });
  }

  @Post()
  @Allow('training-clock.set')
  async set(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const clock = this.training();
    const now = await clock.now();
    const { to, typed, wrong } = readSetting(body, now);
    if (wrong || !to) return trainingClockPage({ now, typed, wrong });
    try {
      await this.work.run(actor, (tx) => clock.setForward(tx, to));
      return redirect('/training-clock?done=set');
    } catch (refused) {
      const sentence = refused instanceof Refused ? mistakeFor(refused.code) : undefined;
      if (!sentence) throw refused;
      return trainingClockPage({ now, typed, wrong: sentence });
    }
  }

  private training(): TrainingClock {
    if (!(this.clock instanceof TrainingClock)) throw new Refused('not-found');
    return this.clock;
  }
}
