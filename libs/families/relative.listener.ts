import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Listeners } from '#lib/database';
import { newId } from '#lib/kernel';
import { RelativeRow } from './relative.row.js';

/** A relative who was named becomes a row of the case. Naming lets nobody in, whatever address was typed: a letter for this case does. */
@Injectable()
export class RelativeListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (facts.act !== 'nameRelative' || caseId === null || !data) return;
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
      });
    });
  }
}
