import { Injectable, type OnModuleInit } from '@nestjs/common';
import { personForRole } from '#lib/accounts';
import { Listeners } from '#lib/database';
import type { Role } from '#lib/kernel';
import { AppointmentRow } from './appointment.row.js';

/** An appointed member finds the case from the day of the appointment on. The row has the id of the act. */
@Injectable()
export class AppointmentListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (facts.act !== 'appointMember' || caseId === null || !data) return;
      const role = data.memberRole as Role;
      const person = data.email ? await personForRole(tx, String(data.email), role) : null;
      const [id, box] = [String(facts.actId), await tx.vault.ofCase(caseId)];
      const sealed = (column: string, text: unknown) => box.seal(`appointment.${column}:${id}`, String(text));
      await tx.manager.insert(AppointmentRow, {
        id,
        caseId,
        personId: person?.personId ?? null,
        role,
        name: sealed('name', data.memberName),
        profession: sealed('profession', data.profession),
        nominatingBody: sealed('nominating_body', data.nominatingBody),
        outside: data.outside === 'yes',
        startsOn: String(facts.occurredOn),
      });
    });
  }
}
