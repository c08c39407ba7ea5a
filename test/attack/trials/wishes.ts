import { act, eachRelative, step } from '../../../seeds/demo/lines.js';
import { type Telling, linesOf } from '../../../seeds/demo/story.js';
import { type Trial } from '../frame.js';
import { asked } from './relatives.js';
import { firstOf, refusal } from './told.js';

/** What is missing for a step that is tried. */
const missingIn = (trying: Promise<unknown>): Promise<string> =>
  trying.then(
    () => 'nothing',
    (error: { facts?: { missing?: readonly string[] } }) => error.facts?.missing?.join(' ') ?? String(error),
  );

/** A case is ended against a wish: by words put in the mouth of parents, or by leaving a mother out of her case. */
export const wishes: readonly Trial[] = [
  {
    id: 'ONE-6',
    promise: 'an office’s first "no", or "undecided", for parents who have said nothing yet keeps no case from a detailed survey',
    run: async (attacker) =>
      firstOf(['NO_WISH', 'UNDECIDED'], async (value) => {
        const { on } = await asked(attacker);
        const lines = linesOf(['notMoved']).filter((line) => !('act' in line && line.act === 'attestStatement'));
        for (const line of lines) {
          const wished = 'act' in line && line.act === 'recordIntention';
          await refusal(on({ ...line, on: 39, ...(wished ? { data: (told: Telling) => ({ ...line.data(told), wish: value }) } : {}) }));
        }
        const missing = await missingIn(on(step(39, 'founder', 'decideNotToMove')));
        return missing === 'everyNoConfirmed' ? undefined : `over ${value}: missing ${missing}`;
      }),
  },
  {
    id: 'ONE-7',
    promise:
      'no two of the founder take a mother who wrote her wish out of her case as named in error before she could object, nor her wish at all',
    run: async (attacker) => {
      const { caseId, mother, wish, on } = await asked(attacker);
      await wish('kazoku3');
      await attacker.fillIn('family', 'kazoku4', `/cases/${caseId}/intention`, { wish: 'NO_WISH' });
      await refusal(on(eachRelative(36, 'founder', 'withdrawRelative', 0, () => ({ reason: '架空の理由' }))));
      const seen = (day: number, by: 'school' | 'founderHead') =>
        act(day, by, 'attestStatement', (told) => ({
          ...{ to: told.act('withdrawRelative'), paperForm: '架空の書面', paperOn: told.day(day), paperPlace: '架空の棚' },
        }));
      for (const by of ['school', 'founderHead'] as const) await refusal(on(seen(37, by)));
      const out = () => attacker.four.sql('select from relative where id = $1 and withdrawn_at is not null', [mother]);
      if ((await out()).length > 0) return 'she was taken out before she could object';
      await refusal(on(seen(40, 'founderHead')));
      await refusal(on(step(40, 'founder', 'confirmIntention')));
      const missing = await missingIn(on(step(40, 'founder', 'decideNotToMove')));
      return missing.includes('noRelativeWishesDetailed') ? undefined : `her wish fell with her in ${caseId}: missing ${missing}`;
    },
  },
];
