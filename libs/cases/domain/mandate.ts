import { type PlainDate, Refused } from '#lib/kernel';
import type { ActName } from './acts.js';
import type { ActDone, History } from './history.js';
import { Words } from './own-word.js';

/** What a representative may do besides reading: speak in the relative's name, or say what the relative wishes and agrees to. */
export const powers = ['speak', 'wish'] as const;
export type Power = (typeof powers)[number];

export const representativeKinds = ['lawyer', 'supporter'] as const;

/** The power each act takes. What is not here only the relative does: naming another representative, for one. `null`: every mandate has it. */
const taken: Partial<Record<ActName, Power | null>> = {
  askQuestion: 'speak',
  recordObjection: 'speak',
  giveOpinion: 'speak',
  requestSupplement: 'speak',
  recordIntention: 'wish',
  recordPublicationWish: 'wish',
  restoreContact: 'wish',
  withdrawRepresentative: null,
};

/** The days of a mandate: first and last are days it holds; a withdrawal ends it at once, whatever the day. */
export interface MandateDays {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
}

/**
 * Decides whether a mandate holds on a day (Asia/Tokyo): from the first day to the last, both included, unless it was withdrawn.
 * Source: agency by mandate ends when it is withdrawn, at any time (民法111条2項, 651条1項) [general knowledge]; days are [design].
 */
export const holds = ({ startsOn, endsOn, withdrawnOn }: MandateDays, on: PlainDate): boolean =>
  withdrawnOn === null && startsOn <= on && (endsOn === null || on <= endsOn);

/** Whether somebody with these powers may enter the act in the relative's name. */
export function mayFor(held: ReadonlySet<Power>, act: ActName): boolean {
  const power = taken[act];
  return power === null || (power !== undefined && held.has(power));
}

/**
 * Decides whether a representative may enter this act.
 * @throws Refused `power-missing` with the act and the power it takes
 * Source: an agent binds within the powers given (民法99条1項) [general knowledge].
 */
export function checkPower(held: ReadonlySet<Power>, act: ActName): void {
  if (!mayFor(held, act)) throw new Refused('power-missing', { act, power: taken[act] ?? null });
}

/** A mandate as the record of the case tells it. */
export interface Mandate extends MandateDays {
  readonly act: ActDone;
}

/** The mandates of a case that count or did, as they were recorded, oldest first. */
export function mandatesIn(history: History): readonly Mandate[] {
  const words = Words.in(history);
  const contested = (id: string) => history.acts('contestStatement').findLast(({ data }) => data.to === id)?.occurredOn ?? null;
  return history
    .acts('nameRepresentative')
    .filter((act) => words.stateOf(act) !== 'waits')
    .map((act) => ({
      act,
      startsOn: act.occurredOn,
      endsOn: (act.data.mandateLastDay as PlainDate | undefined) ?? null,
      withdrawnOn:
        history.acts('withdrawRepresentative').find((one) => one.data.mandate === act.id && words.counts(one))?.occurredOn ??
        (words.stateOf(act) === 'fell' ? contested(act.id) : null),
    }));
}

/**
 * Decides whether a mandate can still be withdrawn: once is enough.
 * @throws Refused `bad-input` on `mandate`
 * Source: [design].
 */
export function checkNotWithdrawn(history: History, mandate: unknown): void {
  if (mandatesIn(history).some(({ act, withdrawnOn }) => act.id === mandate && withdrawnOn !== null))
    throw new Refused('bad-input', { errors: [{ field: 'mandate', code: 'withdrawn-already' }] });
}
