import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Listeners, type Tx } from '#lib/database';
import { wordsOfAll } from './case.store.js';
import { consent } from './domain/tracks.js';

/** Acts by which it can change whether every relative agrees. */
const changesConsent = ['recordIntention', 'confirmStatement', 'contestStatement', 'attestStatement'];

/** Keeps on the case what decides who outside the founder may find it: overrides, serious cases, consent of every relative. */
@Injectable()
export class FlagsListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts }) => {
      if (caseId === null) return;
      if (facts.act === 'overrideWish') await tx.change('update survey_case set overridden = true where id = $1', [caseId]);
      if (facts.act === 'reportSeriousCase') await tx.change('update survey_case set serious = true where id = $1', [caseId]);
      // What lies in the committee's room changes none, and is answered there.
      if (changesConsent.includes(String(facts.act)) && facts.of !== 'giveOpinion') await setConsented(tx, caseId);
      // A relative named now has not agreed to anything; her row may not exist yet at this moment.
      if (facts.act === 'nameRelative') await tx.change('update survey_case set consented = false where id = $1', [caseId]);
    });
  }
}

async function setConsented(tx: Tx, caseId: string): Promise<void> {
  const { history, relatives } = await wordsOfAll(tx, caseId);
  const consented = consent(history, relatives, 'consentMext') === 'consented';
  await tx.change('update survey_case set consented = $2 where id = $1', [caseId, consented]);
}
