import { bothCalendars, operatorWords as words, say } from '#lib/texts';
import type { Invited } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused, tokyoDate } from '#lib/kernel';
import { atTheMachine } from './at-the-machine.js';
import { type Wish, askOperator } from './operator.dialogue.js';
import { appoint, endAtTheMachine, freshStart, holdersIn, housesNamed, vouch } from './operator.js';

const does = async (tx: Tx, wish: Wish): Promise<Invited | void> => {
  if ('personName' in wish) return appoint(tx, wish.house, { ...wish, role: wish.doing });
  if (wish.doing === 'vouch') return vouch(tx, wish.holder.personId);
  if (wish.doing === 'endRole') return endAtTheMachine(tx, wish.holder);
  return freshStart(tx, wish.house, wish.holder.personId);
};

/** `npm run people:vouch`, as the owner of the database: what otherwise takes two persons, by whoever runs the system. */
void atTheMachine(
  async ({ ask, tell, run }) => {
    const wish = await askOperator({
      ask,
      tell,
      houses: (asked) => run((tx) => housesNamed(tx, asked)),
      holders: (house, doing) => run((tx) => holdersIn(tx, house.id, doing)),
    });
    if (wish === null) return tell(words.stopped);
    const made = await run((tx) => does(tx, wish));
    tell(words.done);
    if (made) tell(say(words.code, { code: made.code, until: bothCalendars(tokyoDate(made.endsAt)) }));
  },
  (error) => (error instanceof Refused && error.code === 'has-account-here' ? words.hasAccount : `${words.failed}\n${String(error)}`),
);
