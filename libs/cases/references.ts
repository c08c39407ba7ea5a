import type { Tx } from '#lib/database';
import { fieldsOf } from '#lib/forms';
import { Refused } from '#lib/kernel';
import { actForms } from './acts/forms.js';
import { type CaseHead, relativesOf } from './case.store.js';
import type { StandsFor } from './mandates.js';
import type { ActName } from './domain/acts.js';
import type { ActDone, History } from './domain/history.js';
import { Words } from './domain/own-word.js';
import { statement } from './domain/referable.js';

/**
 * Relatives and earlier acts that a form points at must be of this case; a relative speaks only for herself, a representative for the one
 * who gave the mandate, a member for herself.
 */
export async function checkReferences(
  tx: Tx,
  head: CaseHead,
  name: ActName,
  data: Readonly<Record<string, unknown>>,
  history: History,
  stands: StandsFor | null,
): Promise<void> {
  const relatives = (await relativesOf(tx, head.id)).filter(({ withdrawn }) => !withdrawn);
  const own = stands
    ? relatives.filter(({ id }) => id === stands.relativeId)
    : tx.actor.role === 'relative'
      ? relatives.filter((r) => r.personId === tx.actor.personId)
      : relatives;
  const known = new Set(own.map((r) => r.id));
  const mine = tx.actor.role === 'committeeMember' ? new Set(await appointmentsOf(tx, head.id)) : null;
  const isTheirs = ({ id, name: of, data: { relative } }: ActDone): boolean =>
    of !== 'nameRepresentative' || (stands ? stands.mandates.includes(id) : known.has(String(relative)));
  const words = Words.in(history);
  const isTheirWord = (id: unknown): boolean => known.has(String(words.relativeOf(id)));
  const errors = fieldsOf(actForms[name]).flatMap(({ name: field, kind, act }) => {
    const value = data[field];
    if (value === undefined) return [];
    const fine =
      kind === 'relative'
        ? known.has(String(value))
        : kind === 'relatives'
          ? (value as string[]).every((id) => known.has(id))
          : kind === 'ref'
            ? act === statement
              ? isTheirWord(value)
              : history.acts(act as ActName).some((a) => a.id === value && isTheirs(a)) &&
                (act !== 'appointMember' || !mine || mine.has(String(value)))
            : true;
    return fine ? [] : [{ field, code: 'unknown-choice' }];
  });
  if (errors.length > 0) throw new Refused('bad-input', { errors });
}

/** The acts by which the actor was appointed to the case. */
export const appointmentsOf = async (tx: Tx, caseId: string): Promise<readonly string[]> =>
  (await tx.query<{ id: string }>('select id from appointment where case_id = $1 and person_id = $2', [caseId, tx.actor.personId])).map(
    ({ id }) => id,
  );
