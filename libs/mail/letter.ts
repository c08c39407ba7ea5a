import { createHash } from 'node:crypto';
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
  /** What causes it stays in the committee's room; so does the journal of this letter. */
  readonly room?: boolean;
  /** Not before this moment; now where it is missing. Hours and quiet days are looked at when it is sent. */
  readonly notBefore?: Date;
}

/** Writes a letter to be sent after commit. The same letter a second time changes nothing. */
export async function letter(tx: Tx, what: Letter): Promise<void> {
  await written(tx, what);
}

/** Answers whether the letter is new. */
async function written(tx: Tx, { kind, subjectId, personId, caseId, room = false, notBefore = tx.now }: Letter): Promise<boolean> {
  const id = newId();
  const count = await tx.change(
    `insert into mail (id, kind, subject_id, person_id, case_id, room, not_before, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [id, kind, subjectId, personId, caseId, room, notBefore, tx.now],
  );
  if (count === 1 && notBefore <= tx.now) await tx.enqueue(sendMail, id);
  return count === 1;
}

/** An id that the same words always give. */
function idOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const hourLong = 3_600_000;

/**
 * Writes the letter of this hour about this case, or about signing in: however often something happens in an hour, a person is told of it once,
 * and of what came after that letter once more when the next hour begins. A letter says only that something is there to be read; the page has
 * all of it.
 */
export async function letterOfTheHour(
  tx: Tx,
  { kind, personId, caseId, room }: Pick<Letter, 'kind' | 'personId' | 'caseId' | 'room'>,
): Promise<void> {
  const hour = Math.floor(tx.now.getTime() / hourLong);
  const ofHour = (one: number) => ({ kind, personId, caseId, room, subjectId: idOf(`case ${caseId ?? 'none'} hour ${one}`) });
  if (await written(tx, ofHour(hour))) return;
  await letter(tx, { ...ofHour(hour + 1), notBefore: new Date((hour + 1) * hourLong) });
}
