import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { personOf } from '#lib/accounts';
import { Clock, TrainingClock } from '#lib/database';
import { tokyoDate } from '#lib/kernel';
import { familyWords as words, wareki } from '#lib/texts';
import type { Frame, FrameOf, HelpLine } from '#lib/web';

const helpLines = 'select name, phone, hours, note from help_line order by position, code';
const clockTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', timeStyle: 'short' });

/** What stands around every page of a relative: nothing but the way home, signing in and out and the help lines. */
export function frame(app: NestFastifyApplication): FrameOf {
  const clock = app.get<Clock>(Clock);
  const database = app.get(DataSource);
  return async (request): Promise<Frame> => {
    const person = personOf(request);
    const now = clock instanceof TrainingClock ? await clock.now() : undefined;
    return {
      product: words.product,
      home: '/',
      ...(person ? { person: { name: person.name, account: '/account', signOut: '/sign-out' } } : {}),
      ...(now ? { clock: { now: `${wareki(tokyoDate(now))} ${clockTime.format(now)}` } } : {}),
      helpLines: await database.query<HelpLine[]>(helpLines),
    };
  };
}

/** What the app tells the web about its pages. */
export const pagesOfFamily = { app: 'family', frame, signInAt: '/sign-in' } as const;
