/** Something by which people let somebody into an account: a letter, a token taken over, a provider that speaks for the person. */
export interface Deed {
  readonly person: string;
  /** Who did it. Several did it together, and none of them could use it alone. */
  readonly by: readonly string[];
  readonly at: Date;
  /** From then on it leads nowhere: a fresh start, or whoever runs the system vouched. Null = still counts. */
  readonly until: Date | null;
}

/**
 * Everyone who alone could act as this person at a moment: the person, and whoever could alone do all of a deed that let them in, judged by who
 * could act as its makers when it was done. Source: [design], docs/decisions/two-persons.md.
 * @param when null: now
 */
export function handsOf(person: string, deeds: readonly Deed[], when: Date | null = null): ReadonlySet<string> {
  const counts = deeds.filter(
    (deed) => deed.person === person && isBefore(deed.at, when) && (deed.until === null || isBefore(when, deed.until)),
  );
  return new Set([person, ...counts.flatMap(({ by, at }) => inAll(by.map((maker) => handsOf(maker, deeds, at))))]);
}

/** Null is now, after everything. */
const isBefore = (one: Date | null, other: Date | null): boolean => one !== null && (other === null || one < other);

const inAll = ([first, ...rest]: readonly ReadonlySet<string>[]): string[] =>
  first === undefined ? [] : [...first].filter((one) => rest.every((hands) => hands.has(one)));

export interface Asked {
  /** Whoever did the first part; null where nobody has yet. */
  readonly first: string | null;
  /** Whoever gains by it, besides the first. */
  readonly gains: readonly string[];
  /** It opens something: power, the committee's room, somebody's account. */
  readonly opens: boolean;
}
export interface Second {
  readonly personId: string;
  /** A program acts, or somebody through a token. */
  readonly program: boolean;
  /** The role was held for `daysHeld`, or was given by whoever runs the system. */
  readonly heldLongEnough: boolean;
}

/** Why somebody is no second person. */
export type WhyNot = 'program' | 'same-person' | 'same-hand' | 'too-new';

/** Real days for which a role is held before its holder counts as the second person for what opens something. [design] */
export const daysHeld = 30;

/**
 * Why this person does not count as the second one; null where they do. Nobody counts who is the first or gains, who could be one of them (or
 * one of them could be the second). For what opens something nobody either whom a third person alone could be as well as one of them, nor
 * whoever holds the role for less than `daysHeld`. Who else is there never changes the answer. Source: [design], docs/decisions/two-persons.md.
 */
export function whyNoSecond({ first, gains, opens }: Asked, second: Second, deeds: readonly Deed[]): WhyNot | null {
  if (second.program) return 'program';
  const others = first === null ? gains : [first, ...gains];
  if (others.includes(second.personId)) return 'same-person';
  const own = handsOf(second.personId, deeds);
  for (const other of others) {
    if (couldAct(second.personId, other, deeds)) return 'same-hand';
    if (opens && [...own].some((hand) => handsOf(other, deeds).has(hand))) return 'same-hand';
  }
  return opens && !second.heldLongEnough ? 'too-new' : null;
}

/** Whether one of the two could alone act as the other. */
export const couldAct = (one: string, other: string, deeds: readonly Deed[]): boolean =>
  handsOf(one, deeds).has(other) || handsOf(other, deeds).has(one);

/** Somebody's part in what takes several. */
export interface Part {
  readonly personId: string;
  /** When it was done, real time; null: now. */
  readonly at: Date | null;
}

/** Whether somebody alone could have done every part: who could act as its doer when it was done, or could now. Source: [design], docs/decisions/two-persons.md. */
export const inOneHand = (parts: readonly Part[], deeds: readonly Deed[]): boolean =>
  inAll(parts.map(({ personId, at }) => new Set([...handsOf(personId, deeds), ...handsOf(personId, deeds, at)]))).length > 0;
