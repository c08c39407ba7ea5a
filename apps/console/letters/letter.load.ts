import { type Addressee, hasSignedIn, peopleOf } from '#lib/accounts';
import { type CaseView, type RelativeOf, holds, Words, mandatesIn, viewCase } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type LetterMade, type LetterRequest, type Receiver, lastRequest, lettersTo, signsInElsewhere } from '#lib/families';
import { Refused } from '#lib/kernel';

/** Who gets a letter. */
export interface Addressed extends Receiver {
  readonly name: string;
  /** Lawyer or supporter; null for a relative. */
  readonly kind: string | null;
  /** The mandate is over: no letter is made. */
  readonly over: boolean;
  /** Where the form is sent. */
  readonly path: string;
}

/** What the page of a letter is drawn from. */
export interface LetterData {
  readonly view: CaseView;
  readonly relative: RelativeOf;
  /** Who gets the letter: the relative, or whoever acts for her. */
  readonly to: Addressed;
  /** The mail address given when the relative was named, where it is certain that it is hers. */
  readonly email: string | null;
  /** The account she signs in to already, and what was asked for last; null where this is a first letter. */
  readonly recovery: { readonly personId: string; readonly request: LetterRequest | null } | null;
  /** What she signs in with leads to more than the cases of this founder. */
  readonly elsewhere: boolean;
  readonly declined: boolean;
  readonly letters: readonly LetterMade[];
  /** Who can have seen that it is she, and is a second person: others of founder and school. */
  readonly people: readonly Addressee[];
}

/** One relative of a case within the actor's scope; the reading is journalled. Refuses: `not-found`. */
export async function loadLetter(tx: Tx, caseId: string, relativeId: string): Promise<LetterData> {
  const view = await viewCase(tx, caseId, 'family-letter');
  const relative = view.relatives.find(({ id, withdrawn }) => id === relativeId && !withdrawn);
  if (!relative) throw new Refused('not-found');
  const path = `/cases/${caseId}/relatives/${relativeId}/letter`;
  const to = { as: 'relative', id: relativeId, name: relative.name, kind: null, over: false, path } as const;
  return { ...(await entrance(tx, view, to, relative.personId)), relative, email: emailOf(view, relative) };
}

/** Whoever holds a mandate, of a case within the actor's scope; the reading is journalled. Refuses: `not-found`. */
export async function loadMandateLetter(tx: Tx, caseId: string, mandateId: string): Promise<LetterData> {
  const view = await viewCase(tx, caseId, 'family-letter');
  const mandate = mandatesIn(view.history).find(({ act }) => act.id === mandateId);
  const relative = view.relatives.find(({ id }) => id === mandate?.act.data['relative']);
  if (!mandate || !relative) throw new Refused('not-found');
  const { data } = mandate.act;
  const to = {
    as: 'representative',
    id: mandateId,
    name: String(data['representativeName']),
    kind: String(data['representativeKind']),
    over: !holds(mandate, view.today),
    path: `/cases/${caseId}/representatives/${mandateId}/letter`,
  } as const;
  const [row] = await tx.query<{ personId: string | null }>('select person_id as "personId" from mandate where id = $1', [mandateId]);
  const email = typeof data['email'] === 'string' ? data['email'] : null;
  return { ...(await entrance(tx, view, to, row?.personId ?? null)), relative, email };
}

/** What the account of the one who gets the letter leads to, and who can have seen who it is. */
async function entrance(tx: Tx, view: CaseView, to: Addressed, personId: string | null) {
  const { id: caseId, founderId, schoolId } = view.head;
  const people = [
    ...(await peopleOf(tx, founderId, ['founder', 'founderHead'], tx.today)),
    ...(await peopleOf(tx, schoolId, ['school'], tx.today)),
  ];
  return {
    view,
    to,
    recovery: personId !== null && (await hasSignedIn(tx, personId)) ? { personId, request: await lastRequest(tx, caseId, to) } : null,
    elsewhere: personId !== null && (await signsInElsewhere(tx, personId, founderId)),
    declined: to.as === 'relative' && Words.in(view.history).quiet(to.id) !== undefined,
    letters: await lettersTo(tx, caseId, to),
    people: people.filter(({ personId: id }) => id !== tx.actor.personId),
  };
}

/** Acts do not know the row they made: where two relatives are called and related alike, no address is taken for either. */
function emailOf({ history, relatives }: CaseView, { name, relation }: RelativeOf): string | null {
  if (relatives.filter((one) => one.name === name && one.relation === relation).length !== 1) return null;
  const given = history.acts('nameRelative').find(({ data }) => data['relativeName'] === name && data['relation'] === relation);
  const email = given?.data['email'];
  return typeof email === 'string' ? email : null;
}
