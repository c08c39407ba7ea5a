import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Event } from '#lib/kernel';
import { Listeners, type Tx } from '#lib/database';
import { inTheRoom, isHourly, letterFor } from './domain/letters.js';
import { letter, letterOfTheHour } from './letter.js';
import { herself, receivers } from './recipients.js';

/** Letters are written in the transaction of what causes them: no letter without its cause, no cause without its letter. */
@Injectable()
export class LettersListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('case-reported', (tx, event) => onCause(tx, event.name, event, null));
    this.listeners.on('family-letter-stopped', (tx, event) => onCause(tx, event.name, event, null, String(event.facts.requestId)));
    const ofOpening = (name: string, cause = name) =>
      this.listeners.on(name, (tx, event) => onCause(tx, cause, event, null, String(event.facts.openingId)));
    for (const name of ['break-glass-asked', 'break-glass-opened', 'break-glass-stopped']) ofOpening(name);
    ofOpening('break-glass-asked', 'break-glass-announced');
    this.listeners.on('act-recorded', async (tx, event) => {
      await onCause(tx, String(event.facts.act), event, String(event.facts.actId));
      if (event.facts.saidFor !== undefined) await tellHer(tx, event);
    });
  }
}

/** Somebody else entered what a relative says: she hears of it at once, also who wishes no contact, because this may be why. */
async function tellHer(tx: Tx, { caseId, facts, room = false }: Event): Promise<void> {
  for (const personId of await herself(tx, caseId!, String(facts.saidFor)))
    await letterOfTheHour(tx, { kind: 'said-for-you', personId, caseId, room });
}

/** Of what stays in the committee's room nobody outside is told, neither by a letter nor by the journal of one. */
async function onCause(tx: Tx, cause: string, { caseId, room = false }: Event, actId: string | null, subject = actId): Promise<void> {
  const known = letterFor(cause);
  if (!known || caseId === null) return;
  const people = await receivers(tx, room ? inTheRoom(known.to) : known.to, { caseId, actId });
  for (const personId of people)
    if (isHourly(known.kind)) await letterOfTheHour(tx, { kind: known.kind, personId, caseId, room });
    else await letter(tx, { kind: known.kind, subjectId: subject ?? caseId, personId, caseId, room });
}
