import { accounts, operatorWords as words, say } from '#lib/texts';
import { Stopped, named, until, type Ask } from './first.dialogue.js';
import { FindPerson, RenamePerson } from './forms.js';
import { type Holder, type House, type OperatorDoing, operatorDoings } from './operator.js';

export type Wish =
  | { readonly doing: 'administrator' | 'founderHead'; readonly house: House; readonly personName: string; readonly email: string }
  | { readonly doing: 'vouch' | 'freshStart' | 'endRole'; readonly house: House; readonly holder: Holder };

interface Talk {
  readonly ask: Ask;
  readonly tell: (line: string) => void;
  readonly houses: (asked: string) => Promise<readonly House[]>;
  readonly holders: (house: House, doing: OperatorDoing) => Promise<readonly Holder[]>;
}

/** What the operator wants to do, question by question, and a last yes; null where they stopped. On standard input: no name in a list of processes. */
export async function askOperator(talk: Talk): Promise<Wish | null> {
  const { tell, houses, holders } = talk;
  try {
    tell(words.lead);
    const house = await until(talk, words.house, async (line) => {
      const found = await houses(line.normalize('NFKC'));
      const exact = found.filter(({ name }) => name === line);
      if (found.length === 1 || exact.length === 1) return exact[0] ?? found[0];
      for (const { name } of found) tell(name);
      return undefined;
    });
    for (const [at, doing] of operatorDoings.entries()) tell(say(words.one, { number: at + 1, what: words.doings[doing] }));
    const doing = await until(talk, words.doing, (line) => operatorDoings[Number(line.normalize('NFKC')) - 1]);
    const wish = await about(talk, house, doing, holders);
    const whom = 'holder' in wish ? wish.holder.name : wish.personName;
    await until(talk, say(words.sure, { organisation: house.name, what: words.doings[doing], whom }), (line) =>
      (words.yes as readonly string[]).includes(line.normalize('NFKC')) ? true : undefined,
    );
    return wish;
  } catch (stopped) {
    if (stopped instanceof Stopped) return null;
    throw stopped;
  }
}

async function about(talk: Talk, house: House, doing: OperatorDoing, holders: Talk['holders']): Promise<Wish> {
  if (doing === 'administrator' || doing === 'founderHead') {
    const personName = await until(talk, words.personName, (line) => named(RenamePerson, 'personName', line));
    return { doing, house, personName, email: await until(talk, words.email, (line) => named(FindPerson, 'email', line)) };
  }
  const there = await holders(house, doing);
  if (there.length === 0) {
    talk.tell(words.nobody);
    throw new Stopped();
  }
  for (const [at, { name, role }] of there.entries())
    talk.tell(say(words.holder, { number: at + 1, name, role: accounts.roles[role as 'founder'] }));
  return { doing, house, holder: await until(talk, words.whom, (line) => there[Number(line.normalize('NFKC')) - 1]) };
}
