import { Injectable } from '@nestjs/common';
import { endGrant, grantRole } from '#lib/accounts';
import { addDays } from '#lib/calendar';
import { appointmentsOf, chairOf, findCase, historyOf } from '#lib/cases';
import { type Tx, UnitOfWork, once } from '#lib/database';
import { readForm } from '#lib/forms';
import { type Actor, Refused, isId, newId, tokyoDate } from '#lib/kernel';
import { demandSecond } from '#lib/two-persons';
import { AskToOpen, StopOpening } from './ask.form.js';
import { BreakGlassRow } from './break-glass.row.js';
import { type Opening, checkSecond, endOf, mayStop, opensAt, standingOf } from './domain/opening.js';
import { type OpeningView, openingIn, openingsOf, reasonPlace, stopPlace } from './openings.queries.js';

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

  /** The second person opens the room: a day later, or at once where a life is in danger, the asker can sign in to the committee's app with a grant of its own, to read only. */
  confirm(actor: Actor, caseId: string, id: string): Promise<void> {
    return this.decide(actor, caseId, id, async (tx, opening) => {
      checkSecond(opening, actor, opening.askedAs, tx.now);
      await demandSecond(tx, { first: opening.askedBy, gains: [], opens: true });
      const opens = opensAt(opening.ground, tx.now);
      const endsAt = endOf(opening.hours, opens);
      const grantId = await grantRole(tx, {
        personId: opening.askedBy,
        role: 'breakGlass',
        organisationId: actor.organisationId,
        startsOn: tokyoDate(opens),
        endsOn: tokyoDate(endsAt),
      });
      await tx.change(
        'update break_glass set confirmed_by = $2, confirmed_at = $3, ends_at = $4, grant_id = $5, opens_at = $6 where id = $1',
        [id, actor.personId, tx.now, endsAt, grantId, opens],
      );
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
      if (!['open', 'comes', 'waiting'].includes(opening.standing)) throw new Refused('opening-over');
      await this.close(tx, opening);
      if (opening.grantId) await endGrant(tx, opening.grantId, addDays(tx.today, -1));
      await tell(tx, 'break-glass-ended', caseId, id, opening.ground);
    });
  }

  /**
   * Stops what is to come, with a reason: the head, or who keeps the committee's room. Nobody reads by this request any more; it can only be asked
   * for anew. Refuses: `not-allowed`, `bad-input`, `not-found`, `opening-over` where its hour has come or it is not confirmed yet.
   */
  stop(actor: Actor, caseId: string, id: string, body: unknown): Promise<void> {
    return this.work.run(actor, async (tx) => {
      await openingToStop(tx, caseId, id);
      await tx.query('select from break_glass where id = $1 and case_id = $2 for update', [id, caseId]);
      const opening = await openingToStop(tx, caseId, id);
      const { value, errors, filled } = readForm(StopOpening, body, 'page');
      if (errors) throw new Refused('bad-input', { errors, filled });
      if (standingOf(opening, tx.now) !== 'comes') throw new Refused('opening-over');
      const reason = (await tx.vault.ofCase(caseId)).seal(stopPlace(id), value.stopReason);
      await tx.change('update break_glass set stopped_by = $2, stopped_at = $3, stop_reason = $4 where id = $1', [
        id,
        actor.personId,
        tx.now,
        reason,
      ]);
      await tell(tx, 'break-glass-stopped', caseId, id, opening.ground);
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

/** The opening, for whoever may stop it. Refuses: `not-allowed`, `not-found` also for members who do not keep the room. */
export async function openingToStop(tx: Tx, caseId: string, id: string): Promise<Opening> {
  const { role } = tx.actor;
  if (!mayStop(role, true)) throw new Refused('not-allowed');
  await findCase(tx, caseId);
  const opening =
    isId(id) && mayStop(role, role === 'secretariat' || (await isChair(tx, caseId))) ? await openingIn(tx, caseId, id) : undefined;
  if (!opening) throw new Refused('not-found');
  return opening;
}

async function isChair(tx: Tx, caseId: string): Promise<boolean> {
  const chair = chairOf(await historyOf(tx, caseId), tx.today);
  return chair !== null && (await appointmentsOf(tx, caseId)).includes(chair.id);
}

const tell = (tx: Tx, name: string, caseId: string, openingId: string, ground: string): Promise<void> =>
  tx.tell({ name, caseId, facts: { openingId, ground } });
