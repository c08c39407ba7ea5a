import { type Addressee, hasSignedIn, peopleOf } from '#lib/accounts';
import { type CaseView, type RelativeOf, viewCase, withoutContact } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type LetterMade, lettersTo, signsInElsewhere } from '#lib/families';
import { Refused } from '#lib/kernel';

/** What the page of a letter is drawn from. */
export interface LetterData {
  readonly view: CaseView;
  readonly relative: RelativeOf;
  /** The mail address given when the relative was named, where it is certain that it is hers. */
  readonly email: string | null;
  readonly recovery: boolean;
  /** What she signs in with leads to more than the cases of this founder. */
  readonly elsewhere: boolean;
  readonly declined: boolean;
  readonly letters: readonly LetterMade[];
  /** Who can have seen that it is she: people of founder and school. */
  readonly people: readonly Addressee[];
}

/** One relative of a case within the actor's scope; the reading is journalled. Refuses: `not-found`. */
export async function loadLetter(tx: Tx, caseId: string, relativeId: string): Promise<LetterData> {
  const view = await viewCase(tx, caseId, 'family-letter');
  const relative = view.relatives.find(({ id }) => id === relativeId);
  if (!relative) throw new Refused('not-found');
  const { founderId, schoolId } = view.head;
  const people = [
    ...(await peopleOf(tx, founderId, ['founder', 'founderHead'], tx.today)),
    ...(await peopleOf(tx, schoolId, ['school'], tx.today)),
  ];
  const recovery = relative.personId !== null && (await hasSignedIn(tx, relative.personId));
  return {
    view,
    relative,
    email: emailOf(view, relative),
    recovery,
    elsewhere: relative.personId !== null && (await signsInElsewhere(tx, relative.personId, founderId)),
    declined: withoutContact(view.history, relative.id),
    letters: await lettersTo(tx, caseId, relativeId),
    people,
  };
}

/** Acts do not know the row they made: where two relatives are called and related alike, no address is taken for either. */
function emailOf({ history, relatives }: CaseView, { name, relation }: RelativeOf): string | null {
  if (relatives.filter((one) => one.name === name && one.relation === relation).length !== 1) return null;
  const given = history.acts('nameRelative').find(({ data }) => data['relativeName'] === name && data['relation'] === relation);
  const email = given?.data['email'];
  return typeof email === 'string' ? email : null;
}
