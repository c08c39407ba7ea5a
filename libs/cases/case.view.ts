import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';
import { type CaseHead, type RelativeOf, findCase, historyOf, relativesOf } from './case.store.js';
import { seesOutlineOnly } from './case.scope.js';
import { type Possible, possible } from './domain/case.js';
import type { Facts } from './domain/facts.js';
import { factsOf } from './domain/facts-of.js';
import type { History } from './domain/history.js';
import { isToldOf, seenBy, stampOf, tracksFor } from './domain/sight.js';
import { type Tracks, tracksOf } from './domain/tracks.js';
import { ownRows, readerOf } from './sight.js';

/** A case as the pages and the API show it. In outline: no names, no acts, nothing but where it stands. */
export interface CaseView {
  /** Its version counts what the reader sees: it comes back with forms, and tells nothing of what others did. */
  readonly head: CaseHead;
  readonly outline: boolean;
  readonly pupilName: string | null;
  readonly grade: string | null;
  readonly school: string | null;
  readonly founder: string;
  readonly awareOn: PlainDate | null;
  readonly relatives: readonly RelativeOf[];
  readonly history: History;
  /** Rows of the case that no app has entered as they stand, and which are left out. */
  readonly unreadable: number;
  readonly facts: Facts;
  /** In outline only what lets such readers find the case; the committee has none of JSC. */
  readonly tracks: Partial<Tracks>;
  readonly possible: readonly Possible[];
  readonly today: PlainDate;
}

/** Reads one case within the actor's scope; the reading is journalled. */
export async function viewCase(tx: Tx, caseId: string, what: string): Promise<CaseView> {
  const head = await findCase(tx, caseId);
  await tx.read(what, caseId);
  const outline = seesOutlineOnly(tx.actor);
  const [[names], [pupil], relatives, history] = await Promise.all([
    tx.query<{ school: string; founder: string }>(
      'select s.name as school, f.name as founder from organisation s, organisation f where s.id = $1 and f.id = $2',
      [head.schoolId, head.founderId],
    ),
    outline || tx.actor.zone === 'family' ? [] : pupilOf(tx, caseId),
    relativesOf(tx, caseId),
    historyOf(tx, caseId),
  ]);
  const mine = await ownRows(tx, caseId, relatives);
  const reader = await readerOf(tx, caseId, relatives);
  const seen = seenBy(reader, history);
  const ids = relatives.map((r) => r.id);
  const facts = factsOf({ ...head, today: tx.today, relatives: ids, history });
  const tracks = tracksOf(history, ids);
  return {
    head: { ...head, version: stampOf(seen) },
    outline,
    pupilName: pupil?.pupilName ?? null,
    grade: pupil?.grade ?? null,
    school: outline ? null : names!.school,
    founder: names!.founder,
    awareOn: history.last('recordAwareness')?.occurredOn ?? null,
    relatives: outline ? [] : (mine ?? relatives),
    history: seen,
    unreadable: history.unreadable,
    facts,
    tracks: outline ? { T_BULLYING: tracks.T_BULLYING } : tracksFor(reader, tracks),
    possible: possible(head.state, facts).filter(({ step }) => isToldOf(reader, step)),
    today: tx.today,
  };
}

/** Where name and grade of the pupil are kept; they open nowhere else. */
export const pupilNameOf = (caseId: string): string => `survey_case.pupil_name:${caseId}`;
export const gradeOf = (caseId: string): string => `survey_case.grade:${caseId}`;

async function pupilOf(tx: Tx, caseId: string): Promise<{ pupilName: string; grade: string | null }[]> {
  const [box, rows] = await Promise.all([
    tx.vault.ofCase(caseId),
    tx.query<{ pupilName: string; grade: string | null }>('select pupil_name as "pupilName", grade from survey_case where id = $1', [
      caseId,
    ]),
  ]);
  return rows.map(({ pupilName, grade }) => ({
    pupilName: box.shown(pupilNameOf(caseId), pupilName),
    grade: grade && box.shown(gradeOf(caseId), grade),
  }));
}
