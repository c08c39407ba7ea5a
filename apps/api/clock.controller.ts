import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { Clock, TrainingClock, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';

/** Solo mode only; elsewhere there is no such thing. */
@Controller('v1/training/clock')
export class ClockController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('training-clock.set')
  async show() {
    this.training();
    return { now: (await this.clock.now()).toISOString() };
  }

  @Put()
  @Allow('training-clock.set')
  async set(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const clock = this.training();
    const text: unknown = (body as { now?: unknown } | null | undefined)?.now;
    const to = typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : new Date(NaN);
    if (Number.isNaN(to.getTime())) throw new Refused('bad-input', { errors: [{ field: 'now', code: 'not-a-moment' }] });
    await this.work.run(actor, (tx) => clock.setForward(tx, to));
    return this.show();
  }

  private training(): TrainingClock {
    if (!(this.clock instanceof TrainingClock)) throw new Refused('not-found');
    return this.clock;
  }
}
