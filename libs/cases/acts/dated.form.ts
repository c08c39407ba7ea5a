import { Day, LongText, RelativeRefs, Text, Choice } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';

/** What every act has: the day it happened. The time it was entered is added by the service (A9). */
export class Dated {
  @Day() occurredOn!: PlainDate;
}

export const ways = ['visit', 'phone', 'letter', 'mail', 'online', 'other'] as const;
export const explanationWays = ['inPerson', 'online', 'phone', 'letter'] as const;

/** Something explained to relatives: whom, where, by whom, with which paper, what they asked. (G3) */
export class Explanation extends Dated {
  @RelativeRefs() relatives!: string[];
  @Choice(explanationWays, { set: 'explanationWay' }) way!: string;
  @Text() place!: string;
  @Text({ hint: 'persons' }) persons!: string;
  @Text({ max: 60, hint: 'documentVersion' }) documentVersion!: string;
  @LongText({ optional: true, hint: 'questionsAsked' }) questionsAsked?: string;
}
