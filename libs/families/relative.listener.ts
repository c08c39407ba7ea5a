import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accountFor } from '#lib/accounts';
import { founderOf } from '#lib/cases';
import { Listeners } from '#lib/database';
import { newId } from '#lib/kernel';
import { RelativeRow } from './relative.row.js';

/** A relative who was named becomes a row of the case, with an own account where one has this address. */
@Injectable()
export class RelativeListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (facts.act !== 'nameRelative' || caseId === null || !data) return;
      // A school lets nobody in: who signs in already comes by the founder, or by a letter for this case.
      const person =
        data.email && tx.actor.role !== 'school' ? await accountFor(tx, String(data.email), 'relative', await founderOf(tx, caseId)) : null;
      const [id, box] = [newId(), await tx.vault.ofCase(caseId)];
      await tx.manager.insert(RelativeRow, {
        id,
        caseId,
        personId: person?.personId ?? null,
        name: box.seal(`relative.name:${id}`, String(data.relativeName)),
        relation: String(data.relation),
        term: String(data.term),
        reminders: data.reminders === true,
        createdAt: tx.now,
      });
    });
  }
}
