import { Injectable } from '@nestjs/common';
import { endGrant, grantRole } from '#lib/accounts';
import { addDays } from '#lib/calendar';
import { findCase } from '#lib/cases';
import { type Tx, UnitOfWork, once } from '#lib/database';
import { readForm } from '#lib/forms';
import { type Actor, Refused, isId, newId, tokyoDate } from '#lib/kernel';
import { demandSecond } from '#lib/two-persons';
import { AskToOpen } from './ask.form.js';
import { BreakGlassRow } from './break-glass.row.js';
import { checkSecond, endOf } from './domain/opening.js';
import { type OpeningView, openingsOf, reasonPlace } from './openings.queries.js';

/** Opening the committee's room where law demands it: one person asks, another confirms, it ends by itself. See docs/decisions/break-glass.md. */
@Injectable()
export class BreakGlass {
  constructor(private readonly work: UnitOfWork) {}

  /** Asks for the room of a case to be opened. Nobody reads anything by this. Refuses: `bad-input`, `not-allowed`. */
  ask(actor: Actor, caseId: string, body: unknown, key?: string): Promise<{ id: string }> {
    if (actor.role !== 'founder' && actor.role !== 'founderHead') throw new Refused('not-allowed');
    const { value, errors, filled } = readForm(AskToOpen, body, 'page');
    if (errors) throw new Refused('bad-input', { errors, filled });
    return this.work.run(actor, (tx) =>
      once(tx, key, [caseId, 'break-glass', value], async () => {
        await findCase(tx, caseId);
        const id = newId();
        const { ground, reason, hours } = value;
        const box = await tx.vault.ofCase(caseId);
        const { personId: askedBy, role: askedAs, organisationId } = actor;
        await tx.manager.insert(BreakGlassRow, {
          id,
          caseId,
          ground,
          reason: box.seal(reasonPlace(id), reason),
          hours,
          askedBy,
          askedAs,
          organisationId: organisationId!,
          askedAt: tx.now,
        });
        await tell(tx, 'break-glass-asked', caseId, id, ground);
        return { id };
      }),
    );
  }

  /** The second person opens the room: from now on the asker can sign in to the committee's app with a grant of its own, to read only. */
  confirm(actor: Actor, caseId: string, id: string): Promise<void> {
    return this.decide(actor, caseId, id, async (tx, opening) => {
      checkSecond(opening, actor, opening.askedAs, tx.now);
      await demandSecond(tx, { first: opening.askedBy, gains: [], opens: true });
      const endsAt = endOf(opening.hours, tx.now);
      const grantId = await grantRole(tx, {
        personId: opening.askedBy,
        role: 'breakGlass',
        organisationId: actor.organisationId,
        startsOn: tx.today,
        endsOn: tokyoDate(endsAt),
      });
      await tx.change('update break_glass set confirmed_by = $2, confirmed_at = $3, ends_at = $4, grant_id = $5 where id = $1', [
        id,
        actor.personId,
        tx.now,
        endsAt,
        grantId,
      ]);
      await tell(tx, 'break-glass-opened', caseId, id, opening.ground);
    });
  }

  /** The second person says no. */
  refuse(actor: Actor, caseId: string, id: string): Promise<void> {
    return this.decide(actor, caseId, id, async (tx, opening) => {
      checkSecond(opening, actor, opening.askedAs, tx.now);
      await this.close(tx, opening);
      await tell(tx, 'break-glass-refused', caseId, id, opening.ground);
    });
  }

  /** Ends it before its time: whoever asked takes it back, or anyone of the founder closes it. Refuses: `opening-over`. */
  end(actor: Actor, caseId: string, id: string): Promise<void> {
    return this.decide(actor, caseId, id, async (tx, opening) => {
      if (opening.standing !== 'open' && opening.standing !== 'waiting') throw new Refused('opening-over');
      await this.close(tx, opening);
      if (opening.grantId) await endGrant(tx, opening.grantId, addDays(tx.today, -1));
      await tell(tx, 'break-glass-ended', caseId, id, opening.ground);
    });
  }

  private close(tx: Tx, { id }: OpeningView): Promise<number> {
    return tx.change('update break_glass set ended_at = $2, ended_by = $3 where id = $1', [id, tx.now, tx.actor.personId]);
  }

  /** Finds the request in its case and locks it, so that two who decide at the same moment decide one after the other. */
  private decide(actor: Actor, caseId: string, id: string, doing: (tx: Tx, opening: OpeningView) => Promise<void>): Promise<void> {
    if (actor.role !== 'founder' && actor.role !== 'founderHead') throw new Refused('not-allowed');
    return this.work.run(actor, async (tx) => {
      await findCase(tx, caseId);
      if (!isId(id)) throw new Refused('not-found');
      await tx.query('select from break_glass where id = $1 and case_id = $2 for update', [id, caseId]);
      const opening = (await openingsOf(tx, caseId)).find((one) => one.id === id);
      if (!opening) throw new Refused('not-found');
      await doing(tx, opening);
    });
  }
}

const tell = (tx: Tx, name: string, caseId: string, openingId: string, ground: string): Promise<void> =>
  tx.tell({ name, caseId, facts: { openingId, ground } });
