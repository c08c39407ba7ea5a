import { createHash } from 'node:crypto';
import { canonical } from '#lib/journal';
import type { Box } from './box.js';
import { SealBroken, keyNameIn } from './domain/seal.js';

/** What the row of an act says besides its fields. */
export interface ActSaid {
  readonly id: string;
  readonly atVersion: number;
  readonly name: string;
  readonly occurredOn: string;
  readonly enteredAt: Date;
  readonly personId: string;
  readonly role: string;
  readonly organisationId: string | null;
}
type Data = Readonly<Record<string, unknown>>;

/** What of a step its seal is made over; a migration says the same in SQL. */
export interface StepSaid {
  readonly id: string;
  readonly atVersion: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly takenOn: string;
  readonly personId: string;
  readonly role: string;
}

export const isSealedText = (value: unknown): value is string => typeof value === 'string' && keyNameIn(value) !== undefined;

/** Sealed fields are bound to the act one by one, and may be sealed anew or kept from a reader: the print is of all others. */
const printOf = ({ id, atVersion, name, occurredOn, enteredAt, personId, role, organisationId }: ActSaid, data: Data): string => {
  const clear = Object.fromEntries(Object.entries(data).filter(([, value]) => !isSealedText(value)));
  const row = [id, atVersion, name, occurredOn, enteredAt.toISOString(), personId, role, organisationId];
  // As the table answers it.
  return createHash('sha256')
    .update(canonical([...row, JSON.parse(JSON.stringify(clear)) as unknown]))
    .digest('base64url');
};
const said = (step: StepSaid): string => [step.atVersion, step.name, step.from, step.to, step.takenOn, step.personId, step.role].join(' ');
const placeOfAct = (id: string): string => `act.data.proof:${id}`;
const placeOfStep = (id: string): string => `case_state.proof:${id}`;

/**
 * The seal of an app on what it enters in a case, over all that the row says. A statement has no key ring: what it plants has no seal, and a
 * case goes on without it (docs/decisions/accounts-are-walls.md).
 */
export const sealOfAct = (box: Box, act: ActSaid, data: Data): string => box.seal(placeOfAct(act.id), printOf(act, data));
export const sealOfStep = (box: Box, step: StepSaid): string => box.seal(placeOfStep(step.id), said(step));

/** A statement may have written anything. */
const isRecord = (data: unknown): data is Data => typeof data === 'object' && data !== null;

/** Whether an app entered this act as it stands in the table. */
export const isEntered = (box: Box, act: ActSaid, data: Data): boolean =>
  isRecord(data) && isSealedText(data.proof) && opens(box, placeOfAct(act.id), data.proof) === printOf(act, data);
/** Whether an app took this step as it stands in the table. */
export const isTaken = (box: Box, step: StepSaid, proof: string | null): boolean =>
  proof !== null && opens(box, placeOfStep(step.id), proof) === said(step);

function opens(box: Box, place: string, sealed: string): string | undefined {
  try {
    return box.open(place, sealed);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
