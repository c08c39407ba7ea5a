import type { PlainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import type { ActDone, History } from './history.js';
import { samePerson, sitting } from './members.js';

/** Kinds of tie a declaration asks about, each by itself (F8). */
export const ties = ['kinship', 'work', 'acquaintance', 'representation', 'other', 'none'] as const;

/** What a party of the case may be; relatives, members, the school and the founder are known without being named here. */
export const partyKinds = ['person', 'school', 'post'] as const;

/** Acts by which somebody comes into the list that declarations are made against. */
const adding: readonly ActName[] = ['nameRelative', 'nameParty', 'appointMember'];

/**
 * Those a declaration of this member is made against, in the order they came into the case: relatives, parties that were named, the other
 * members who sit. School and founder stand in every list from the beginning.
 * @param member the appointment of who declares
 * Source: domain.md F8 and G6.
 */
export const listFor = (history: History, member: ActDone, today: PlainDate): readonly ActDone[] =>
  listAmong(history.acts(...adding), sitting(history, today), member);

function listAmong(added: readonly ActDone[], members: readonly ActDone[], member: ActDone): readonly ActDone[] {
  const others = new Set(members.filter((one) => !samePerson(one, member)));
  return added.filter((one) => one.name !== 'appointMember' || others.has(one));
}

/** Whether this declaration was made when that one stood in the list: not entered before it, and not of an earlier day. Paper comes first. */
const covers = (history: History, declaration: ActDone, one: ActDone): boolean =>
  one.occurredOn <= declaration.occurredOn && history.isBefore(one, declaration);

export interface Standing {
  readonly member: ActDone;
  /** What is still to be done: the member declares (again), then the founder says whether anything stands in the way. */
  readonly owes: 'declaration' | 'assessment' | 'nothing';
  /** The last declaration, whoever entered it. */
  readonly declared: ActDone | undefined;
  /** Who came into the list since then; the whole list where nothing was declared. */
  readonly since: readonly ActDone[];
  /** Something stands in the way, as the last declaration says. */
  readonly conflict: boolean;
}

/**
 * How each member who sits stands with conflicts of interest. A declaration holds for the list as it was: once somebody is added, every
 * member is asked again. Nobody clears their own conflict: only what the founder enters clears, and only for the list it was made against.
 * @param history acts and steps, oldest first
 * @param today calendar day in Asia/Tokyo
 * Source: domain.md G6, F8; asking again is [design].
 */
export function standings(history: History, today: PlainDate): readonly Standing[] {
  const [members, added, declarations] = [sitting(history, today), history.acts(...adding), history.acts('declareInterests')];
  return members.map((member) => {
    const own = declarations.filter(({ data }) => data.member === member.id);
    const list = listAmong(added, members, member);
    const declared = own.at(-1);
    const since = declared ? list.filter((one) => !covers(history, declared, one)) : list;
    const assessed = own.filter(({ role }) => role === 'founder' || role === 'founderHead').at(-1);
    const clear =
      assessed?.data.cleared === 'yes' && declared?.data.cleared === 'yes' && list.every((one) => covers(history, assessed, one));
    const owes = !declared || since.length > 0 ? 'declaration' : clear ? 'nothing' : 'assessment';
    return { member, owes, declared, since, conflict: declared?.data.cleared === 'no' };
  });
}
