import type { Leaver } from '#lib/administration';
import { type CaseHead, type History, findCase, historyOf, scopeOf, seenBy } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type DeadlineView, deadlinesOf } from '#lib/deadlines';
import { waitingIn } from '../case/waiting.js';

/** What somebody leaves open in one case. */
export interface OpenCase {
  readonly head: CaseHead;
  /** The family knows this person as their contact. */
  readonly contact: boolean;
  /** Questions, objections and requests without an answer. */
  readonly waiting: number;
  /** Open deadlines, the nearest first. */
  readonly deadlines: readonly DeadlineView[];
}

const plain = (name: unknown): string =>
  String(name ?? '')
    .normalize('NFKC')
    .replace(/\s/g, '');

/** Whether the contact the family was told of bears this name; it was entered as words. */
export const isContact = (history: History, name: string): boolean =>
  plain(name) !== '' && plain(history.last('nameFamilyContact')?.data['contactName']) === plain(name);

const most = 100;

/**
 * Open cases, within the actor's scope, in which the person worked or was appointed; all of the organisation's where nobody else holds the
 * role. Each reading is journalled.
 */
export async function openCasesOf(tx: Tx, leaver: Leaver): Promise<readonly OpenCase[]> {
  const scope = scopeOf(tx.actor, tx.today);
  const params = [...scope.params];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const organisation = `${param(leaver.organisationId)}::uuid`;
  const person = `${param(leaver.personId)}::uuid`;
  const ofKind = {
    school: `c.school_id = ${organisation}`,
    founder: `c.founder_id = ${organisation}`,
    committee: `${organisation} is not null`,
  }[leaver.organisationKind];
  const worked =
    leaver.organisationKind === 'committee'
      ? `exists (select 1 from appointment p where p.case_id = c.id and p.person_id = ${person} and p.role = ${param(leaver.role)} and p.recused_on is null)`
      : `(${param(leaver.alone)}::boolean or exists (select 1 from act a where a.case_id = c.id and a.person_id = ${person}))`;
  const rows = await tx.query<{ id: string }>(
    `select c.id from survey_case c where (${scope.sql}) and c.state <> 'CLOSED' and ${ofKind} and ${worked}
      order by c.next_due_on nulls last, c.id limit ${most}`,
    params,
  );
  const found: OpenCase[] = [];
  for (const { id } of rows) {
    const head = await findCase(tx, id);
    await tx.read('handover', id);
    const [whole, deadlines] = await Promise.all([historyOf(tx, id), deadlinesOf(tx, id)]);
    const history = seenBy({ role: tx.actor.role, me: null, appointments: [] }, whole);
    const open = deadlines.filter(({ state }) => state === 'open' || state === 'late');
    found.push({ head, contact: isContact(history, leaver.name), waiting: waitingIn(history).length, deadlines: open });
  }
  return found;
}
