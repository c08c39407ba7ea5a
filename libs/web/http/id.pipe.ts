import type { PipeTransform } from '@nestjs/common';
import { isId, Refused } from '#lib/kernel';

/** For ids in paths: what is no id leads nowhere. `@Param('id', IdPipe) id: string` */
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw new Refused('not-found');
    return value;
  }
}
