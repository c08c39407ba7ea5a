/** Real days in which those concerned can stop what takes two before it may be done. [design] */
export const daysToStop = 3;
/** Real days after those within which the second person does it. [design] */
export const daysToConfirm = 7;

export interface Waits {
  readonly personId: string;
  readonly opensAt: Date;
}

/**
 * Why this person may not confirm now: it is about them, or those concerned can still stop it; null where they may. Whether they count as the
 * second person is for `#lib/two-persons`.
 * @param now real time
 */
export function whyNotYet({ personId, opensAt }: Waits, actorId: string, now: Date): 'recovery-own' | 'not-before' | null {
  if (actorId === personId) return 'recovery-own';
  return now < opensAt ? 'not-before' : null;
}
