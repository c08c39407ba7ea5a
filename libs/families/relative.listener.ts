import { Injectable, type OnModuleInit } from '@nestjs/common';
import { historyOf } from '#lib/cases';
import { Listeners, type Tx } from '#lib/database';
import { type Event, newId } from '#lib/kernel';
import { RelativeRow } from './relative.row.js';

/**
 * A relative who was named becomes a row of the case. Naming lets nobody in, whatever address was typed: a letter for this case does. Once she, or
 * a second person, has said that she was named in error, the case is closed to her.
 */
@Injectable()
export class RelativeListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (caseId === null) return;
      if (facts.act === 'nameRelative' && data) await add(tx, caseId, data);
      if ((facts.act === 'confirmStatement' || facts.act === 'attestStatement') && facts.of === 'withdrawRelative')
        await takeOut(tx, caseId, facts);
    });
  }
}

async function add(tx: Tx, caseId: string, data: NonNullable<Event['data']>): Promise<void> {
  const [id, box] = [newId(), await tx.vault.ofCase(caseId)];
  await tx.manager.insert(RelativeRow, {
    id,
    caseId,
    personId: null,
    name: box.seal(`relative.name:${id}`, String(data.relativeName)),
    relation: String(data.relation),
    term: String(data.term),
    reminders: data.reminders === true,
    createdAt: tx.now,
    withdrawnAt: null,
  });
}

/** Everything of the case is closed to her and to who acts for her. Who says so herself loses the case by it: that comes after everything else. */
async function takeOut(tx: Tx, caseId: string, { to, occurredOn }: Event['facts']): Promise<void> {
  const named = (await historyOf(tx, caseId)).acts('withdrawRelative').find(({ id }) => id === to)!;
  const relative = String(named.data.relative);
  const close = async (): Promise<void> => {
    await tx.change('update mandate set withdrawn_on = $2 where relative_id = $1 and withdrawn_on is null', [relative, occurredOn]);
    await tx.change('update relative set withdrawn_at = $2 where id = $1 and withdrawn_at is null', [relative, tx.now]);
  };
  if (tx.actor.role === 'relative') return tx.lastly(close);
  await close();
  await endLetters(tx, relative);
}

/** Letters that were made for her, or asked for, lead nowhere any more. */
async function endLetters(tx: Tx, relative: string): Promise<void> {
  await tx.change(
    `update invitation set voided_at = clock_timestamp() where used_at is null and voided_at is null
       and id in (select invitation_id from family_letter where relative_id = $1)`,
    [relative],
  );
  await tx.change(
    'update family_letter_request set stopped_by = $2, stopped_at = clock_timestamp() where relative_id = $1 and done_at is null and stopped_at is null',
    [relative, tx.actor.personId],
  );
}
