import { newId } from '#lib/kernel';
import type { Tx } from '#lib/database';
import { defineJob } from '#lib/queue';
import type { AccountKind, Kind } from './domain/letters.js';

export const sendMail = defineJob('send-mail');

export interface Letter {
  readonly kind: Kind | AccountKind;
  /** What the letter is about: id of an act, a reminder, a case, a code or a day. With kind and person it exists once, for ever. */
  readonly subjectId: string;
  readonly personId: string;
  /** null for letters about signing in. */
  readonly caseId: string | null;
  /** Not before this moment; now where it is missing. Hours and quiet days are looked at when it is sent. */
  readonly notBefore?: Date;
}

/** Writes a letter to be sent after commit. The same letter a second time changes nothing. */
export async function letter(tx: Tx, { kind, subjectId, personId, caseId, notBefore = tx.now }: Letter): Promise<void> {
  const id = newId();
  const written = await tx.change(
    `insert into mail (id, kind, subject_id, person_id, case_id, not_before, made_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [id, kind, subjectId, personId, caseId, notBefore, tx.now],
  );
  if (written === 1 && notBefore <= tx.now) await tx.enqueue(sendMail, id);
}
