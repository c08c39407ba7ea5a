import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Invited, namesOf } from '#lib/accounts';
import { writeOf } from '#lib/case-pages';
import { type Tx, UnitOfWork, once } from '#lib/database';
import { askForLetter, makeLetter } from '#lib/families';
import type { Actor } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { OtherDoors } from '../other-doors.js';
import { byMissing, readBy } from './letter.form.js';
import { type LetterData, loadLetter, loadMandateLetter } from './letter.load.js';
import { letterPage } from './letter.page.js';
import { makeLetterPage } from './make-letter.page.js';

/** The letter with which a relative, or whoever acts for her, sets up signing in. Made by the founder, for one person, shown once. */
@Controller('cases/:id')
@Allow('family.invite')
export class LetterController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Get('relatives/:relative/letter')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('relative', IdPipe) relative: string) {
    return this.work.run(actor, async (tx) => this.form(tx, await loadLetter(tx, id, relative)));
  }

  @Get('representatives/:mandate/letter')
  showMandate(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('mandate', IdPipe) mandate: string) {
    return this.work.run(actor, async (tx) => this.form(tx, await loadMandateLetter(tx, id, mandate)));
  }

  @Post('representatives/:mandate/letter')
  makeMandate(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('mandate', IdPipe) mandate: string,
    @Body() body: unknown,
  ) {
    return this.made(actor, body, (tx) => loadMandateLetter(tx, id, mandate));
  }

  @Post('relatives/:relative/letter')
  make(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('relative', IdPipe) relative: string, @Body() body: unknown) {
    return this.made(actor, body, (tx) => loadLetter(tx, id, relative));
  }

  private made(actor: Actor, body: unknown, load: (tx: Tx) => Promise<LetterData>) {
    const { key } = writeOf(body);
    const { family: origin } = this.doors;
    return this.work.run(actor, async (tx) => {
      const data = await load(tx);
      const { to, email } = data;
      const { id } = data.view.head;
      if (origin === undefined || data.elsewhere || to.over) return this.form(tx, data);
      const { recovery } = data;
      if (recovery !== null && (recovery.request?.state !== 'ready' || recovery.request.askedBy !== actor.personId)) {
        const by = readBy(body, data.people);
        if (by === null) return this.form(tx, data, { wrong: byMissing });
        const asked = { caseId: id, to, relativeId: data.relative.id, personId: recovery.personId, by };
        await once(tx, key, ['family-letter-asked', id, to.id, by], () => askForLetter(tx, asked));
        return redirect(to.path);
      }
      // Only the id of what was made is remembered with the key: a code is shown once, and a form sent twice has no second one.
      const made: { invited?: Invited } = {};
      await once(tx, key, ['family-letter', id, to.id], async () => {
        made.invited = await makeLetter(tx, { caseId: id, to, email });
        return made.invited.id;
      });
      if (!made.invited) return this.form(tx, data, { repeated: true });
      return letterPage({ ...data, origin, invited: made.invited });
    });
  }

  private async form(tx: Tx, data: LetterData, more: Partial<Parameters<typeof makeLetterPage>[0]> = {}) {
    const names = await namesOf(tx, [
      ...data.letters.flatMap(({ identityBy }) => identityBy ?? []),
      ...(data.recovery?.request ? [data.recovery.request.identityBy, data.recovery.request.askedBy] : []),
    ]);
    return makeLetterPage({ ...data, origin: this.doors.family, names, actorId: tx.actor.personId, ...more });
  }
}
