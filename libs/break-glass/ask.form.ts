import { Choice, Count, LongText } from '#lib/forms';
import { legalGrounds, longestHours } from './domain/opening.js';

/** Why an opening that is to come is stopped. */
export class StopOpening {
  @LongText({ label: 'stopReason', hint: 'stopReason' }) stopReason!: string;
}

/** What is asked of whoever wants the committee's room opened: the ground, why, and for how long. */
export class AskToOpen {
  @Choice(legalGrounds, { set: 'legalGround', label: 'legalGround', hint: 'legalGround' }) ground!: string;
  @LongText({ label: 'openingReason', hint: 'openingReason' }) reason!: string;
  @Count({ min: 1, max: longestHours, label: 'openingHours', hint: 'openingHours' }) hours!: number;
}
