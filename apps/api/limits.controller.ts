import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Public } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { previewLimit } from '#lib/deadlines';
import { unknownField } from '#lib/forms';
import { Refused, systemActor } from '#lib/kernel';

/** Any date can be worked out by anyone; nothing is kept. */
@Controller('v1/limits')
export class LimitsController {
  constructor(private readonly work: UnitOfWork) {}

  @Post('preview')
  @HttpCode(200)
  @Public()
  async preview(@Body() body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Refused('bad-input', { errors: [{ field: '', code: 'not-an-object' }] });
    const { rule, on, month, ...others } = body as Record<string, unknown>;
    const errors = Object.keys(others).slice(0, 20).map(unknownField);
    if (typeof rule !== 'string') errors.push({ field: 'rule', code: rule === undefined || rule === null ? 'required' : 'not-text' });
    if (errors.length > 0) throw new Refused('bad-input', { errors });
    return this.work.run(systemActor('api'), (tx) => previewLimit(tx, String(rule).slice(0, 60), { on, month }));
  }
}
