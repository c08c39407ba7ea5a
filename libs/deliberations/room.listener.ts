import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FinalReportRow, ReleasedDraftRow, fingerprintOf, openPapers, sealPaper } from '#lib/cases';
import { Listeners, type Tx } from '#lib/database';
import { type Event, Refused, newId } from '#lib/kernel';
import { DraftRow } from './draft.row.js';
import { draftPlace, itemPlace } from './sealed.js';
import { StandardItemRow } from './standard-item.row.js';

/** Keeps what the committee writes in its own room. Text leaves it by a step alone: a draft when it is shown, a report when it is handed in. */
@Injectable()
export class RoomListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', (tx, event) => this.onAct(tx, event));
    this.listeners.on('step-taken', async (tx, { caseId, facts }) => {
      if (facts.step === 'showDraft' && caseId !== null) await this.release(tx, caseId);
      if (facts.step === 'submitReport' && caseId !== null) await this.handIn(tx, caseId);
    });
  }

  private async onAct(tx: Tx, { caseId, facts, data = {} }: Event): Promise<void> {
    if (caseId === null) return;
    const { personId } = tx.actor;
    if (facts.act === 'answerStandardItem') {
      const { item, outcome, answer, lookedAt } = data as Record<string, string>;
      const [id, box] = [newId(), await tx.vault.ofCase(caseId)];
      await tx.manager.insert(StandardItemRow, {
        id,
        caseId,
        item,
        outcome,
        answer: box.seal(itemPlace('answer', id), answer!),
        lookedAt: lookedAt === undefined ? null : box.seal(itemPlace('looked_at', id), lookedAt),
        enteredAt: tx.now,
        personId,
      });
    }
    if (facts.act === 'freezeDraft') {
      const version = ((await latestDraft(tx, caseId))?.version ?? 0) + 1;
      const [id, box] = [newId(), await tx.vault.ofCase(caseId)];
      const content = box.seal(draftPlace(id), String(data.content));
      await tx.manager.insert(DraftRow, { id, caseId, version, content, frozenAt: tx.now, personId });
    }
  }

  private async release(tx: Tx, caseId: string): Promise<void> {
    const { version, content } = await requiredDraft(tx, caseId);
    const id = newId();
    await tx.manager.insert(ReleasedDraftRow, {
      id,
      caseId,
      version,
      content: await sealPaper(tx, caseId, 'released_draft', { id, content }),
      fingerprint: fingerprintOf(content),
      releasedAt: tx.now,
    });
  }

  /** The report is the draft that was shown, by its fingerprint, with the day of the last signature under it. */
  private async handIn(tx: Tx, caseId: string): Promise<void> {
    const rows = await tx.query<{ id: string; content: string; fingerprint: string }>(
      'select id, content, fingerprint from released_draft where case_id = $1 order by version desc limit 1',
      [caseId],
    );
    const [shown] = await openPapers(tx, caseId, 'released_draft', rows);
    if (!shown) throw new Refused('draft-missing');
    if (fingerprintOf(shown.content) !== shown.fingerprint) throw new Error('The draft that was shown is not the one that lies here.');
    const [signed] = await tx.query<{ on: string }>(
      `select occurred_on::text as "on" from act where case_id = $1 and name = 'signReport' order by at_version desc limit 1`,
      [caseId],
    );
    const [{ next } = { next: 1 }] = await tx.query<{ next: number }>(
      'select coalesce(max(version), 0)::int + 1 as next from final_report where case_id = $1',
      [caseId],
    );
    const id = newId();
    await tx.manager.insert(FinalReportRow, {
      id,
      caseId,
      version: next,
      content: await sealPaper(tx, caseId, 'final_report', { id, content: shown.content }),
      fingerprint: shown.fingerprint,
      signedOn: signed!.on,
    });
  }
}

async function latestDraft(tx: Tx, caseId: string): Promise<{ version: number; content: string } | undefined> {
  const [draft] = await tx.query<{ id: string; version: number; content: string }>(
    'select id, version, content from deliberation.draft where case_id = $1 order by version desc limit 1',
    [caseId],
  );
  return draft && { version: draft.version, content: (await tx.vault.ofCase(caseId)).open(draftPlace(draft.id), draft.content) };
}

async function requiredDraft(tx: Tx, caseId: string): Promise<{ version: number; content: string }> {
  const draft = await latestDraft(tx, caseId);
  if (!draft) throw new Refused('draft-missing');
  return draft;
}
