import { Refused, type Role, countsAs } from '#lib/kernel';

/** The grounds on which the committee's room may be opened to the founder; each has its source in texts. Nothing else opens it. */
export const legalGrounds = ['disclosureDecision', 'reviewBoard', 'dangerToLife', 'courtOrder'] as const;
export type LegalGround = (typeof legalGrounds)[number];

/** Longest time an opening lasts, and how long a request may wait for the second person. [design] */
export const longestHours = 72;
const waitsDays = 7;

export interface Opening {
  readonly ground: LegalGround;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly hours: number;
  readonly confirmedAt: Date | null;
  readonly endsAt: Date | null;
  /** Refused by the second person, or ended before its time. */
  readonly endedAt: Date | null;
}

/** Where an opening stands: nobody reads anything before a second person has confirmed it, or after it is over. */
export type Standing = 'waiting' | 'open' | 'over' | 'refused' | 'lapsed';

/**
 * Where an opening stands at a moment.
 * @param now taken once in the transaction
 * Source: [design], docs/decisions/break-glass.md.
 */
export function standingOf({ askedAt, confirmedAt, endsAt, endedAt }: Opening, now: Date): Standing {
  if (confirmedAt === null) {
    if (endedAt !== null) return 'refused';
    return now.getTime() - askedAt.getTime() > waitsDays * 86_400_000 ? 'lapsed' : 'waiting';
  }
  return endedAt === null && endsAt !== null && now < endsAt ? 'open' : 'over';
}

/** Who may be the second person: for a decision the board can take by itself anyone of the founder, else its head. */
const seconds: Readonly<Record<LegalGround, readonly Role[]>> = {
  disclosureDecision: ['founder', 'founderHead'],
  dangerToLife: ['founder', 'founderHead'],
  reviewBoard: ['founderHead'],
  courtOrder: ['founderHead'],
};

interface Someone {
  readonly personId: string;
  readonly role: Role;
}

/** Whether this person may be the second one. Never the one who asked, in whatever role; where the head asked, another of the founder. */
export function mayConfirm({ ground, askedBy }: Pick<Opening, 'ground' | 'askedBy'>, { personId, role }: Someone, askedAs: Role): boolean {
  if (personId === askedBy) return false;
  return askedAs === 'founderHead' ? countsAs(role, ['founder']) : seconds[ground].includes(role);
}

/**
 * Decides whether this person may confirm or refuse this request now.
 * @throws Refused `not-allowed` for the one who asked or another role, `opening-not-waiting` where it was decided already or has lapsed
 * Source: [design]; two persons.
 */
export function checkSecond(opening: Opening, actor: Someone, askedAs: Role, now: Date): void {
  if (!mayConfirm(opening, actor, askedAs)) throw new Refused('not-allowed');
  if (standingOf(opening, now) !== 'waiting') throw new Refused('opening-not-waiting');
}

/** When an opening that is confirmed now ends: after the hours asked for, at most 72. */
export const endOf = (hours: number, now: Date): Date => new Date(now.getTime() + Math.min(Math.max(hours, 1), longestHours) * 3_600_000);
