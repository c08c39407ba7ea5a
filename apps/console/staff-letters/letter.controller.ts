import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { askForPower, replaceLetter } from '#lib/administration';
import { UnitOfWork, once } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { IdPipe } from '#lib/web';
import { OtherDoors } from '../other-doors.js';
import { keyOf } from '../people/act.js';
import { letterShown } from './shown-once.js';

/** A new letter for a colleague or member whose first one was lost. */
@Controller('people/:id/letter')
@Allow('people.administer')
export class StaffLetterController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Post()
  @HttpCode(200)
  replace(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    return this.work.run(actor, async (tx) => {
      // What is kept with the key is that it was done: a code is shown once.
      let letter: Awaited<ReturnType<typeof replaceLetter>>['letter'];
      const { waits } = await once(tx, keyOf(body), ['staff-letter', id], async () => {
        const asked = await replaceLetter(tx, id, (two, personId) => askForPower(two, { what: 'letter', personId }));
        letter = asked.letter;
        return { waits: asked.waits };
      });
      return letterShown(tx, this.doors, id, { letter, waits });
    });
  }
}
