import type { ActName } from './acts.js';
import type { ActDone } from './history.js';

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
export const givesUp: readonly ActName[] = ['recordNoContact', 'declineJsc', 'giveOpinion', 'nameRepresentative', 'withdrawRepresentative'];

/** What a word is about: a new one takes the place of the former. Null where each stands for itself. */
export function aboutOf({ name, data }: ActDone): string | null {
  if (name === 'recordNoContact' || name === 'restoreContact') return 'contact';
  if (name === 'withdrawRepresentative') return `mandate ${String(data.mandate)}`;
  return ['recordIntention', 'recordPublicationWish', 'declineJsc', 'giveOpinion'].includes(name) ? name : null;
}
