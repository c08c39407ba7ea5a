/** Something that happened, told inside the transaction it happened in. `facts` hold codes, ids and days, never names or free text. */
export interface Event {
  readonly name: string;
  readonly caseId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** It happened in the committee's own room: its journal entry lies there. */
  readonly room?: boolean;
  /** Handed to listeners only; never journalled, never part of a job. */
  readonly data?: Readonly<Record<string, unknown>>;
}
