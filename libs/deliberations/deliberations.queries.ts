import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#lib/database';
import { findCase } from '#lib/cases';
import { draftPlace, itemPlace } from './sealed.js';
import type { Actor } from '#lib/kernel';

export interface ItemAnswer {
  readonly item: string;
  readonly outcome: 'answered' | 'notEstablished';
  readonly answer: string;
  readonly lookedAt: string | null;
  readonly enteredAt: Date;
}
export interface Room {
  readonly items: readonly ItemAnswer[];
  readonly drafts: readonly { version: number; frozenAt: Date; length: number }[];
  readonly latest: string | null;
}

/** What lies in the committee's room of one case: the latest answer to each standard item and the drafts. */
@Injectable()
export class DeliberationsQueries {
  constructor(private readonly work: UnitOfWork) {}

  room(actor: Actor, caseId: string): Promise<Room> {
    return this.work.run(actor, async (tx) => {
      await findCase(tx, caseId);
      await tx.read('deliberation', caseId);
      const items = await tx.query<ItemAnswer & { id: string }>(
        `select distinct on (item) id, item, outcome, answer, looked_at as "lookedAt", entered_at as "enteredAt"
         from deliberation.standard_item where case_id = $1 order by item, entered_at desc`,
        [caseId],
      );
      const drafts = await tx.query<{ id: string; version: number; frozenAt: Date; content: string }>(
        `select id, version, frozen_at as "frozenAt", content from deliberation.draft where case_id = $1 order by version desc`,
        [caseId],
      );
      const box = await tx.vault.ofCase(caseId);
      const texts = drafts.map(({ id, content }) => box.shown(draftPlace(id), content));
      return {
        items: items.map(({ id, answer, lookedAt, ...item }) => ({
          ...item,
          answer: box.shown(itemPlace('answer', id), answer),
          lookedAt: lookedAt && box.shown(itemPlace('looked_at', id), lookedAt),
        })),
        drafts: drafts.map(({ version, frozenAt }, at) => ({ version, frozenAt, length: [...texts[at]!].length })),
        latest: texts[0] ?? null,
      };
    });
  }
}
