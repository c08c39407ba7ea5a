import type { ActName, StepName } from '#lib/cases';
import { type PlainDate } from '#lib/kernel';
import { demoWords as words } from '#lib/texts';

/** Who does something in a story; each is one fictional person. */
export type Player = 'school' | 'founder' | 'founderHead' | 'committeeMember' | 'secretariat';

/** What the story knows while it is told: days, relatives and earlier acts of its case. */
export interface Telling {
  readonly day: (offset: number) => PlainDate;
  readonly relatives: readonly string[];
  /** The id of the last act of this name, or of the one so many before it. */
  readonly act: (name: ActName, before?: number) => string;
  readonly emails: { readonly relatives: readonly string[]; readonly committeeMember: string; readonly secretariat: string };
}
/** The acts of a story as far as it is told. */
export class Told {
  private readonly ids = new Map<ActName, string[]>();

  set(name: ActName, id: string): void {
    this.ids.set(name, [...(this.ids.get(name) ?? []), id]);
  }

  readonly act = (name: ActName, before = 0): string => this.ids.get(name)!.at(-1 - before)!;
}

type Data = (told: Telling) => Readonly<Record<string, unknown>>;
export type Line =
  | { readonly on: number; readonly by: Player; readonly act: ActName; readonly data: Data }
  | { readonly on: number; readonly by: Player; readonly step: StepName };

const none: Data = () => ({});
export const act = (on: number, by: Player, name: ActName, data: Data = none): Line => ({ on, by, act: name, data });
export const step = (on: number, by: Player, name: StepName): Line => ({ on, by, step: name });
export const explain = (on: number, by: Player, name: ActName): Line =>
  act(on, by, name, ({ relatives }) => ({
    relatives,
    way: 'inPerson',
    place: words.place,
    persons: words.persons,
    documentVersion: words.version,
  }));
export const read = (on: number, by: Player, document: string): Line =>
  act(on, by, 'recordReadThrough', () => ({ document, documentVersion: words.version }));
export const eachRelative = (on: number, by: Player, name: ActName, at: number, data: Data): Line =>
  act(on, by, name, (told) => ({ relative: told.relatives[at], ...data(told) }));
export const wish = (on: number, at: number, value: string): Line =>
  eachRelative(on, 'founder', 'recordIntention', at, () => ({
    wish: value,
    earlySurveyWish: 'no',
    consentMext: 'later',
    consentCfa: 'later',
    consentCdr: 'later',
    statedBy: 'paper',
    ...(value === 'PARTIAL' ? { scope: words.scope } : {}),
  }));
/** A second person has the paper in hand on which the last word of this name was entered: the school what the founder entered, a member what the secretariat did. */
export const attest = (on: number, word: 'recordIntention' | 'recordPublicationWish' | 'giveOpinion' = 'recordIntention'): Line =>
  act(on, word === 'giveOpinion' ? 'committeeMember' : 'school', 'attestStatement', (told) => ({
    to: told.act(word),
    paperForm: words.wishPaper,
    paperOn: told.day(on),
    paperPlace: words.paperPlace,
  }));
export const suspicions = (on: number, by: Player, but: Readonly<Record<string, string>> = {}): Line =>
  act(on, by, 'recordSuspicions', () => ({
    bullying: 'no',
    staffConduct: 'no',
    studies: 'no',
    friends: 'no',
    otherSchool: 'no',
    accident: 'no',
    ground: words.ground,
    ...but,
  }));
/** The founder enters what the member appointed last, or the one before, declared. */
export const declares = (on: number, before: number): Line =>
  act(on, 'founder', 'declareInterests', (told) => ({
    member: told.act('appointMember', before),
    ties: ['none'],
    interests: words.noInterests,
    cleared: 'yes',
  }));
