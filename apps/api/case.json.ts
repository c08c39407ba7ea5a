import { type CaseView, type ListedCase, stepOf } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import type { Actor } from '#lib/kernel';

/** A case in a list. Readers outside the founder learn neither school nor grade. */
export function listedJson({ id, caseNo, edition, state, stateSince, version, nextDueOn, late, school, founder, grade, reportedAt }: ListedCase, actor: Actor) {
  const outline = actor.role === 'prefecture' || actor.role === 'reader';
  return { id, caseNo, edition, state, stateSince, version, nextDueOn, late, founder, reportedAt, ...(outline ? {} : { school, grade }) };
}

/** A case for programs: codes, days and ids. Free text of acts stays on the pages, names of relatives too. */
export function caseJson({ head, history, tracks, possible, relatives, school, founder, outline }: CaseView, deadlines: readonly DeadlineView[]) {
  const { id, caseNo, edition, state, stateSince, version } = head;
  return {
    id,
    caseNo,
    edition,
    state,
    stateSince,
    version,
    founder,
    ...(outline ? {} : { school }),
    tracks,
    possible: possible.map(({ step, to, missing }) => ({ step, to, by: stepOf(step).by, missing })),
    deadlines,
    relatives: relatives.map((relative) => ({ id: relative.id, relation: relative.relation })),
    history: history.entries.map((entry) =>
      entry.kind === 'act'
        ? { act: entry.name, id: entry.id, occurredOn: entry.occurredOn, enteredAt: entry.enteredAt, role: entry.role }
        : { step: entry.name, to: entry.to, takenOn: entry.takenOn },
    ),
  };
}
