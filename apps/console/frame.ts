import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mayAny, personOf, roleInWords } from '#lib/accounts';
import { Clock, TrainingClock } from '#lib/database';
import { consoleWords as words, journalWords, peopleWords, recoveryWords } from '#lib/texts';
import type { Frame, FrameOf } from '#lib/web';
import { momentInWords } from './words.js';

const { nav } = words;

/** What stands around every page: who is signed in and for whom, the way to the other pages, the training clock where one runs. */
export function frame(app: NestFastifyApplication): FrameOf {
  const clock = app.get<Clock>(Clock);
  return async (request): Promise<Frame> => {
    const person = personOf(request);
    const now =
      clock instanceof TrainingClock ? { now: momentInWords(await clock.now()), href: person ? '/training-clock' : undefined } : undefined;
    if (!person) return { product: words.product, home: '/', clock: now };
    const path = request.url.split('?')[0] ?? '';
    const to = (href: string, label: string) => ({ href, label, here: path === href });
    return {
      product: words.product,
      home: '/',
      person: { name: person.name, organisation: roleInWords(person), account: '/account', signOut: '/sign-out' },
      nav: [
        ...(mayAny(person.role, ['case.read']) ? [to('/cases', nav.cases)] : []),
        ...(mayAny(person.role, ['case.report']) ? [to('/cases/report', nav.report)] : []),
        ...(mayAny(person.role, ['handover.read']) ? [to('/handover', peopleWords.nav.handover)] : []),
        ...(mayAny(person.role, ['people.administer']) ? [to('/people', peopleWords.nav.people)] : []),
        ...(mayAny(person.role, ['tokens.administer']) ? [to('/tokens', peopleWords.nav.tokens)] : []),
        ...(mayAny(person.role, ['people.journal']) ? [to('/people/journal', peopleWords.nav.journal)] : []),
        to('/procedure', nav.procedure),
        to('/limits', nav.limits),
        ...(mayAny(person.role, ['case.read']) || !mayAny(person.role, ['journal.roots'])
          ? []
          : [to('/journal-roots', journalWords.roots)]),
        ...(mayAny(person.role, ['recovery.confirm']) ? [to('/recovery', recoveryWords.nav)] : []),
      ],
      clock: now,
    };
  };
}
