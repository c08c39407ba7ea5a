import { Refused, tokyoDate } from '#lib/kernel';
import { bothCalendars, firstPeople as words, say } from '#lib/texts';
import { atTheMachine } from './at-the-machine.js';
import { askFirst } from './first.dialogue.js';
import { localGovernments, makeFirst } from './first.js';

/** `npm run people:first`, as the owner of the database: an organisation and its first administrator. */
void atTheMachine(
  async ({ ask, tell, run }) => {
    const first = await askFirst({ ask, tell, find: (of, asked) => run((tx) => localGovernments(tx, of, asked)) });
    if (first === null) return tell(words.stopped);
    const { code, endsAt, again } = await run((tx) => makeFirst(tx, first));
    const until = bothCalendars(tokyoDate(endsAt));
    tell([say(again ? words.again : words.made, { organisation: first.name }), say(words.code, { code, until })].join('\n'));
  },
  (error) =>
    error instanceof Refused && error.code === 'has-administrator' ? words.hasAdministrator : `${words.failed}\n${String(error)}`,
);
