import type { ActName } from './acts.js';
import type { ActDone } from './history.js';

export type Data = Readonly<Record<string, unknown>>;

/** What a relative has said of one thing, as it counts today. */
export interface Said {
  readonly data: Data;
  /** The entry that said it last. */
  readonly act: ActDone;
  /** The place in the history since which it counts: that of the entry, or of what confirmed it. */
  readonly at: number;
  /** She said it herself, or whoever she lets speak for her, or she confirmed it, or a second person with the paper in hand. */
  readonly hers: boolean;
  /** No field that lowers what she is owed rests on an office's word alone. */
  readonly sure: boolean;
}

type Lowers = (before: unknown, after: unknown) => boolean;
const ranked =
  (...upwards: readonly unknown[]): Lowers =>
  (before, after) =>
    upwards.indexOf(after) < upwards.indexOf(before);
const otherThan: Lowers = (before, after) => before !== after;
const otherWords: Lowers = (before, after) => Boolean(before) && before !== after;
const consent = ranked('yes', undefined, 'later', 'no');

/** What lowers what she said, field by field, from the least protection up; `undefined` is where she said nothing. [design] */
export const lowering: Partial<Record<ActName, Readonly<Record<string, Lowers>>>> = {
  recordIntention: {
    wish: ranked('NO_WISH', 'UNDECIDED', undefined, 'PARTIAL', 'WISH'),
    earlySurveyWish: ranked('no', 'later', undefined, 'yes'),
    ...{ consentMext: consent, consentCfa: consent, consentCdr: consent },
    ...{ scope: otherWords, organisationWish: otherWords, contactWish: otherWords },
  },
  recordPublicationWish: { publicationWish: otherThan, note: otherWords },
};

/** Acts by which something is given up for her, or somebody comes in or goes out: once she speaks herself, they are hers to say. */
const givesUp: readonly ActName[] = ['recordNoContact', 'declineJsc', 'giveOpinion', 'nameRepresentative', 'withdrawRepresentative'];

/** What a word is about: a new one takes the place of the former. Null where each stands for itself. */
export function aboutOf({ name, data }: ActDone): string | null {
  if (name === 'recordNoContact' || name === 'restoreContact') return 'contact';
  if (name === 'withdrawRepresentative') return `mandate ${String(data.mandate)}`;
  return ['recordIntention', 'recordPublicationWish', 'declineJsc', 'giveOpinion'].includes(name) ? name : null;
}

/**
 * Fields by which an entry that is not her own lowers what stands; `*` for the whole of it.
 * @param stands what she has said of the matter, as it counts @param speaks whether she has said anything herself in this case
 */
export function lowered(act: ActDone, stands: Said | undefined, speaks: boolean): readonly string[] {
  if (act.name === 'withdrawRelative') return ['*'];
  const rules = lowering[act.name];
  if (stands?.hers && act.occurredOn < stands.act.occurredOn) return ['*'];
  if (act.name === 'restoreContact')
    return stands?.act.name === 'recordNoContact' && stands.act.data.noContactKind === 'declined' ? ['*'] : [];
  if (!rules) return act.name === 'declineJsc' || (givesUp.includes(act.name) && speaks) ? ['*'] : [];
  if (!stands && !speaks) return [];
  // A representative whom an office named may take back what this representative said, and nothing else.
  if (stands && act.role === 'representative' && stands.act.personId === act.personId) return [];
  return Object.keys(rules).filter((field) => act.data[field] !== undefined && rules[field]!(stands?.data[field], act.data[field]));
}

/** Whether nothing in an office's entry lowers what she said, or, where nothing is sure of her yet, what she is owed unasked. */
export function isSure(act: ActDone, stands: Said | undefined): boolean {
  if (act.name === 'recordNoContact') return act.data.noContactKind !== 'declined' || (stands?.sure ?? false);
  if (act.name === 'giveOpinion') return Boolean(act.data.opinion);
  if (act.name === 'recordPublicationWish') return stands?.sure === true || !['full', 'summary'].includes(String(act.data.publicationWish));
  if (act.name !== 'recordIntention') return true;
  const base = stands?.sure ? stands.data : {};
  const fields = ['wish', 'consentMext', 'consentCfa', 'consentCdr'];
  return fields.every((field) => act.data[field] === undefined || !lowering.recordIntention![field]!(base[field], act.data[field]));
}
