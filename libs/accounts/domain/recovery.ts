/** A recovery that waits for its second person. */
export interface Begun {
  readonly personId: string;
  readonly startedBy: string;
}

/** Real days within which the second person confirms. */
export const daysToConfirm = 7;

/** Why this person may not confirm: it is about them, or they began it themselves; null where they may. The database refuses both too. */
export function whyNotConfirm({ personId, startedBy }: Begun, actorId: string): 'recovery-own' | 'recovery-same-person' | null {
  if (actorId === personId) return 'recovery-own';
  return actorId === startedBy ? 'recovery-same-person' : null;
}
