import { type Asks } from '#lib/journal';

/** What time it is. Only the database lib and the edges ask; everything inside a unit of work takes `tx.now`. */
export abstract class Clock {
  /** `asks`: the transaction that wants to know, so that a clock kept in the database costs no second connection. */
  abstract now(asks?: Asks): Promise<Date>;
}

export class SystemClock extends Clock {
  async now(): Promise<Date> {
    return new Date();
  }
}
