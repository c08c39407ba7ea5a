import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { personOf, roleInWords } from '#lib/accounts';
import type { NeedName } from '#lib/cases';
import { Clock, TrainingClock } from '#lib/database';
import { tokyoDate } from '#lib/kernel';
import { committeeWords as words, memberWords, procedure, wareki } from '#lib/texts';
import type { Frame, FrameOf } from '#lib/web';

const clockTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'short' });

/** What stands around every page of members and secretariat. */
export function frame(app: NestFastifyApplication): FrameOf {
  const clock = app.get<Clock>(Clock);
  return async (request): Promise<Frame> => {
    const person = personOf(request);
    const now = clock instanceof TrainingClock ? await clock.now() : undefined;
    return {
      product: words.product,
      home: '/',
      ...(person ? { person: { name: person.name, organisation: roleInWords(person), account: '/account', signOut: '/sign-out' } } : {}),
      ...(now ? { clock: { now: `${wareki(tokyoDate(now))} ${clockTime.format(now)}` } } : {}),
    };
  };
}

/** What the app tells the web about its pages. */
export const pagesOfCommittee = {
  app: 'committee',
  frame,
  signInAt: '/sign-in',
  /** The same for every address that is not found: it says nothing of any case. */
  more: { 'not-found': memberWords.notFound },
  describe: (need: string) => (Object.hasOwn(procedure.needs, need) ? procedure.needs[need as NeedName].missing : need),
} as const;
