import type { Tx } from '#lib/database';
import type { PlainDate, Role } from '#lib/kernel';
import { type CaseHead, type RelativeOf, findCase, historyOf, relativesOf } from './case.store.js';
import { seesOutlineOnly } from './case.scope.js';
import { type Possible, possible } from './domain/case.js';
import type { Facts } from './domain/facts.js';
import { factsOf } from './domain/facts-of.js';
import { History } from './domain/history.js';
import { ownHistory } from './domain/own-history.js';
import { type Tracks, tracksOf } from './domain/tracks.js';
import { standsFor } from './mandates.js';

/** A case as the pages and the API show it. In outline: no names, no acts, nothing but where it stands. */
export interface CaseView {
  readonly head: CaseHead;
  readonly outline: boolean;
  readonly pupilName: string | null;
  readonly grade: string | null;
  readonly school: string | null;
  readonly founder: string;
  readonly awareOn: PlainDate | null;
  readonly relatives: readonly RelativeOf[];
  readonly history: History;
  readonly facts: Facts;
  /** In outline only what lets such readers find the case. */
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
  const ids = relatives.map((r) => r.id);
  const facts = factsOf({ ...head, today: tx.today, relatives: ids, history });
  const tracks = tracksOf(history, ids);
  return {
    head,
    outline,
    pupilName: pupil?.pupilName ?? null,
    grade: pupil?.grade ?? null,
    school: outline ? null : names!.school,
    founder: names!.founder,
    awareOn: history.last('recordAwareness')?.occurredOn ?? null,
    relatives: outline ? [] : (mine ?? relatives),
    history: outline ? new History(history.entries.filter((e) => e.kind === 'step')) : forReader(history, tx.actor.role, mine),
    facts,
    tracks: outline ? { T_BULLYING: tracks.T_BULLYING } : tracks,
    possible: possible(head.state, facts),
    today: tx.today,
  };
}

/** The rows of the relative who reads, or for whom somebody reads; null for everybody else. */
async function ownRows(tx: Tx, caseId: string, relatives: readonly RelativeOf[]): Promise<readonly RelativeOf[] | null> {
  const { role, personId } = tx.actor;
  if (role !== 'relative' && role !== 'representative') return null;
  const stands = await standsFor(tx, caseId);
  return relatives.filter((one) => (stands ? one.id === stands.relativeId : one.personId === personId));
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
    pupilName: box.open(pupilNameOf(caseId), pupilName),
    grade: grade && box.open(gradeOf(caseId), grade),
  }));
}

/**
 * What this reader sees of what was done. A relative, and whoever stands for her, sees no other's words, through whatever door.
 * What a member declared is between the member, the secretariat and the founder; the school reads that it was declared. (domain.md §2)
 */
function forReader(history: History, role: Role, mine: readonly RelativeOf[] | null): History {
  if (mine) return ownHistory(history, { personId: mine[0]?.personId ?? null, relativeIds: mine.map(({ id }) => id) });
  if (role !== 'school') return history;
  return new History(
    history.entries.map((entry) => {
      if (entry.kind !== 'act' || entry.name !== 'declareInterests') return entry;
      const { interests: _words, ties: _ties, cleared: _cleared, ...data } = entry.data;
      return { ...entry, data };
    }),
  );
}
