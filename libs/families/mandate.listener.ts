import { Injectable, type OnModuleInit } from '@nestjs/common';
import { historyOf } from '#lib/cases';
import { Listeners, type Tx } from '#lib/database';
import type { Event } from '#lib/kernel';
import { MandateRow } from './mandate.row.js';

/**
 * Who acts for a relative: from the act that names them until the last day, or until it is withdrawn. The row has the id of the act. Naming lets
 * nobody in, whatever address was typed: a letter for this case does.
 */
@Injectable()
export class MandateListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (caseId === null || !data) return;
      if (facts.waits === true) return;
      if (facts.act === 'nameRepresentative') await give(tx, caseId, facts, data);
      if (facts.act === 'withdrawRepresentative') await withdraw(tx, caseId, String(data.mandate), String(facts.occurredOn));
      if (facts.act === 'confirmStatement' || facts.act === 'attestStatement') await nowCounts(tx, caseId, facts);
      if (facts.act === 'contestStatement' && facts.of === 'nameRepresentative')
        await withdraw(tx, caseId, String(facts.to), String(facts.occurredOn));
    });
  }
}

/** What an office entered about a mandate waited, and counts now. */
async function nowCounts(tx: Tx, caseId: string, { of, to }: Event['facts']): Promise<void> {
  if (of !== 'nameRepresentative' && of !== 'withdrawRepresentative') return;
  const act = (await historyOf(tx, caseId)).acts(of).find(({ id }) => id === to)!;
  const { occurredOn, data } = act;
  if (of === 'nameRepresentative') await give(tx, caseId, { actId: act.id, occurredOn }, data);
  else await withdraw(tx, caseId, String(data.mandate), occurredOn);
}

type Data = NonNullable<Event['data']>;

async function give(tx: Tx, caseId: string, facts: Event['facts'], data: Data): Promise<void> {
  const [id, box] = [String(facts.actId), await tx.vault.ofCase(caseId)];
  const sealed = (column: string, text: unknown) => (text ? box.seal(`mandate.${column}:${id}`, String(text)) : null);
  await tx.manager.insert(MandateRow, {
    id,
    caseId,
    relativeId: String(data.relative),
    personId: null,
    kind: String(data.representativeKind),
    name: sealed('name', data.representativeName)!,
    email: sealed('email', data.email),
    post: sealed('post', data.representativePost),
    maySpeak: data.maySpeak === true,
    mayWish: data.mayWish === true,
    copies: data.copies === true,
    startsOn: String(facts.occurredOn),
    endsOn: data.mandateLastDay ? String(data.mandateLastDay) : null,
  });
}

/** Who steps back loses the case by it, so that comes after everything else of the act. */
async function withdraw(tx: Tx, caseId: string, id: string, on: string): Promise<void> {
  const close = () =>
    tx.change('update mandate set withdrawn_on = $3 where case_id = $1 and id = $2 and withdrawn_on is null', [caseId, id, on]);
  if (tx.actor.role === 'representative') tx.lastly(close);
  else await close();
}
