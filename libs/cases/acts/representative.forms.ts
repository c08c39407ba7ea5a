import { Choice, Day, Email, Flag, Ref, RelativeRef, Text } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { representativeKinds } from '../domain/mandate.js';
import { Dated } from './dated.form.js';

/** A mandate given by one relative: to whom, how to reach them, what for, until when. It begins on the day of the act. */
export class NameRepresentative extends Dated {
  @RelativeRef() relative!: string;
  @Text() representativeName!: string;
  @Choice(representativeKinds, { set: 'representativeKind' }) representativeKind!: string;
  @Email({ optional: true, hint: 'representativeEmail' }) email?: string;
  @Text({ optional: true, hint: 'representativePost' }) representativePost?: string;
  @Flag({ hint: 'maySpeak' }) maySpeak!: boolean;
  @Flag({ hint: 'mayWish' }) mayWish!: boolean;
  @Flag({ hint: 'copies' }) copies!: boolean;
  @Day({ optional: true, hint: 'mandateLastDay' }) mandateLastDay?: PlainDate;
}

/** From now on everything of this case is closed to the representative; what they did stays in the record. */
export class WithdrawRepresentative extends Dated {
  @Ref('nameRepresentative') mandate!: string;
}
