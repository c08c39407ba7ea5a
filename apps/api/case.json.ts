import { type CaseView, type ListedCase, seesOutlineOnly, stepOf } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import { type Actor, Refused, countsAs, isOfCommittee } from '#lib/kernel';

/** A case in a list. Readers of the outline learn neither school nor grade nor dates; the committee not what is due next, which may be of JSC. */
export function listedJson(
  { id, caseNo, edition, state, stateSince, nextDueOn, late, school, founder, reportedAt }: ListedCase,
  actor: Actor,
  grade: string | null,
) {
  const outline = { id, caseNo, edition, state, stateSince, founder };
  if (seesOutlineOnly(actor)) return outline;
  return { ...outline, reportedAt, ...(isOfCommittee(actor.role) ? {} : { nextDueOn, late }), school, grade };
}

const historySize = 200;
/** Where the page of the history before ended. Refuses: `bad-input`. */
export function historyBefore(text: unknown): number {
  if (text === undefined) return Infinity;
  if (typeof text !== 'string' || !/^[1-9]\d{0,8}$/.test(text))
    throw new Refused('bad-input', { errors: [{ field: 'before', code: Array.isArray(text) ? 'repeated' : 'not-a-choice' }] });
  return Number(text);
}

/**
 * A case for programs: codes, days and ids. Free text of acts stays on the pages, names of relatives too. In outline it says where the
 * case stands, not what is missing. Of the history the newest page, oldest first; `earlier` leads to the page before. A relative sees the own
 * steps and herself, as in the family's portal.
 */
export function caseJson(
  { head, history, tracks, possible, relatives, school, founder, outline }: CaseView,
  deadlines: readonly DeadlineView[],
  { role, personId }: Actor,
  before: number,
) {
  const { id, caseNo, edition, state, stateSince, version } = head;
  const until = Math.min(before, history.entries.length);
  const from = Math.max(0, until - historySize);
  const steps = outline ? [] : possible.filter(({ step }) => role !== 'relative' || countsAs(role, stepOf(step).by));
  return {
    id,
    caseNo,
    edition,
    state,
    stateSince,
    founder,
    ...(outline ? {} : { version, school }),
    tracks,
    possible: steps.map(({ step, to, missing }) => ({ step, to, by: stepOf(step).by, missing })),
    deadlines,
    relatives: relatives
      .filter((one) => role !== 'relative' || one.personId === personId)
      .map((one) => ({ id: one.id, relation: one.relation })),
    history: history.entries
      .slice(from, until)
      .map((entry) =>
        entry.kind === 'act'
          ? { act: entry.name, id: entry.id, occurredOn: entry.occurredOn, enteredAt: entry.enteredAt, role: entry.role }
          : { step: entry.name, to: entry.to, takenOn: entry.takenOn },
      ),
    earlier: from > 0 ? String(from) : null,
  };
}
