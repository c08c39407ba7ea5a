import type { Tx } from '#lib/database';
import type { Role } from '#lib/kernel';
import { type LegalGround, type Opening, type Standing, standingOf } from './domain/opening.js';

/** An opening as the committee sees it: which office, on which ground, from when to when; not who, and not the reason in words. */
export interface OpeningNotice {
  readonly id: string;
  readonly ground: LegalGround;
  readonly organisation: string;
  readonly askedAt: Date;
  readonly opensAt: Date | null;
  readonly endsAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly endedAt: Date | null;
  readonly standing: Standing;
}
export interface OpeningView extends Opening {
  readonly id: string;
  readonly caseId: string;
  readonly reason: string;
  readonly askedAs: Role;
  readonly confirmedBy: string | null;
  readonly grantId: string | null;
  /** Why it was stopped, in words. */
  readonly stopReason: string | null;
  readonly endedBy: string | null;
  readonly standing: Standing;
}

const timing = `b.ground, b.asked_by as "askedBy", b.asked_at as "askedAt", b.hours, b.confirmed_at as "confirmedAt", b.opens_at as "opensAt", b.ends_at as "endsAt", b.stopped_at as "stoppedAt", b.ended_at as "endedAt"`;

/** What was asked for in a case, confirmed or not yet, the newest first, for those whose room it is. */
export async function noticesOf(tx: Tx, caseId: string): Promise<readonly OpeningNotice[]> {
  const rows = await tx.query<Omit<Opening & OpeningNotice, 'standing'>>(
    `select b.id, ${timing}, o.name as organisation from break_glass b join organisation o on o.id = b.organisation_id
     where b.case_id = $1 order by b.asked_at desc, b.id`,
    [caseId],
  );
  return rows.map((row) => ({ ...row, standing: standingOf(row, tx.now) }));
}

/** Everything that was asked for in a case, the newest first, for the founder. */
export async function openingsOf(tx: Tx, caseId: string): Promise<readonly OpeningView[]> {
  const rows = await tx.query<Omit<OpeningView, 'standing'>>(
    `select b.id, b.case_id as "caseId", ${timing}, b.reason, b.asked_as as "askedAs", b.confirmed_by as "confirmedBy", b.grant_id as "grantId", b.ended_by as "endedBy", b.stop_reason as "stopReason"
     from break_glass b where b.case_id = $1 order by b.asked_at desc`,
    [caseId],
  );
  if (rows.length === 0) return [];
  const box = await tx.vault.ofCase(caseId);
  return rows.map((row) => ({
    ...row,
    reason: box.shown(reasonPlace(row.id), row.reason),
    stopReason: row.stopReason && box.shown(stopPlace(row.id), row.stopReason),
    standing: standingOf(row, tx.now),
  }));
}

/** Where the reason is kept; it opens nowhere else. */
export const reasonPlace = (id: string): string => `break_glass.reason:${id}`;
export const stopPlace = (id: string): string => `break_glass.stop_reason:${id}`;

/** One as far as everybody may know it, who may stop it. */
export async function openingIn(tx: Tx, caseId: string, id: string): Promise<Opening | undefined> {
  const [row] = await tx.query<Opening>(`select ${timing} from break_glass b where b.id = $1 and b.case_id = $2`, [id, caseId]);
  return row;
}
