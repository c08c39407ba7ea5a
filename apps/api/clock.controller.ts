import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { Clock, TrainingClock, UnitOfWork } from '#lib/database';
import { Moment, readForm } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';

/** ISO 8601 with a zone. */
export class SetClock {
  @Moment() now!: Date;
}

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
    const { value, errors } = readForm(SetClock, body, 'api');
    if (errors) throw new Refused('bad-input', { errors });
    await this.work.run(actor, (tx) => clock.setForward(tx, value.now));
    return this.show();
  }

  private training(): TrainingClock {
    if (!(this.clock instanceof TrainingClock)) throw new Refused('not-found');
    return this.clock;
  }
}
