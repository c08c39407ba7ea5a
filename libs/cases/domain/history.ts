import type { PlainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import type { State } from './states.js';
import type { StepName } from './steps.js';

/** An act as it is remembered: fields as entered, two times. */
export interface ActDone {
  readonly kind: 'act';
  readonly id: string;
  readonly name: ActName;
  readonly occurredOn: PlainDate;
  readonly enteredAt: Date;
  readonly personId: string;
  readonly role: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface StepTaken {
  readonly kind: 'step';
  readonly name: StepName;
  readonly to: State;
  readonly takenOn: PlainDate;
  readonly takenAt: Date;
}

/** What something can be about. */
export type Thing = ActName | StepName;

/** Acts and steps of one case, oldest first. */
export class History {
  private places: ReadonlyMap<ActDone | StepTaken, number> | undefined;

  /** @param unreadable how many rows were left out, which no app has entered as they stand */
  constructor(
    readonly entries: readonly (ActDone | StepTaken)[],
    readonly unreadable = 0,
  ) {}

  acts(...names: readonly ActName[]): readonly ActDone[] {
    return this.entries.filter((e): e is ActDone => e.kind === 'act' && names.includes(e.name));
  }

  last(name: ActName): ActDone | undefined {
    return this.acts(name).at(-1);
  }

  has(name: ActName): boolean {
    return this.entries.some((e) => e.kind === 'act' && e.name === name);
  }

  /** What came after the last of these steps; everything where none was taken. */
  since(...steps: readonly StepName[]): History {
    const at = this.entries.findLastIndex((e) => e.kind === 'step' && steps.includes(e.name));
    return at < 0 ? this : new History(this.entries.slice(at + 1));
  }

  /** What came after the last of these acts and steps; nothing where none was done: what is about them was said too early. */
  sinceLast(...things: readonly Thing[]): History {
    const at = this.entries.findLastIndex((e) => (things as readonly string[]).includes(e.name));
    return new History(at < 0 ? [] : this.entries.slice(at + 1));
  }

  /** The same of the first of them. */
  sinceFirst(...things: readonly Thing[]): History {
    const at = this.entries.findIndex((e) => (things as readonly string[]).includes(e.name));
    return new History(at < 0 ? [] : this.entries.slice(at + 1));
  }

  /** What came before the last of these steps; nothing where none was taken. */
  until(...steps: readonly StepName[]): History {
    const at = this.entries.findLastIndex((e) => e.kind === 'step' && steps.includes(e.name));
    return new History(this.entries.slice(0, Math.max(at, 0)));
  }

  /** What came after this act. */
  after(act: ActDone): History {
    return new History(this.entries.slice((this.placeOf(act) ?? -1) + 1));
  }

  /** Whether one was entered before the other. */
  isBefore(one: ActDone, other: ActDone): boolean {
    return (this.placeOf(one) ?? -1) < (this.placeOf(other) ?? -1);
  }

  private placeOf(entry: ActDone): number | undefined {
    this.places ??= new Map(this.entries.map((one, at) => [one, at]));
    return this.places.get(entry);
  }

  /** Acts of one name that no act of the other name refers to in its field `to`. */
  unanswered(asked: ActName, answered: ActName): readonly ActDone[] {
    const answers = new Set(this.acts(answered).map((a) => a.data.to));
    return this.acts(asked).filter((a) => !answers.has(a.id));
  }
}
