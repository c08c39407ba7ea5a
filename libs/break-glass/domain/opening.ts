import { Refused, type Role, countsAs } from '#lib/kernel';

/** The grounds on which the committee's room may be opened to the founder; each has its source in texts. Nothing else opens it. */
export const legalGrounds = ['disclosureDecision', 'reviewBoard', 'dangerToLife', 'courtOrder'] as const;
export type LegalGround = (typeof legalGrounds)[number];

/** Longest time an opening lasts, and how long a request may wait for the second person. [design] */
export const longestHours = 72;
const waitsDays = 7;
/** Hours between the second person's word and the opening, in which it can be stopped. [design] */
export const hoursToStop = 24;

export interface Opening {
  readonly ground: LegalGround;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly hours: number;
  readonly confirmedAt: Date | null;
  /** Nobody reads before. Null before it is confirmed, and for ever in what was confirmed when there was no such time. */
  readonly opensAt: Date | null;
  readonly endsAt: Date | null;
  /** Stopped by the committee or the head, between the confirmation and the opening. */
  readonly stoppedAt: Date | null;
  /** Refused by the second person, or ended before its time. */
  readonly endedAt: Date | null;
}

/** Where an opening stands: nobody reads anything before a second person has confirmed it and its hour has come, or after it is over. */
export type Standing = 'waiting' | 'comes' | 'stopped' | 'open' | 'over' | 'refused' | 'lapsed';

/**
 * Where an opening stands at a moment.
 * @param now taken once in the transaction
 * Source: [design], docs/decisions/break-glass.md.
 */
export function standingOf({ askedAt, confirmedAt, opensAt, endsAt, stoppedAt, endedAt }: Opening, now: Date): Standing {
  if (confirmedAt === null) {
    if (endedAt !== null) return 'refused';
    return now.getTime() - askedAt.getTime() > waitsDays * 86_400_000 ? 'lapsed' : 'waiting';
  }
  if (stoppedAt !== null) return 'stopped';
  if (endedAt !== null || opensAt === null || endsAt === null || now >= endsAt) return 'over';
  return now < opensAt ? 'comes' : 'open';
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

/** Whether this person may stop what is to come: the head, or who keeps the committee's room (chair, secretariat). */
export const mayStop = (role: Role, keepsTheRoom: boolean): boolean =>
  role === 'founderHead' || ((role === 'committeeMember' || role === 'secretariat') && keepsTheRoom);

/** When an opening that is confirmed now opens: danger to life waits for nobody, everything else a day. Source: [design], docs/decisions/break-glass.md. */
export const opensAt = (ground: LegalGround, now: Date): Date =>
  new Date(now.getTime() + (ground === 'dangerToLife' ? 0 : hoursToStop * 3_600_000));

/** When an opening ends: after the hours asked for, at most 72. */
export const endOf = (hours: number, from: Date): Date => new Date(from.getTime() + Math.min(Math.max(hours, 1), longestHours) * 3_600_000);
